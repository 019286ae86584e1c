"""Invitations: the one way to an account. A link goes to the person alone, works once, and for seven days."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from colead.foundation import clock, notices
from colead.foundation.viewer import Hidden, Viewer
from colead.operations.accounts import queries
from colead.operations.accounts.actions import Refused
from colead.people.models import Appointment, Invitation, Login, Person, new_session_mark
from colead.promises import trail
from colead.rules.abilities import Ability
from colead.rules.roles import ADMINISTRATORS_MIN, Role

GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Guest:
    """The person to be invited, as somebody wrote it down."""

    name: str
    email: str
    title: str = ""
    profession: str = "other"


@transaction.atomic
def invite(*, guest: Guest, by: Viewer) -> Invitation:
    """Invites somebody new, or somebody on the roster who has no account yet."""
    queries.require(by, Ability.INVITE)
    login = Login.objects.select_for_update().filter(email=guest.email.lower()).first()
    if login is None:
        login = Login.objects.create_user(guest.email, None, person=person_behind(guest), is_active=False)
    return send(login, by)


@transaction.atomic
def appoint_from_the_machine(*, guest: Guest) -> Invitation:
    """Whoever keeps the server brings in an administrator, only while fewer than two are there to do it themselves."""
    if queries.n_administrators() >= ADMINISTRATORS_MIN:
        raise Refused("There are two administrators. They appoint the next one in Colead.")
    login = Login.objects.select_for_update().filter(email=guest.email.lower()).first()
    if login is None:
        login = Login.objects.create_user(guest.email, None, person=person_behind(guest), is_active=False)
    invitation = send(login, None)
    appointment = Appointment.objects.create(
        person=login.person, role=Role.IT_ADMINISTRATOR.value, confirmed_at=clock.now()
    )
    facts = {**facts_of(invitation), "role": appointment.role}
    trail.record(verb="appointed_from_the_machine", subject=appointment, by=None, facts=facts)
    return invitation


@transaction.atomic
def invite_again(*, id: UUID, by: Viewer) -> Invitation:
    """A new link; the one before stops working."""
    return send(locked_invitation(id, by).login, by)


@transaction.atomic
def withdraw_invitation(*, id: UUID, by: Viewer) -> Invitation:
    invitation = locked_invitation(id, by)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    notices.withdraw(prefix=f"invitation {invitation.pk}")
    trail.record(verb="withdrew_invitation", subject=invitation, by=by, facts=facts_of(invitation))
    return invitation


@transaction.atomic
def accept(*, token: str, password: str) -> Login:
    """The person sets the first password; the link is spent."""
    found = queries.invitation_behind(token)
    if found is None:
        raise Hidden
    invitation = Invitation.objects.select_for_update().filter(pk=found.pk, used_at=None, withdrawn_at=None).first()
    if invitation is None:
        raise Hidden
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])
    login = Login.objects.select_for_update().get(pk=invitation.login_id)
    login.set_password(password)
    login.is_active = True
    login.session_mark = new_session_mark()
    login.save(update_fields=["password", "is_active", "session_mark"])
    trail.record(verb="accepted_invitation", subject=invitation, by=None, facts=facts_of(invitation))
    return login


def send(login: Login, by: Viewer | None) -> Invitation:
    if login.is_active or was_in_use(login):
        raise Refused("There is an account with this address already.")
    earlier = queries.open_invitations().filter(login=login)
    for invitation in earlier:
        notices.withdraw(prefix=f"invitation {invitation.pk}")
    earlier.update(withdrawn_at=clock.now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        login=login,
        token_hash=queries.hash_of(token),
        invited_by=by.person if by else None,
        expires_at=clock.now() + GOOD_FOR,
    )
    link = link_to(token)
    notices.put(key=f"invitation {invitation.pk}", person_id=login.person_id, sentence="invitation", extra=link)
    trail.record(verb="invited", subject=invitation, by=by, facts=facts_of(invitation))
    return invitation


def link_to(token: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("accounts:accept_invitation", args=[token])


def was_in_use(login: Login) -> bool:
    """Whoever had an account gets a reset with its hold, never a fresh invitation without one."""
    return login.has_usable_password() or login.held_until is not None


def person_behind(guest: Guest) -> Person:
    """Somebody on the roster with this address, or a new line on it."""
    known = Person.objects.filter(email__iexact=guest.email, login__isnull=True).first()
    if known is not None and known.is_address_held:
        raise Refused(
            "A list has just changed the address of this person. They are told where they were known before, and who"
            " leads with them too; after 72 hours you can invite them."
        )
    if known is not None:
        return known
    return Person.objects.create(
        name=guest.name, email=guest.email.lower(), title=guest.title, profession=guest.profession
    )


def facts_of(invitation: Invitation) -> dict[str, str]:
    return {"person": str(invitation.login.person_id)}


def locked_invitation(id: UUID, by: Viewer) -> Invitation:
    queries.require(by, Ability.INVITE)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("login")
    invitation = rows.filter(pk=id, used_at=None, withdrawn_at=None).first()
    if invitation is None:
        raise Hidden
    return invitation
