"""The published half-years in words: the median of days, how it went, and kindly when there is too little to tell."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
VALUE_WORDS = {
    "worked": gettext_lazy("Worked"),
    "partly": gettext_lazy("Partly"),
    "not": gettext_lazy("Did not"),
    "too_early": gettext_lazy("Too early to say"),
}
MOST = 95
Row = list[str]


@dataclass(frozen=True)
class HalfYear:
    title: str
    published_at: datetime
    days: list[Row]
    look_back_head: Row
    look_backs: list[Row]

    @classmethod
    def build(cls, publication: Publication) -> "HalfYear":
        figures: dict[str, Any] = json.loads(publication.figures)
        return cls(
            title=months(publication.first_on, publication.last_on),
            published_at=publication.created_at,
            days=[[sizes_words(row["sizes"]), days_words(row["median"])] for row in figures["days"]],
            look_back_head=[_("Decisions"), *(str(words) for words in VALUE_WORDS.values())],
            look_backs=[
                [sizes_words(row["sizes"]), *(share_words(row["shares"][value]) for value in VALUE_WORDS)]
                for row in figures["look_backs"]
            ],
        )

    @property
    def is_too_few(self) -> bool:
        return not (self.days or self.look_backs)


@dataclass(frozen=True)
class PooledPage:
    halves: list[HalfYear]
    next_on: date
    days_head: Row
    dyads_min: int = pooling.DYADS_MIN
    people_min: int = pooling.PEOPLE_MIN
    decisions_min: int = pooling.RECORDS_MIN

    @classmethod
    def build(cls, viewer: Viewer) -> "PooledPage":
        running = pooling.window_of(clock.today())
        halves = [HalfYear.build(row) for row in queries.list_for(viewer)]
        return cls(halves, running.last_on + timedelta(days=1), [_("Decisions"), _("Median")])


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


def days_words(median: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", median) % {"days": median}


def share_words(share: int) -> str:
    if share <= pooling.STEP:
        return _("5 in 100 or fewer")
    if share >= MOST:
        return _("95 in 100 or more")
    return _("about %(share)s in 100") % {"share": share}
