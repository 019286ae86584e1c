"""One's calendar page, and the page of somebody who holds time for others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from uuid import UUID

from django.forms import Form
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.models import Delegate, TimeHold
from colead.partnerships.queries import Pair
from colead.practice.calendar import queries
from colead.practice.calendar.models import Feed, Role

# The form for what has this id, with what stands there now; a view gives it.
FormFor = Callable[[UUID, TimeHold | None], Form]


def length_of(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        return _("%(n)d minutes") % {"n": minutes}
    return _("one hour") if hours == 1 else _("%(n)d hours") % {"n": hours}


@dataclass(frozen=True)
class PairCalendar:
    """One of my pairs: my address for it, and who holds time for either of us."""

    pair: Pair
    feed: Feed | None
    delegates: list[Delegate]
    name: Form

    @property
    def mine(self) -> Delegate | None:
        return next((row for row in self.delegates if row.serves_id == self.pair.me.pk), None)

    @property
    def theirs(self) -> list[Delegate]:
        return [row for row in self.delegates if row.serves_id != self.pair.me.pk]


class CalendarPage:
    """Each of my pairs by itself."""

    def __init__(self, viewer: Viewer, name: FormFor) -> None:
        self.pairs = [
            PairCalendar(
                pair,
                queries.open_feed(viewer, pair.partnership, Role.PARTNER),
                queries.delegates_of(pair),
                name(pair.partnership.pk, None),
            )
            for pair in queries.pairs_of(viewer)
        ]


@dataclass(frozen=True)
class Line:
    """'15:00, 30 minutes', for whom, and a form to move it."""

    hold: TimeHold
    who: str
    form: Form

    @property
    def when(self) -> str:
        if self.hold.starts_at is None:
            return _("no hour yet, %(length)s") % {"length": length_of(self.hold.minutes)}
        return f"{clock_words(self.hold.starts_at)}, {length_of(self.hold.minutes)}"

    @property
    def is_past(self) -> bool:
        """A day that is over is not moved."""
        return self.hold.on_day < clock.today()

    @property
    def is_free(self) -> bool:
        return self.hold.thing_id is None


def clock_words(at: time) -> str:
    return f"{at:%H:%M}"


@dataclass(frozen=True)
class Served:
    """Somebody whose time is held: the address of one's own calendar for it, and a form where no time is set."""

    row: Delegate
    feed: Feed | None
    place: Form | None


class HoldsPage:
    """By day, as it would stand in a diary; nothing of what the two are to each other or what the time is for."""

    def __init__(self, viewer: Viewer, move: FormFor, place: FormFor) -> None:
        rows = queries.served_by(viewer)
        names = {row.partnership_id: row.serves.name for row in rows}
        holds = queries.holds_for(viewer)
        taken = {hold.partnership_id for hold in holds}
        lines = [Line(hold, names.get(hold.partnership_id, ""), move(hold.pk, hold)) for hold in holds]
        self.days = [(in_full(on), list(found)) for on, found in groupby(lines, key=lambda line: line.hold.on_day)]
        self.served = [
            Served(
                row,
                queries.open_feed(viewer, row.partnership, Role.DELEGATE),
                None if row.partnership_id in taken else place(row.partnership_id, None),
            )
            for row in rows
        ]


def in_full(on: date) -> str:
    return date_format(on, "l j F Y")
