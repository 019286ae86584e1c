"""Whether the person at the keyboard has just shown once more that it is them."""

import time
from typing import Final
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

PASSWORD: Final = "password"  # noqa: S105 - the name of a way, not a secret
CODE: Final = "code"
PASSKEY: Final = "passkey"
WAYS: Final = {Authenticator.Type.WEBAUTHN.value: PASSKEY}


def is_fresh(request: HttpRequest) -> bool:
    """By password, code or passkey in the last five minutes; an account without any of them has nothing to show."""
    return bool(did_recently_reauthenticate(request))


def way_back(path: str) -> str:
    """Where to show it; afterwards the person is at `path`. Nothing that was sent is kept meanwhile."""
    return at("account_reauthenticate", path)


def at(route: str, path: str) -> str:
    return f"{reverse(route)}?{urlencode({'next': path})}"


def shown(request: HttpRequest) -> frozenset[str]:
    """The ways in which it was shown in the last five minutes; signing in itself is none of them."""
    if not request.user.is_authenticated:
        return frozenset()
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    fresh = [one for one in records if one.get("reauthenticated") and one["at"] > since]
    return frozenset(PASSWORD if one["method"] == "password" else WAYS.get(str(one.get("type")), CODE) for one in fresh)


def lacking(request: HttpRequest) -> str:
    """What is still to be shown before a signature: a passkey alone is enough, else password and second step."""
    has = shown(request)
    if PASSKEY in has or not request.user.is_authenticated:
        return ""
    kinds = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    if request.user.has_usable_password() and PASSWORD not in has:
        return PASSWORD
    if not kinds or CODE in has:
        return ""
    return CODE if Authenticator.Type.TOTP in kinds else PASSKEY


def way_to_sign(request: HttpRequest, path: str) -> str:
    """Where to show what is lacking."""
    routes = {CODE: "mfa_reauthenticate", PASSKEY: "mfa_reauthenticate_webauthn"}
    return at(routes.get(lacking(request), "account_reauthenticate"), path)


def how(request: HttpRequest) -> str:
    """In one word, for the signature; an account with nothing to show has signed in elsewhere."""
    has = shown(request)
    if PASSKEY in has:
        return PASSKEY
    return "_and_".join(way for way in (PASSWORD, CODE) if way in has) or "signed_in"
