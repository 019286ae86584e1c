"""Whether the person at the keyboard has just shown once more that it is them.

What is shown before a signature is kept apart and serves for those words alone; it opens nothing else, and nothing else
that was shown serves for them.
"""

import time
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.utils import get_request_param
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse

PASSWORD: Final = "password"  # noqa: S105 - the name of a way, not a secret
CODE: Final = "code"
PASSKEY: Final = "passkey"
WAYS: Final = {Authenticator.Type.WEBAUTHN.value: PASSKEY}
WORDS: Final = "words"  # in an address: which words are signed there
APART: Final = "shown_before_signing"


def is_fresh(request: HttpRequest) -> bool:
    """By password, code or passkey in the last five minutes; an account without any of them has nothing to show."""
    return bool(did_recently_reauthenticate(request))


def way_back(path: str) -> str:
    """Where to show it; afterwards the person is at `path`. Nothing that was sent is kept meanwhile."""
    return at("account_reauthenticate", path)


def at(route: str, path: str) -> str:
    return f"{reverse(route)}?{urlencode({'next': path})}"


# Before a signature


def act(path: str, words: str) -> str:
    """Signing these very words, told by their hash, at this address; one is back there after showing who one is."""
    return f"{path}?{urlencode({WORDS: words})}"


def meant(request: HttpRequest) -> str | None:
    """For which words somebody comes back from showing it, if they do."""
    return request.GET.get(WORDS)


def records(request: HttpRequest) -> list[dict[str, Any]]:
    return list(get_authentication_records(request, request.user if request.user.is_authenticated else None))


def set_apart(request: HttpRequest, since: int) -> None:
    """What was shown after the first `since` records leaves those of the library, if it was for a signature."""
    present, goes_on = records(request), get_request_param(request, REDIRECT_FIELD_NAME) or ""
    fresh = [one for one in present[since:] if one.get("reauthenticated")]
    if not fresh or WORDS not in parse_qs(urlsplit(goes_on).query):
        return
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in present if one not in fresh]
    of = {"act": goes_on, "login": str(request.user.pk)}
    request.session[APART] = [*set_apart_lately(request), *({**one, **of} for one in fresh)]


def set_apart_lately(request: HttpRequest) -> list[dict[str, Any]]:
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return [one for one in request.session.get(APART, []) if one["at"] > since]


def shown(request: HttpRequest, act: str) -> frozenset[str]:
    """The ways in which it was shown for this signature in the last five minutes."""
    of = (act, str(request.user.pk))
    found = [one for one in set_apart_lately(request) if (one["act"], one["login"]) == of]
    return frozenset(PASSWORD if one["method"] == "password" else WAYS.get(str(one.get("type")), CODE) for one in found)


def lacking(request: HttpRequest, act: str) -> str:
    """What is still to be shown before this signature: a passkey alone is enough, else password and second step."""
    has = shown(request, act)
    if PASSKEY in has or not request.user.is_authenticated:
        return ""
    kinds = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    if request.user.has_usable_password() and PASSWORD not in has:
        return PASSWORD
    if not kinds or CODE in has:
        return ""
    return CODE if Authenticator.Type.TOTP in kinds else PASSKEY


def way_to_sign(request: HttpRequest, act: str) -> str:
    """Where to show what is lacking."""
    routes = {CODE: "mfa_reauthenticate", PASSKEY: "mfa_reauthenticate_webauthn"}
    return at(routes.get(lacking(request, act), "account_reauthenticate"), act)


def how(request: HttpRequest, act: str) -> str:
    """In one word, for the signature; an account with nothing to show has signed in elsewhere."""
    has = shown(request, act)
    if PASSKEY in has:
        return PASSKEY
    return "_and_".join(way for way in (PASSWORD, CODE) if way in has) or "signed_in"
