"""After a reset: the hold, who is told, how the owner opens it at once, and how anybody says 'this was not me'."""

from datetime import datetime
from typing import Final
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from colead.foundation import clock, notices
from colead.foundation.viewer import Hidden, Viewer
from colead.operations.accounts import queries
from colead.operations.accounts.actions import Refused, locked_login
from colead.people.models import FactorReset, Login, Person, new_session_mark
from colead.promises import trail
from colead.rules.abilities import Ability
from colead.rules.reset_holds import HOLD, end_of_hold, proves_the_owner
from colead.rules.roles import confirm_conflict

SALT: Final = "colead.accounts.not-me"


@transaction.atomic
def send_reset_link(*, person: Person, by: Viewer) -> Login:
    """An administrator starts a reset and never learns a password: the link goes to the person, the hold begins."""
    login = locked_login(person, by)
    if not login.is_active:
        raise Refused("This account is closed. Open it first.")
    login.set_unusable_password()
    hold(login)
    token = default_token_generator.make_token(login)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(login), "key": token})
    notices.put(
        key=f"password_reset {login.pk} {login.held_until}",
        person_id=person.pk,
        sentence="password_reset",
        extra=absolute(path),
    )
    tell_of_reset(login)
    trail.record(verb="sent_reset_link", subject=login, by=by, facts={"person": str(person.pk)})
    return login


@transaction.atomic
def note_reset(*, login: Login) -> None:
    """A password was set anew by a mailed link; whoever reads that mail is not yet known to be the owner."""
    locked = Login.objects.select_for_update().get(pk=login.pk)
    hold(locked)
    tell_of_reset(locked)
    trail.record(verb="reset_password", subject=locked, by=None, facts={"person": str(locked.person_id)})


@transaction.atomic
def note_change(*, login: Login, verb: str) -> None:
    """Something about how a person signs in has changed; that person is told and the privacy officer can read it."""
    entry = trail.record(verb=verb, subject=login, by=None, facts={"person": str(login.person_id)})
    notices.put(key=f"sign_in_changed {entry.pk}", person_id=login.person_id, sentence="sign_in_changed")


@transaction.atomic
def ask_factor_reset(*, person: Person, by: Viewer) -> FactorReset:
    """The phone is lost and the codes too: a second administrator has to agree."""
    login = locked_login(person, by)
    if queries.factor_reset_of(by, person) is not None:
        raise Refused("This is asked for already and waits for another administrator.")
    if not Authenticator.objects.filter(user=login).exists():
        raise Refused("There is no second step to take away.")
    reset = FactorReset.objects.create(login=login, asked_by=by.person)
    trail.record(verb="asked_factor_reset", subject=reset, by=by, facts={"person": str(person.pk)})
    return reset


@transaction.atomic
def confirm_factor_reset(*, id: UUID, by: Viewer) -> FactorReset:
    reset = locked_factor_reset(id, by)
    person_id = reset.login.person_id
    reason = confirm_conflict(by_id=by.person_id, proposed_by_id=reset.asked_by_id, for_id=person_id)
    if reason:
        raise Refused(reason)
    reset.confirmed_by, reset.confirmed_at = by.person, clock.now()
    reset.save(update_fields=["confirmed_by", "confirmed_at"])
    login = Login.objects.select_for_update().get(pk=reset.login_id)
    Authenticator.objects.filter(user=login).delete()
    hold(login)
    tell_of_reset(login)
    trail.record(verb="confirmed_factor_reset", subject=reset, by=by, facts={"person": str(person_id)})
    return reset


@transaction.atomic
def withdraw_factor_reset(*, id: UUID, by: Viewer) -> FactorReset:
    reset = locked_factor_reset(id, by)
    reset.withdrawn_at = clock.now()
    reset.save(update_fields=["withdrawn_at"])
    trail.record(verb="withdrew_factor_reset", subject=reset, by=by, facts={"person": str(reset.login.person_id)})
    return reset


@transaction.atomic
def release(*, login: Login, factor_ids: list[int]) -> bool:
    """Ends the hold when one of these second steps, just used, was set up before the reset."""
    locked = Login.objects.select_for_update().get(pk=login.pk)
    until = locked.held_until
    if until is None or not locked.is_held:
        return False
    used = Authenticator.objects.filter(user=locked, pk__in=factor_ids)
    if not any(proves_the_owner(made_at=factor.created_at, held_until=until) for factor in used):
        return False
    locked.held_until = login.held_until = clock.now()
    locked.save(update_fields=["held_until"])
    trail.record(verb="released_hold", subject=locked, by=None, facts={"person": str(locked.person_id)})
    return True


@transaction.atomic
def dispute(*, login: Login) -> None:
    """'This was not me': the account is shut to everybody until the owner and an administrator have talked."""
    locked = Login.objects.select_for_update().get(pk=login.pk)
    locked.set_unusable_password()
    locked.is_active = False
    hold(locked)
    trail.record(verb="disputed_reset", subject=locked, by=None, facts={"person": str(locked.person_id)})
    for officer_id in queries.privacy_officer_ids():
        notices.put(
            key=f"sign_in_disputed {locked.pk} {locked.held_until} {officer_id}",
            person_id=officer_id,
            sentence="sign_in_disputed",
        )


def hold(login: Login) -> None:
    """Three days, and every session and every other link ends.

    A second step made while an earlier hold stood goes too: it would seem to lie before this reset, and prove nothing.
    """
    if login.is_held and login.held_until is not None:
        Authenticator.objects.filter(user=login, created_at__gte=login.held_until - HOLD).delete()
    login.held_until = end_of_hold(clock.now())
    login.session_mark = new_session_mark()
    login.save(update_fields=["held_until", "session_mark", "password", "is_active"])


def tell_of_reset(login: Login) -> None:
    """The owner, with a way to stop it, and everybody who shares a dyad with the owner."""
    token = signing.dumps([login.pk, stamp(login.held_until)], salt=SALT)
    link = absolute(reverse("accounts:dispute_reset", args=[token]))
    key = f"sign_in_reset {login.pk} {login.held_until}"
    notices.put(key=f"{key} owner", person_id=login.person_id, sentence="sign_in_reset", extra=link)
    for partner_id in queries.partner_ids(login.person):
        notices.put(key=f"{key} {partner_id}", person_id=partner_id, sentence="sign_in_reset")


def login_behind(token: str) -> Login:
    """The account whose reset this link can stop, as long as that hold lasts."""
    try:
        login_id, held_until = signing.loads(token, salt=SALT, max_age=HOLD)
    except (signing.BadSignature, ValueError):
        raise Hidden from None
    login = Login.objects.filter(pk=login_id).first()
    if login is None or not login.is_held or stamp(login.held_until) != held_until:
        raise Hidden
    return login


def stamp(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def locked_factor_reset(id: UUID, by: Viewer) -> FactorReset:
    queries.require(by, Ability.ADMINISTER)
    rows = FactorReset.objects.select_for_update(of=("self",)).select_related("login")
    reset = rows.filter(pk=id, confirmed_at=None, withdrawn_at=None).first()
    if reset is None:
        raise Hidden
    return reset
