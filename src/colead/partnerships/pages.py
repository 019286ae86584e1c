"""What the programme office sees of dyads: who, where, whom they report to. Nothing inside, nothing of worth."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import queries
from colead.partnerships.models import Partnership, Seat, Side, Sponsorship
from colead.partnerships.queries import Pair
from colead.people import roster
from colead.rules.partnerships import MACHINE, Status, is_between_partners, usual_end

# Only the moves that a person decides; forming and a change of partner follow from the seats.
MOVES: dict[str, tuple[Promise | str, Promise | str]] = {
    "activate": (gettext_lazy("They lead together now"), gettext_lazy("The dyad counts as active from today.")),
    "pause": (
        gettext_lazy("Pause it"),
        gettext_lazy("Seats and words stay as they are. Nothing reminds the two while it rests."),
    ),
    "resume": (gettext_lazy("Take it up again"), gettext_lazy("The two go on where they were.")),
    "end": (
        gettext_lazy("End it"),
        gettext_lazy("Nobody sits in it now. The dyad counts as ended from today; a new one begins with 'Add a dyad'."),
    ),
}


class DyadRow:
    """One line of the list."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        seats: Iterable[Seat] = getattr(partnership, "open_seats", ())
        sponsorships: Iterable[Sponsorship] = getattr(partnership, "open_sponsorships", ())
        self.people = {seat.side: seat for seat in seats}
        self.sponsors = ", ".join(row.person.name for row in sponsorships)

    @property
    def names(self) -> str:
        """Nobody is the first partner: the order turns from day to day."""
        named = [self.name_of(side) for side in Side.values]
        if queries.is_turned(self.partnership.pk):
            named.reverse()
        return _("%(one)s and %(two)s") % {"one": named[0], "two": named[1]}

    def name_of(self, side: str) -> str:
        seat = self.people.get(side)
        if seat is None:
            return _("an empty seat")
        return _("%(name)s, for now") % {"name": seat.person.name} if seat.is_interim else seat.person.name

    @property
    def standing(self) -> str:
        return standing_of(self.partnership, self.people.values())


def standing_of(partnership: Partnership, seats: Iterable[Seat]) -> str:
    """Where it stands, in one word of the cascade: an open or interim seat is said, never coloured."""
    if lives_between(partnership, seats):
        return _("Between partners")
    return str(partnership.get_status_display())


def lives_between(partnership: Partnership, seats: Iterable[Seat]) -> bool:
    """A dyad that has begun and has not ended, with a seat open or kept warm."""
    lives = partnership.status in {Status.ACTIVE, Status.FORMING, Status.PAUSED}
    return lives and is_between_partners([seat for seat in seats if seat.until_on is None], clock.today())


class DyadsPage:
    """Standing dyads, those for a time, and those that have ended, each by name."""

    def __init__(self, viewer: Viewer) -> None:
        rows = [DyadRow(partnership) for partnership in queries.list_for(viewer)]
        open_ones = [row for row in rows if row.partnership.status != Status.ENDED]
        self.standing = [row for row in open_ones if not row.partnership.is_temporary]
        self.temporary = [row for row in open_ones if row.partnership.is_temporary]
        self.ended = [row for row in rows if row.partnership.status == Status.ENDED]


class SidePlace:
    """One side of the dyad: who sits there now, or that it is open."""

    def __init__(self, side: str, seats: list[Seat], ending: Form) -> None:
        self.side = side
        self.label = Side(side).label
        self.seat = next((seat for seat in seats if seat.side == side and seat.until_on is None), None)
        self.ending = ending
        self.usual_end = usual_end(clock.today())


class DyadPage:
    def __init__(self, partnership: Partnership, endings: Mapping[str, Form]) -> None:
        self.partnership = partnership
        self.endings = endings

    @cached_property
    def seats(self) -> list[Seat]:
        return queries.seats_of(self.partnership)

    @property
    def sides(self) -> list[SidePlace]:
        places = [SidePlace(side, self.seats, self.endings[side]) for side in Side.values]
        return places[::-1] if queries.is_turned(self.partnership.pk) else places

    @property
    def former(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.until_on is not None]

    @property
    def is_over(self) -> bool:
        return self.partnership.status == Status.ENDED

    @property
    def is_between(self) -> bool:
        return lives_between(self.partnership, self.seats)

    @property
    def standing(self) -> str:
        return standing_of(self.partnership, self.seats)

    @cached_property
    def sponsorships(self) -> list[Sponsorship]:
        return queries.sponsorships_of(self.partnership)

    @property
    def may_add_sponsor(self) -> bool:
        return not self.is_over and len(self.sponsorships) < 2

    @property
    def moves(self) -> list[dict[str, Any]]:
        known = [verb for verb in MACHINE.verbs_from(self.partnership.status) if verb in MOVES]
        if self.partnership.space_id is None and "activate" in known:
            known.remove("activate")
        if "end" in known and any(seat.until_on is None for seat in self.seats):
            known.remove("end")  # each seat ends with its own day first, so that nobody loses their words at once
        return [{"verb": verb, "label": MOVES[verb][0], "sentence": MOVES[verb][1]} for verb in known]


class SponsorLine:
    """A sponsor as the two see one: enough to tell this person from another of the same name."""

    def __init__(self, sponsorship: Sponsorship, pair: Pair) -> None:
        self.id, self.person = sponsorship.pk, sponsorship.person
        self.since = sponsorship.created_at
        self.is_confirmed = queries.is_confirmed(sponsorship, pair.partnership)

    @cached_property
    def address(self) -> str:
        login = getattr(self.person, "login", None)
        return str(login.email) if login is not None else ""

    @property
    def address_to_invite(self) -> str:
        """Where an invitation would go: with it a name that anybody may bear becomes a person."""
        return self.person.email

    @cached_property
    def has_namesake(self) -> bool:
        return roster.has_namesake(self.person)
