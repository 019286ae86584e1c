"""The page of two leaders as everyone reads it: what both have let out, room by room; and who may ask to sit in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.partnerships import queries as partnerships
from colead.practice.meetings.queries import walks
from colead.practice.memos import queries as memos
from colead.practice.visibility import released
from colead.practice.visibility.pages.sheet import Coming, Sheet, appearance
from colead.promises.models import Release

ANSWERS_SHOWN = 3
MEMOS_SHOWN = 5


@dataclass(frozen=True)
class Answer:
    """What people told the two on a round, and what came of it."""

    told: str
    did: str
    place: str
    url: str


@dataclass(frozen=True)
class Letter:
    """A memo that both signed."""

    title: str
    at: datetime | None
    url: str


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
        rounds = list(walks.released(viewer).filter(space=one.release.space_id)) if one.is_whole else []
        shown = [appearance(text) for text in released.coming(viewer, one)]
        walked = [coming_round(row) for row in rounds if walks.is_coming(row)]
        self.coming = sorted([*shown, *walked], key=lambda each: each.day)
        self.answers = [answer(row) for row in rounds if walks.is_answer(row)][:ANSWERS_SHOWN]
        letters = memos.out_for_everyone(viewer).filter(space=one.release.space_id)
        self.memos = [letter(row) for row in letters[:MEMOS_SHOWN]] if one.is_whole else []
        led = list(partnerships.led_by(viewer).exclude(space=None))
        self.is_own = any(pair.pk == dyad_id for pair in led)
        self.visits = [
            Invitation(pair.name, reverse("visibility:ask_visit", args=[pair.pk, dyad_id]))
            for pair in led
            if one.is_whole and not self.is_own
        ]


def coming_round(release: Release) -> Coming:
    text = release.published or {}
    url = reverse("meetings:show_round", args=[release.pk])
    return Coming(date.fromisoformat(text["on_day"]), text["place"], _("we walk a round, and ask"), url)


def letter(release: Release) -> Letter:
    url = reverse("memos:show_released", args=[release.pk])
    return Letter(str((release.published or {}).get("title", "")), release.released_at, url)


def answer(release: Release) -> Answer:
    text = release.published or {}
    url = reverse("meetings:show_round", args=[release.pk])
    return Answer(text["told_us"], text["we_did"], text["place"], url)
