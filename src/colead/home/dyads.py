"""The page of two leaders as everyone reads it: what both have let out, room by room; and who may ask to sit in."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from colead.foundation.viewer import Viewer
from colead.partnerships import queries as partnerships
from colead.practice.visibility import released
from colead.practice.visibility.pages.sheet import Coming, Sheet, appearance


@dataclass(frozen=True)
class Invitation:
    """One of the viewer's own pairs, which could ask to sit in."""

    name: str
    url: str


class DyadPage:
    """Between partners nothing stands here but whom to ask; a pair that has ended has no page."""

    def __init__(self, viewer: Viewer, dyad_id: UUID) -> None:
        one = released.get(viewer, dyad_id)
        self.dyad, self.is_whole = one.dyad, one.is_whole
        self.stayers = [person["name"] for person in one.people]
        self.sheet = Sheet(one.text, dyad_id) if one.is_whole else None
        self.released_at = one.release.released_at
        self.is_true = one.is_true if one.is_whole else True
        self.coming: list[Coming] = [appearance(text) for text in released.coming(viewer, one)]
        led = list(partnerships.led_by(viewer).exclude(space=None))
        self.is_own = any(pair.pk == dyad_id for pair in led)
        self.visits = [
            Invitation(pair.name, reverse("visibility:ask_visit", args=[pair.pk, dyad_id]))
            for pair in led
            if one.is_whole and not self.is_own
        ]
