"""Fetching people and accounts is the check: administrators see accounts and roles, and nothing that anybody wrote."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.models import Seat
from colead.people.finding import begins_a_word
from colead.people.models import Appointment, FactorReset, Invitation, Login, Person
from colead.rules.abilities import Ability
from colead.rules.roles import Role

PAGE_ROWS = 25


@dataclass(frozen=True)
class PageOfPeople:
    """One page of the roster. It never counts, so that twenty thousand people cost what twenty cost."""

    people: Sequence[Person]
    number: int
    has_more: bool


def require(viewer: Viewer, ability: Ability) -> None:
    if not viewer.has(ability):
        raise Hidden


def people_for(viewer: Viewer, *, words: str = "", number: int = 1) -> PageOfPeople:
    """Each with login, open invitation and open appointments in `open_appointments`."""
    require(viewer, Ability.ADMINISTER)
    rows = Person.objects.select_related("login").prefetch_related(
        Prefetch("appointments", queryset=open_appointments(), to_attr="open_appointments"),
        Prefetch("login__invitations", queryset=open_invitations(), to_attr="open_invitations"),
    )
    if words:
        rows = rows.filter(begins_a_word("name", words) | Q(email__istartswith=words))
    start = (number - 1) * PAGE_ROWS
    found = list(rows[start : start + PAGE_ROWS + 1])
    return PageOfPeople(found[:PAGE_ROWS], number, len(found) > PAGE_ROWS)


def person_for(viewer: Viewer, id: UUID) -> Person:
    require(viewer, Ability.ADMINISTER)
    person = Person.objects.select_related("login").filter(pk=id).first()
    if person is None:
        raise Hidden
    return person


def open_appointments() -> QuerySet[Appointment]:
    """In force, or proposed and waiting."""
    rows = Appointment.objects.filter(Q(ended_at=None) | Q(ended_at__gt=clock.now()))
    return rows.select_related("person", "proposed_by", "confirmed_by").order_by("created_at")


def appointments_of(viewer: Viewer, person: Person) -> list[Appointment]:
    require(viewer, Ability.ADMINISTER)
    return list(open_appointments().filter(person=person))


def waiting_appointments(viewer: Viewer) -> list[Appointment]:
    require(viewer, Ability.ADMINISTER)
    return list(open_appointments().filter(confirmed_at=None))


def open_factor_resets() -> QuerySet[FactorReset]:
    rows = FactorReset.objects.filter(confirmed_at=None, withdrawn_at=None)
    return rows.select_related("login__person", "asked_by")


def waiting_factor_resets(viewer: Viewer) -> list[FactorReset]:
    require(viewer, Ability.ADMINISTER)
    return list(open_factor_resets())


def factor_reset_of(viewer: Viewer, person: Person) -> FactorReset | None:
    require(viewer, Ability.ADMINISTER)
    return open_factor_resets().filter(login__person=person).first()


def open_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, withdrawn_at=None).select_related("login__person", "invited_by")


def invitations_for(viewer: Viewer) -> list[Invitation]:
    require(viewer, Ability.INVITE)
    return list(open_invitations())


def invitation_behind(token: str) -> Invitation | None:
    """The invitation whose link this is, while it can still be taken."""
    return open_invitations().filter(token_hash=hash_of(token), expires_at__gt=clock.now()).first()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def login_of(person: Person) -> Login | None:
    return Login.objects.filter(person=person).first()


def partner_ids(person: Person) -> set[UUID]:
    """Everybody who shares a dyad with this person now."""
    dyads = Seat.objects.filter(person=person, until_on=None).values("partnership")
    others = Seat.objects.filter(partnership__in=dyads, until_on=None).exclude(person=person)
    return set(others.values_list("person_id", flat=True))


def privacy_officer_ids() -> set[UUID]:
    rows = open_appointments().filter(role=Role.PRIVACY_OFFICER, confirmed_at__isnull=False)
    return set(rows.values_list("person_id", flat=True))


def n_administrators() -> int:
    """In force or on their way in by an invitation that still stands."""
    return open_appointments().filter(role=Role.IT_ADMINISTRATOR, confirmed_at__isnull=False).count()


def n_other_administrators(appointment: Appointment) -> int:
    rows = open_appointments().filter(
        role=Role.IT_ADMINISTRATOR, confirmed_at__isnull=False, person__login__is_active=True
    )
    return rows.exclude(pk=appointment.pk).count()
