"""What is out, as its audience reads it: the parts that both chose, and nothing else of the decision."""

from typing import Any

from colead.practice.decisions.pages.papers import Said
from colead.promises.models import Release


class ReleasedPage:
    """Reads only what stands in `published`."""

    def __init__(self, release: Release, *, newer: Release | None = None, is_corrected: bool = False) -> None:
        self.id, self.newer, self.is_corrected = release.pk, newer, is_corrected
        self.released_at = release.released_at
        self.text: dict[str, Any] = release.published or {}
        self.said = Said(self.text)
