"""THE POLICY: for each ability, the set of rows a person has it over. Yes and no are derived from the set.

It reads people, units and partnerships, and none of the rooms that it guards.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.partnerships import sitting
from colead.partnerships.models import Delegate, Partnership, Seat, Sponsorship, TimeHold
from colead.people.models import Appointment
from colead.promises import two_key
from colead.promises.models import Entry, Key, Membership, Release, Round, Space, SpaceItem
from colead.promises.models.releases import ReleaseState
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience
from colead.rules.roles import Role, abilities_of


class Asker(Protocol):
    """What the policy knows of the viewer."""

    @property
    def person_id(self) -> UUID: ...

    @property
    def abilities(self) -> frozenset[Ability]: ...

    @property
    def spaces(self) -> "QuerySet[Membership, UUID]": ...


SEAT: Final = "a seat"
SPONSORSHIP: Final = "a sponsorship"
DELEGATION: Final = "a delegation"
NOBODY: Final = Q(pk__in=[])
EVERYBODY: Final = Q()
Rule = Callable[[Asker, type[Model]], Q]


def held_by(person_id: UUID) -> frozenset[str]:
    """The roles in force now (confirmed, not ended), and whether there is a seat or a sponsorship; in one question."""
    return frozenset(word for (word,) in words_for(person_id=person_id, now=clock.now()))


@Prepared
def words_for(person_id: UUID, now: datetime) -> QuerySet[Any, tuple[str]]:
    roles = Appointment.objects.filter(person_id=person_id, confirmed_at__isnull=False)
    roles = roles.filter(Q(ended_at=None) | Q(ended_at__gt=now))
    seats = Seat.objects.filter(person_id=person_id, until_on=None).annotate(word=Value(SEAT))
    sponsorships = Sponsorship.objects.filter(person_id=person_id, ended_on=None).annotate(word=Value(SPONSORSHIP))
    delegations = delegations_of(person_id).annotate(word=Value(DELEGATION)).values_list("word")
    others = (seats.values_list("word"), sponsorships.order_by().values_list("word"), delegations)
    return roles.values_list("role").union(*others)


def delegations_of(person_id: UUID) -> QuerySet[Delegate]:
    """Only of the present pair, and while the one who is served still sits there."""
    sits = Seat.objects.filter(partnership=OuterRef("partnership"), person=OuterRef("serves"), until_on=None)
    return Delegate.objects.filter(Exists(sits), person_id=person_id, ended_on=None, space=F("partnership__space"))


def abilities_for(person_id: UUID) -> frozenset[Ability]:
    """Everything this person can do at all: by being signed in, by roles, by relations to partnerships."""
    held = held_by(person_id)
    found = {Ability.PUBLIC, Ability.SIGNED_IN, Ability.READ_SPACE, Ability.READ_RELEASED}
    found |= {Ability.READ_NOTICE, Ability.TAKE_AWAY, Ability.SET_WISHES}
    found |= abilities_of(frozenset(Role(word) for word in held - {SEAT, SPONSORSHIP, DELEGATION}))
    if SEAT in held:
        found |= {Ability.LEAD, Ability.SEE_PARTNERSHIP}
    if DELEGATION in held:
        found |= {Ability.HOLD_TIME}
    if SPONSORSHIP in held:
        found |= {Ability.SPONSOR, Ability.SEE_PARTNERSHIP}
    return frozenset(found)


def seats_of(asker: Asker) -> Q:
    seats = Seat.objects.filter(person_id=asker.person_id, until_on=None)
    return Q(pk__in=seats.values("partnership"))


def sponsorships_of(asker: Asker) -> Q:
    open_ones = Sponsorship.objects.filter(person_id=asker.person_id, ended_on=None)
    return Q(pk__in=open_ones.values("partnership"))


def lead(asker: Asker, model: type[Model]) -> Q:
    return seats_of(asker) if model is Partnership else NOBODY


def sponsor(asker: Asker, model: type[Model]) -> Q:
    return sponsorships_of(asker) if model is Partnership else NOBODY


def see_partnership(asker: Asker, model: type[Model]) -> Q:
    if model is not Partnership:
        return NOBODY
    if Ability.KEEP_PROGRAMME in asker.abilities:
        return EVERYBODY
    return seats_of(asker) | sponsorships_of(asker)


def keep_programme(asker: Asker, model: type[Model]) -> Q:
    return EVERYBODY if model is Partnership and Ability.KEEP_PROGRAMME in asker.abilities else NOBODY


def hold_time(asker: Asker, model: type[Model]) -> Q:
    """The lines in the calendar of the present pair, and that the pair is there; nothing in its space."""
    over = sitting.seats_over(clock.today()).filter(partnership=OuterRef("partnership"), person=OuterRef("serves"))
    served = delegations_of(asker.person_id).exclude(Exists(over)).values("partnership")
    if model is Partnership:
        return Q(pk__in=served)
    return Q(partnership__in=served, space=F("partnership__space")) if model is TimeHold else NOBODY


def read_space(asker: Asker, model: type[Model]) -> Q:
    """Members of a space; every private kind is reached through its space and in no other way."""
    path = path_to_space(model)
    if path is None:
        return NOBODY
    return Q(**{f"{path}__in": asker.spaces})


def spaces_of(person_id: UUID) -> "QuerySet[Membership, UUID]":
    """The spaces that somebody belongs to: a question put inside other questions, and answered anew each time."""
    return Membership.objects.filter(person_id=person_id, ended_at=None).values_list("space_id", flat=True)


def path_to_space(model: type[Model]) -> str | None:
    if model is Space:
        return "pk"
    if model in (Round, Release) or issubclass(model, SpaceItem):
        return "space"
    if model is Entry:
        return "round__space"
    if model is Key:
        return "release__space"
    return None


def read_released(asker: Asker, model: type[Model]) -> Q:
    """What both released, for the audience they released it to."""
    if model is not Release:
        return NOBODY
    return Q(state__in=[ReleaseState.RELEASED, ReleaseState.CORRECTED]) & audience_of(asker)


def read_notice(asker: Asker, model: type[Model]) -> Q:
    """That something was there, for the same audience, once either has taken it out of view."""
    return Q(state=ReleaseState.UNPUBLISHED) & audience_of(asker) if model is Release else NOBODY


def audience_of(asker: Asker) -> Q:
    """The releases to whose audience this person belongs, whatever became of them.

    A sponsor is who one of the two has confirmed. What goes to the sponsor alone is for those who were confirmed before
    the first key turned; the programme office's is for any of them. Neither is read under a hold.
    """
    audience = Q(audience=Audience.EVERYONE)
    if Ability.SPONSOR in asker.abilities:
        audience |= of_a_sponsor(asker)
    if Ability.KEEP_PROGRAMME in asker.abilities:
        audience |= Q(audience=Audience.PROGRAMME)
    return audience


def of_a_sponsor(asker: Asker) -> Q:
    sponsored = Sponsorship.objects.filter(
        partnership__space=OuterRef("space"), confirmed_in=OuterRef("space"), person_id=asker.person_id, ended_on=None
    )
    since_then = sponsored.filter(~Exists(two_key.turned_before(OuterRef("confirmed_at"), OuterRef(OuterRef("pk")))))
    to_the_office = Q(audience=Audience.PROGRAMME) & Q(Exists(sponsored))
    return to_the_office | (Q(audience=Audience.SPONSOR) & Q(Exists(since_then)))


RULES: Final[dict[Ability, Rule]] = {
    Ability.LEAD: lead,
    Ability.SPONSOR: sponsor,
    Ability.SEE_PARTNERSHIP: see_partnership,
    Ability.KEEP_PROGRAMME: keep_programme,
    Ability.HOLD_TIME: hold_time,
    Ability.READ_SPACE: read_space,
    Ability.READ_RELEASED: read_released,
    Ability.READ_NOTICE: read_notice,
}


def rows_for(asker: Asker, ability: Ability, model: type[Any]) -> Q:
    rule = RULES.get(ability)
    return rule(asker, model) if rule is not None else NOBODY
