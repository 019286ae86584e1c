"""What is out, as its audience reads it: the parts that both chose, and nothing else of the decision."""

from typing import Any

from colead.practice.decisions.pages.papers import Row, question_rows, voice_rows
from colead.promises.models import Release


class ReleasedPage:
    """Reads only what stands in `published`."""

    def __init__(self, release: Release, *, newer: Release | None = None) -> None:
        self.id, self.newer = release.pk, newer
        self.released_at, self.version = release.released_at, release.version
        self.text: dict[str, Any] = release.published or {}

    @property
    def unit(self) -> str:
        return str(self.text.get("unit", ""))

    @property
    def signed_by(self) -> list[str]:
        return list(self.text.get("signed_by", []))

    @property
    def is_corrected(self) -> bool:
        return self.version > 1


class MessagePage(ReleasedPage):
    @property
    def what(self) -> str:
        return str(self.text.get("what", ""))

    @property
    def title(self) -> str:
        return self.what or next((row.words for row in self.rows), "")

    @property
    def rows(self) -> list[Row]:
        return voice_rows(self.text)

    @property
    def questions(self) -> list[tuple[str, str]]:
        return question_rows(self.text)


class BriefPage(ReleasedPage):
    """Both views in full, side by side."""

    @property
    def views(self) -> list[dict[str, Any]]:
        return list(self.text.get("views", []))
