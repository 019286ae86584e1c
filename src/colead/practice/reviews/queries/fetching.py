"""What may be seen of a case: by the people of its own space, and only while its pair is the present one."""

import functools
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import queries as partnerships
from colead.partnerships.models import Ally, Partnership, Side
from colead.partnerships.queries import Pair
from colead.people.models import Appointment, Person
from colead.practice.reviews.models import Action, Case, OpenCount, StandIn, Support, Words
from colead.promises import space, two_key
from colead.promises.models.releases import ReleaseState
from colead.rules import retention
from colead.rules import reviews as rules
from colead.rules.roles import Role
from colead.units.models import Unit
from colead.units.queries import branch_ids

BARRED: Final = tuple(role.value for role in Role if role is not Role.MENTOR)


@dataclass(frozen=True)
class Desk:
    """One named person's look at a case; `pair` is there when that person is one of the two."""

    viewer: Viewer
    case: Case
    partnership: Partnership
    pair: Pair | None

    @cached_property
    def text(self) -> Words:
        return space.read(self.case, self.viewer)

    @cached_property
    def people(self) -> list[Person]:
        return space.members(self.case.space)

    @property
    def invited_ids(self) -> list[str]:
        return str(self.text["invited"]).split()

    @cached_property
    def readers(self) -> list[Person]:
        """Of those who belong to it, the ones to whom it still opens today."""
        helping = Helpers().standing(self.partnership, self.text)
        sitting = {seat.person_id for seat in partnerships.seats_today(self.partnership)}
        return [
            person
            for person in self.people
            if person.pk in sitting or (person.pk in helping and may_help(person, self.partnership))
        ]

    @cached_property
    def hands(self) -> list[Person]:
        """Who answers to it: everybody to whom it opens but those who look on and stand in for nobody."""
        named = {id for side, id in named_in(self.partnership).items() if side in self.recused_sides}
        return [one for one in self.readers if one.pk in named or str(one.pk) not in self.invited_ids]

    @cached_property
    def to_look_on(self) -> list[Person]:
        """Who pointed at it for the two and still does: let in once it is looked over and nobody was part of it."""
        if self.recused_sides:
            return []
        asked = [UUID(id) for id in self.invited_ids]
        standing = allies_beside(self.case.beside_id).filter(person__in=asked).exclude(person__in=self.people)
        return [ally.person for ally in standing if may_help(ally.person, self.partnership)]

    @property
    def is_hand(self) -> bool:
        return self.viewer.person_id in {person.pk for person in self.hands}

    @property
    def leads(self) -> list[Person]:
        """Who leads it now: one of them, or all."""
        lead = str(self.text["lead"])
        return [person for person in self.hands if lead in (str(person.pk), rules.LEAD_BOTH)] or self.hands

    @property
    def is_held_alone(self) -> bool:
        """One of the two was sent away or went, and nobody has come in for them."""
        return bool(self.recused_sides) and len(self.hands) < 2

    @property
    def is_own(self) -> bool:
        """Of the one who pointed, and not looked over yet: it is laid before nobody else."""
        is_alone = [person.pk for person in self.people] == [self.case.author_id]
        return is_alone and self.case.state == rules.State.POINTED and not self.recused_sides

    @property
    def recused_sides(self) -> list[str]:
        return str(self.text["recused"]).split()


def other_side(pair: Pair) -> str:
    """The seat across from the viewer's."""
    return next(side for side in Side.values if side != pair.my_side)


def lasting(rows: "QuerySet[Case]") -> "QuerySet[Case]":
    """Up to the last day, whether or not the retention clock has struck yet."""
    return rows.filter(Q(retain_until=None) | Q(retain_until__gte=clock.today()))


def cases(viewer: Viewer, partnership_id: UUID) -> "QuerySet[Case]":
    """Those beside this partnership's present pair that the viewer is named in, the nearest due day first."""
    rows: QuerySet[Case] = Case.door.visible_to(viewer).filter(beside__partnership=partnership_id)
    return lasting(rows).select_related("space", "unit", "beside").order_by("due_on", "-created_at", "id")


def enter(viewer: Viewer, partnership_id: UUID, id: UUID) -> Desk:
    rows = cases(viewer, partnership_id).select_related("space", "unit", "author", "line__space", "beside__partnership")
    case = rows.filter(pk=id).first()
    if case is None:
        raise Hidden
    if case.line is not None and case.line.state == ReleaseState.DROPPED:
        case.line = None  # let go by the daily round, which opens no case
    desk = Desk(viewer, case, case.beside.partnership, as_partner(viewer, partnership_id))
    if desk.pair is None and not still_helps(viewer, case, Helpers()):
        raise Hidden
    return desk


def as_partner(viewer: Viewer, partnership_id: UUID) -> Pair | None:
    """The pair if the viewer holds a seat in it, hidden from its last day on; None for who stands in or was invited."""
    seats = partnerships.seats_beside(viewer)
    if not any((seat.partnership_id, seat.person_id) == (partnership_id, viewer.person_id) for seat in seats):
        return None
    return partnerships.get_pair(viewer, partnership_id)


def as_helper(viewer: Viewer) -> list[Case]:
    """The open cases of other pairs in which this person stands in or was invited, and still does."""
    own = [seat.partnership_id for seat in partnerships.seats_beside(viewer) if seat.person_id == viewer.person_id]
    rows: QuerySet[Case] = Case.door.visible_to(viewer).exclude(beside__partnership__in=own)
    found = lasting(rows).exclude(beside__partnership=None).exclude(state__in=[state.value for state in rules.OVER])
    ordered = found.select_related("space", "unit", "beside__partnership").order_by("due_on", "-created_at", "id")
    helpers = Helpers()
    return [case for case in ordered if still_helps(viewer, case, helpers)]


class Helpers:
    """Of each pair, asked once in a request: whom a sponsor of theirs names today, and whether somebody may help."""

    def __init__(self) -> None:
        self.named = functools.cache(named_in)
        self.may_help = functools.cache(may_help)

    def standing(self, partnership: Partnership, text: Words) -> set[UUID]:
        """Whom the two invited, and who is named for a side that stepped back."""
        sides = str(text["recused"]).split()
        named = {person_id for side, person_id in self.named(partnership).items() if side in sides}
        return {UUID(id) for id in str(text["invited"]).split()} | named


def still_helps(viewer: Viewer, case: Case, helpers: Helpers) -> bool:
    """Asked at each look: a key that was given once does not outlast the naming, the invitation, or a new office."""
    partnership = case.beside.partnership
    if not helpers.may_help(viewer.person, partnership):
        return False
    return viewer.person_id in helpers.standing(partnership, space.read(case, viewer))


def named_in(partnership: Partnership) -> dict[str, UUID]:
    return dict(stand_ins(partnership).values_list("side", "person_id"))


def kept_as(case: Case) -> retention.Kind:
    """How long the rest of it stays once it is over."""
    is_message = case.kind in rules.MESSAGES
    return retention.Kind.CONDUCT_POINTER if is_message else retention.Kind.REVIEW_CLOSED


def twin_of(desk: Desk) -> Case | None:
    """Another open case of the same number of the same system that lies before this viewer, one of the two, too."""
    same = [str(desk.text[name]).casefold() for name in ("system", "number")]
    rows = cases(desk.viewer, desk.partnership.pk).filter(state__in=[state.value for state in rules.OPEN])
    for case in rows.exclude(pk=desk.case.pk) if desk.pair is not None else ():
        text = space.read(case, desk.viewer)
        if [str(text[name]).casefold() for name in ("system", "number")] == same:
            return case
    return None


def is_ended_today(case: Case) -> bool:
    """What is kept of it is counted from the day on which it ended."""
    kept = retention.KEEPING[kept_as(case)].days or 0
    return case.retain_until is not None and rules.is_still_a_slip(
        case.retain_until - timedelta(days=kept), clock.today()
    )


def actions_of(viewer: Viewer, case: Case) -> list[tuple[Action, Words]]:
    rows = Action.door.visible_to(viewer).filter(case=case, space=case.space).select_related("space")
    kept = rows.filter(Q(retain_until=None) | Q(retain_until__gte=clock.today()))
    return [(row, space.read(row, viewer)) for row in kept.order_by("created_at", "id")]


def line_text(desk: Desk) -> str:
    line = desk.case.line
    return str(two_key.text_of(line, desk.viewer).get("line", "")) if line is not None else ""


def support_for(viewer: Viewer, pair: Pair) -> Support | None:
    """A card that lies there for the viewer, and is shown to nobody else."""
    rows: QuerySet[Support] = Support.door.visible_to(viewer).filter(space=pair.space, receiver_id=viewer.person_id)
    return rows.filter(retain_until__gte=clock.today()).select_related("space").order_by("-created_at").first()


def named_on(viewer: Viewer, card: Support) -> Person | None:
    """Who stands in, as the card was told: nothing else stands on it."""
    said = str(space.read(card, viewer)["says"])
    return Person.objects.filter(pk=said).first() if said else None


def units_of(partnership: Partnership) -> list[Unit]:
    """The pair's own unit, and after it what lies below it."""
    rows = Unit.objects.filter(pk__in=branch_ids(partnership.unit), retired_on=None).order_by("name", "id")
    return sorted(rows, key=lambda unit: unit.pk != partnership.unit_id)


# Who points


def allies_of(pair: Pair) -> "QuerySet[Ally]":
    return allies_beside(pair.space.pk)


def allies_beside(space_id: UUID) -> "QuerySet[Ally]":
    rows = Ally.objects.filter(space=space_id, ended_on=None)
    return rows.select_related("person").order_by("person__name", "id")


def allied_with(viewer: Viewer) -> list[Ally]:
    """For whom this person points today: of present pairs, and while nothing bars it."""
    if viewer.is_held:
        return []
    rows = Ally.objects.filter(person=viewer.person, ended_on=None, space=F("partnership__space"))
    ordered = rows.select_related("partnership__unit", "partnership__space", "person").order_by("created_at", "id")
    return [row for row in ordered if is_open_to(row)]


def is_open_to(ally: Ally) -> bool:
    seats = partnerships.seats_today(ally.partnership)
    return bool(seats) and may_help(ally.person, ally.partnership)


def get_ally(viewer: Viewer, id: UUID) -> Ally:
    found = next((row for row in allied_with(viewer) if row.pk == id), None)
    if found is None:
        raise Hidden
    return found


# Who stands in


def get_sponsored(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """As a sponsor whom one of the present two has confirmed."""
    partnership = partnerships.get_sponsored(viewer, partnership_id)
    if viewer.person_id not in confirmed_sponsors(partnership):
        raise Hidden
    return partnership


def counts_for(viewer: Viewer) -> "QuerySet[OpenCount]":
    """For whom one of the present two of some pair has confirmed as their sponsor; only where the site has it so."""
    if not settings.OPEN_COUNTS or not sponsors_somebody(viewer):
        return OpenCount.objects.none()
    return OpenCount.objects.all()


def sponsors_somebody(viewer: Viewer) -> bool:
    return partnerships.sponsored_by(viewer).filter(partnerships.confirmed_for(viewer)).exists()


def confirmed_sponsors(partnership: Partnership) -> set[UUID]:
    return {row.person_id for row in partnerships.readers_of(partnership)}


def stand_ins(partnership: Partnership) -> "QuerySet[StandIn]":
    """Named by a sponsor who is one still, and whom one of the present two has confirmed."""
    named_by = confirmed_sponsors(partnership)
    rows = StandIn.objects.filter(partnership=partnership, ended_on=None, named_by__in=named_by)
    return rows.select_related("person").order_by("side")


def standing_in(partnership: Partnership) -> set[UUID]:
    """Who is named today for a side and may help: to nobody else outside the pair is anything of a case sent."""
    return {row.person_id for row in stand_ins(partnership) if may_help(row.person, partnership)}


def stand_in_for(partnership: Partnership, side: str) -> Person | None:
    """Whom the sponsor named for this side, as long as that one may still help."""
    row = stand_ins(partnership).filter(side=side).first()
    return row.person if row is not None and may_help(row.person, partnership) else None


def may_help(person: Person, partnership: Partnership) -> bool:
    """Neither a sponsor of the two, nor one of them, nor anybody whose office must never see a case."""
    partners = {seat.person_id for seat in partnerships.open_seats(partnership)}
    sponsors = {row.person_id for row in partnerships.sponsorships_of(partnership)}
    office = Appointment.objects.filter(person=person, role__in=BARRED, ended_at=None)
    return person.left_on is None and person.pk not in partners | sponsors and not office.exists()
