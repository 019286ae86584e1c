"""What is out, as its audience reads it: the parts that both chose, and nothing else of the decision."""

from typing import Any

from colead.foundation.viewer import Viewer
from colead.practice.decisions import queries
from colead.practice.decisions.pages.papers import Said
from colead.promises.models import Release


class ReleasedPage:
    """Reads only what stands in `published`."""

    def __init__(self, release: Release, *, newer: Release | None = None, is_corrected: bool = False) -> None:
        self.id, self.newer, self.is_corrected = release.pk, newer, is_corrected
        self.released_at = release.released_at
        self.text: dict[str, Any] = release.published or {}
        self.said = Said(self.text)


class BriefPage(ReleasedPage):
    """A joint brief as its sponsor reads it, and what that sponsor has answered."""

    def __init__(self, release: Release, viewer: Viewer) -> None:
        super().__init__(release)
        answer = queries.own_answer(viewer, release)
        self.recommends = bool(self.text.get("recommendation"))
        self.answered = queries.said_by(viewer, answer) if answer is not None else None
        self.until = answer.retain_until if answer is not None else None
        self.may_take_back = answer is not None and queries.may_take_back(answer)
