"""Exactly the pages of the sign-in library that Colead offers, each behind a gate like every other route.

Signing up, keeping several addresses and trusting a browser are not offered, so their addresses do not exist.
"""

import functools
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path, re_path

from colead.foundation.gate import View, to_sign_in
from colead.people import proofs
from colead.rules.abilities import Ability

FORM = ("GET", "POST")


def offer(view: View, ability: Ability, methods: tuple[str, ...] = FORM, *, is_whole: bool = True) -> View:
    """Gates a view of the library. Unlike our own forms a refused one keeps its writes: the count of tries is one.

    `is_whole` writes all or nothing; signing in is left out, so that no lock is held while a password is checked.
    """
    allowed = (*methods, "HEAD") if "GET" in methods else methods

    @functools.wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if ability is not Ability.PUBLIC and not request.viewer.is_signed_in:  # type: ignore[attr-defined]
            return to_sign_in(request)
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        if request.method == "POST" and is_whole:
            with transaction.atomic():
                return told_within(view, request, *args, **kwargs)
        return view(request, *args, **kwargs)

    entered.ability = ability  # type: ignore[attr-defined]
    entered.methods = allowed  # type: ignore[attr-defined]
    return entered


def told_within(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The library tells of a new way to sign in after the commit, where a crash keeps it quiet; so it tells here."""
    n_before = len(connection.run_on_commit)
    response = view(request, *args, **kwargs)
    put_off = connection.run_on_commit[n_before:]
    del connection.run_on_commit[n_before:]
    for hook in put_off:
        hook[1]()
    return response


@functools.wraps(account.logout)
def leave(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = account.logout(request)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def offer_to_show(view: View) -> View:
    """Shows once more who it is: for what follows, or for the one signature before which it is asked."""

    @functools.wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        since = len(proofs.records(request))
        response = view(request, *args, **kwargs)
        proofs.set_apart(request, since)
        return response

    return offer(entered, SIGNED_IN, is_whole=False)


PUBLIC, SIGNED_IN = Ability.PUBLIC, Ability.SIGNED_IN

urlpatterns: list[URLPattern] = [
    path("login/", offer(account.login, PUBLIC, is_whole=False), name="account_login"),
    path("logout/", offer(leave, PUBLIC, ("POST",)), name="account_logout"),
    path("inactive/", offer(account.account_inactive, PUBLIC, ("GET",)), name="account_inactive"),
    path("reauthenticate/", offer_to_show(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", offer(account.password_change, SIGNED_IN), name="account_change_password"),
    path("password/set/", offer(account.password_set, SIGNED_IN), name="account_set_password"),
    path("password/reset/", offer(account.password_reset, PUBLIC), name="account_reset_password"),
    path(
        "password/reset/done/",
        offer(account.password_reset_done, PUBLIC, ("GET",)),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        offer(account.password_reset_from_key, PUBLIC),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        offer(account.password_reset_from_key_done, PUBLIC, ("GET",)),
        name="account_reset_password_from_key_done",
    ),
    path("ways/", offer(mfa.index, SIGNED_IN, ("GET",)), name="mfa_index"),
    path("second-step/", offer(mfa.authenticate, PUBLIC, is_whole=False), name="mfa_authenticate"),
    path("reauthenticate/code/", offer_to_show(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/set-up/", offer(totp.activate_totp, SIGNED_IN), name="mfa_activate_totp"),
    path("app/remove/", offer(totp.deactivate_totp, SIGNED_IN), name="mfa_deactivate_totp"),
    path("recovery-codes/", offer(codes.view_recovery_codes, SIGNED_IN, ("GET",)), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", offer(codes.generate_recovery_codes, SIGNED_IN), name="mfa_generate_recovery_codes"),
    path("passkeys/", offer(passkeys.list_webauthn, SIGNED_IN, ("GET",)), name="mfa_list_webauthn"),
    path("passkeys/add/", offer(passkeys.add_webauthn, SIGNED_IN), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", offer(passkeys.remove_webauthn, SIGNED_IN), name="mfa_remove_webauthn"),
    path("passkeys/sign-in/", offer(passkeys.login_webauthn, PUBLIC, is_whole=False), name="mfa_login_webauthn"),
    path(
        "reauthenticate/passkey/",
        offer_to_show(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
