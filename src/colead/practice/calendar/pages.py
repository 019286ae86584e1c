"""One's calendar page, and the page of somebody who holds time for others."""

from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.partnerships.models import Delegate, TimeHold
from colead.partnerships.queries import Pair
from colead.practice.calendar import queries
from colead.practice.calendar.forms import HoldForm, NameForm, PlaceForm
from colead.practice.calendar.models import Feed, Role


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
    name: NameForm

    @property
    def mine(self) -> Delegate | None:
        return next((row for row in self.delegates if row.serves_id == self.pair.me.pk), None)

    @property
    def theirs(self) -> list[Delegate]:
        return [row for row in self.delegates if row.serves_id != self.pair.me.pk]


class CalendarPage:
    """Each of my pairs by itself; a name that came back with an error stands at its own pair."""

    def __init__(self, viewer: Viewer, returned: tuple[Pair, NameForm] | None = None) -> None:
        self.pairs = [self.of(viewer, pair, returned) for pair in queries.pairs_of(viewer)]

    def of(self, viewer: Viewer, pair: Pair, returned: tuple[Pair, NameForm] | None) -> PairCalendar:
        feed = queries.open_feed(viewer, pair.partnership, Role.PARTNER)
        is_here = returned is not None and returned[0].partnership.pk == pair.partnership.pk
        form = returned[1] if returned is not None and is_here else NameForm(key=pair.partnership.pk)
        return PairCalendar(pair, feed, queries.delegates_of(pair), form)


@dataclass(frozen=True)
class Line:
    """'15:00, 30 minutes', for whom, and a form to move it."""

    hold: TimeHold
    who: str
    form: HoldForm

    @property
    def when(self) -> str:
        if self.hold.starts_at is None:
            return _("no hour yet, %(length)s") % {"length": length_of(self.hold.minutes)}
        return f"{clock_words(self.hold.starts_at)}, {length_of(self.hold.minutes)}"

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
    place: PlaceForm | None


class HoldsPage:
    """By day, as it would stand in a diary; nothing of what the two are to each other or what the time is for."""

    def __init__(self, viewer: Viewer, returned: dict[str, HoldForm] | None = None) -> None:
        bound = returned or {}
        rows = queries.served_by(viewer)
        names = {row.partnership_id: row.serves.name for row in rows}
        holds = queries.holds_for(viewer)
        taken = {hold.partnership_id for hold in holds}
        lines = [Line(hold, names.get(hold.partnership_id, ""), self.form_of(hold, bound)) for hold in holds]
        self.days = [(self.day(on), list(found)) for on, found in groupby(lines, key=lambda line: line.hold.on_day)]
        self.served = [
            Served(row, queries.open_feed(viewer, row.partnership, Role.DELEGATE), self.place_of(row, taken, bound))
            for row in rows
        ]

    def day(self, on: date) -> str:
        return date_format(on, "l j F Y")

    def form_of(self, hold: TimeHold, bound: dict[str, HoldForm]) -> HoldForm:
        initial = {"on_day": hold.on_day, "starts_at": hold.starts_at}
        return bound.get(str(hold.pk)) or HoldForm(key=hold.pk, initial=initial)

    def place_of(self, row: Delegate, taken: set[UUID], bound: dict[str, HoldForm]) -> PlaceForm | None:
        if row.partnership_id in taken:
            return None
        found = bound.get(str(row.partnership_id))
        return found if isinstance(found, PlaceForm) else PlaceForm(key=row.partnership_id)
