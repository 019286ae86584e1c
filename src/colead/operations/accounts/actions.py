"""Roles and accounts: what takes two administrators, and opening and closing the door for one person."""

from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.operations.accounts import queries
from colead.partnerships.models import Seat
from colead.people.models import Appointment, Login, Person, new_session_mark
from colead.promises import trail
from colead.rules.abilities import Ability
from colead.rules.roles import Role, confirm_conflict, end_conflict, needs_second_administrator, seat_conflict


class Refused(Exception):
    """A rule stands against it; the text says which, in words for the screen."""


@transaction.atomic
def propose_role(*, person: Person, role: Role, by: Viewer) -> Appointment:
    """Proposes a role. It takes effect when a second administrator confirms it."""
    queries.require(by, Ability.ADMINISTER)
    refuse_conflict(person, role)
    if queries.open_appointments().filter(person=person, role=role.value).exists():
        raise Refused("This person holds that role already, or it is proposed.")
    appointment = Appointment.objects.create(person=person, role=role.value, proposed_by=by.person)
    trail.record(verb="proposed_role", subject=appointment, by=by, facts=facts_of(appointment))
    if not needs_second_administrator(role, by_id=by.person_id, for_id=person.pk):
        return put_in_force(appointment, by)
    return appointment


@transaction.atomic
def confirm_role(*, id: UUID, by: Viewer) -> Appointment:
    appointment = locked_appointment(id, by)
    if appointment.confirmed_at is not None:
        raise Refused("Another administrator has confirmed this already.")
    reason = confirm_conflict(
        by_id=by.person_id, proposed_by_id=appointment.proposed_by_id, for_id=appointment.person_id
    )
    if reason:
        raise Refused(reason)
    refuse_conflict(appointment.person, Role(appointment.role))
    return put_in_force(appointment, by)


@transaction.atomic
def end_role(*, id: UUID, by: Viewer) -> Appointment:
    """Ends a role, or takes back a proposal. One administrator is enough to take something away."""
    appointment = locked_appointment(id, by)
    was_in_force = appointment.confirmed_at is not None
    if was_in_force:
        reason = end_conflict(Role(appointment.role), n_others=queries.n_other_administrators(appointment))
        if reason:
            raise Refused(reason)
    appointment.ended_at = clock.now()
    appointment.save(update_fields=["ended_at"])
    verb = "ended_role" if was_in_force else "withdrew_role"
    trail.record(verb=verb, subject=appointment, by=by, facts=facts_of(appointment))
    return appointment


@transaction.atomic
def close_account(*, person: Person, by: Viewer) -> Login:
    """Nobody signs in with it any more, and every session ends now."""
    login = locked_login(person, by)
    if by.person_id == person.pk:
        raise Refused("You cannot close your own account. Another administrator can.")
    login.is_active = False
    login.session_mark = new_session_mark()
    login.save(update_fields=["is_active", "session_mark"])
    queries.open_invitations().filter(login=login).update(withdrawn_at=clock.now())
    trail.record(verb="closed_account", subject=login, by=by, facts={"person": str(person.pk)})
    return login


@transaction.atomic
def open_account(*, person: Person, by: Viewer) -> Login:
    login = locked_login(person, by)
    if not login.has_usable_password() and login.held_until is None:
        raise Refused("This person has never set a password. Send an invitation instead.")
    login.is_active = True
    login.save(update_fields=["is_active"])
    trail.record(verb="opened_account", subject=login, by=by, facts={"person": str(person.pk)})
    return login


def put_in_force(appointment: Appointment, by: Viewer) -> Appointment:
    appointment.confirmed_by = by.person
    appointment.confirmed_at = clock.now()
    appointment.save(update_fields=["confirmed_by", "confirmed_at"])
    trail.record(verb="confirmed_role", subject=appointment, by=by, facts=facts_of(appointment))
    return appointment


def facts_of(appointment: Appointment) -> dict[str, str]:
    return {"person": str(appointment.person_id), "role": appointment.role}


def refuse_conflict(person: Person, role: Role) -> None:
    """An administrator of accounts cannot be one of two partners, in whichever order the two come."""
    if role is Role.IT_ADMINISTRATOR and Seat.objects.filter(person=person, until_on=None).exists():
        raise Refused(seat_conflict(is_sponsor=False, is_it_administrator=True))


def locked_appointment(id: UUID, by: Viewer) -> Appointment:
    queries.require(by, Ability.ADMINISTER)
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("person")
    appointment = rows.filter(pk=id, ended_at=None).first()
    if appointment is None:
        raise Hidden
    return appointment


def locked_login(person: Person, by: Viewer) -> Login:
    queries.require(by, Ability.ADMINISTER)
    login = Login.objects.select_for_update().filter(person=person).first()
    if login is None:
        raise Hidden
    return login
