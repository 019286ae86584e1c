"""The published half-years in words: how soon, how it went, and kindly when there is too little to tell."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.programme.pooled import queries
from colead.programme.pooled.models import Publication
from colead.rules import pooling

SIZE_WORDS = {
    "quick": gettext_lazy("quick"),
    "standard": gettext_lazy("standard"),
    "big": gettext_lazy("big"),
}
WITHIN_WORDS = {
    7: gettext_lazy("a week or less"),
    14: gettext_lazy("one to two weeks"),
    30: gettext_lazy("two weeks to a month"),
    pooling.LONGER: gettext_lazy("longer than a month"),
}
SHARE_WORDS = {
    "fewer": gettext_lazy("In fewer than half of the dyads"),
    "about": gettext_lazy("In about half of the dyads"),
    "more": gettext_lazy("In more than half of the dyads"),
}
MOST = 95
Row = list[str]


@dataclass(frozen=True)
class HalfYear:
    title: str
    published_at: datetime
    days: list[Row]
    worked: str

    @classmethod
    def build(cls, publication: Publication) -> "HalfYear":
        figures: dict[str, Any] = json.loads(publication.figures)
        days = [row for row in figures["days"] if "within" in row]  # finer figures of before are not shown any more
        return cls(
            title=months(publication.first_on, publication.last_on),
            published_at=publication.created_at,
            days=[[sizes_words(row["sizes"]), str(WITHIN_WORDS[row["within"]])] for row in days],
            worked=share_words(figures.get("worked")),
        )

    @property
    def untold(self) -> str:
        """What of it had too few to tell; nothing when all is told."""
        if not self.days and not self.worked:
            return _("How long decisions took, and how they went")
        if not self.days:
            return _("How long decisions took")
        return "" if self.worked else _("How they went, looking back")


@dataclass(frozen=True)
class PooledPage:
    halves: list[HalfYear]
    told: list[HalfYear]
    too_few: dict[str, str]
    next_on: date
    days_head: Row
    dyads_min: int = pooling.DYADS_MIN
    people_min: int = pooling.PEOPLE_MIN
    decisions_min: int = pooling.RECORDS_MIN

    @classmethod
    def build(cls, viewer: Viewer) -> "PooledPage":
        running = pooling.window_of(clock.today())
        halves = [HalfYear.build(row) for row in queries.list_for(viewer)]
        return cls(
            halves=halves,
            told=[half for half in halves if half.days or half.worked],
            too_few=untold(halves),
            next_on=running.last_on + timedelta(days=1),
            days_head=[_("Decisions"), _("Half took")],
        )


def untold(halves: list[HalfYear]) -> dict[str, str]:
    """What had too few to tell, and in which half-years."""
    found: dict[str, list[str]] = {}
    for half in halves:
        if half.untold:
            found.setdefault(half.untold, []).append(half.title)
    return {what: "; ".join(titles) for what, titles in found.items()}


def months(first_on: date, last_on: date) -> str:
    words = {"first": date_format(first_on, "F"), "last": date_format(last_on, "F Y")}
    return _("%(first)s to %(last)s") % words


def sizes_words(sizes: list[str]) -> str:
    if len(sizes) == len(SIZE_WORDS):
        return _("All sizes")
    named = [str(SIZE_WORDS[size]) for size in sizes]
    if len(named) == 1:
        return named[0].capitalize()
    return (_("%(one)s and %(two)s together") % {"one": named[0], "two": named[-1]}).capitalize()


def share_words(share: int | str | None) -> str:
    """The beginning of a sentence; nothing when there is too little to tell."""
    if share is None:
        return ""
    if isinstance(share, str):
        return str(SHARE_WORDS[share])
    if share <= pooling.STEP:
        return _("In 5 of a hundred dyads or fewer")
    if share >= MOST:
        return _("In 95 of a hundred dyads or more")
    return _("In about %(share)s of a hundred dyads") % {"share": share}
