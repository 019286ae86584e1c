"""What is still to be shown before a signature, for every kind of account."""

import time
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from colead.people import proofs
from tests.makers import make_login, make_person

pytestmark = pytest.mark.django_db
ACT = proofs.act("/memo/sign/", "a1b2")
PASSWORD = {"method": "password"}
CODE = {"method": "mfa", "type": "totp"}
RECOVERY = {"method": "mfa", "type": "recovery_codes"}
PASSKEY = {"method": "mfa", "type": "webauthn"}


def request_of(*records: dict[str, Any], kinds: tuple[str, ...] = (), age: int = 0, has_password: bool = True) -> Any:
    login = make_login(make_person(f"Person {uuid4().hex}"))
    if not has_password:
        login.set_unusable_password()
    for kind in kinds:
        Authenticator.objects.create(user=login, type=kind, data={})
    request: Any = RequestFactory().get("/")
    request.user = login
    of = {"at": time.time() - age, "act": ACT, "login": str(login.pk)}
    request.session = {proofs.APART: [{**of, **record} for record in records]}
    return request


@pytest.mark.parametrize(
    ("shown", "kinds", "lacks"),
    [
        ((), (), "password"),
        ((PASSWORD,), (), ""),
        ((), ("totp",), "password"),
        ((PASSWORD,), ("totp",), "code"),
        ((CODE,), ("totp",), "password"),
        ((PASSWORD, CODE), ("totp",), ""),
        ((PASSWORD, RECOVERY), ("totp", "recovery_codes"), ""),
        ((PASSWORD,), ("webauthn",), "passkey"),
        ((PASSKEY,), ("webauthn",), ""),
        ((PASSKEY,), ("webauthn", "totp"), ""),
    ],
)
def test_signature_needs_a_passkey_or_all_that_one_signs_in_with(
    shown: tuple[dict[str, Any], ...], kinds: tuple[str, ...], lacks: str
) -> None:
    assert proofs.lacking(request_of(*shown, kinds=kinds), ACT) == lacks


def lacks(request: Any, act: str = ACT) -> str:
    return proofs.lacking(request, act)


def test_what_was_shown_long_ago_or_for_another_or_by_another_is_no_proof() -> None:
    assert lacks(request_of(PASSWORD, age=299)) == ""
    assert lacks(request_of(PASSWORD, age=301)) == "password"
    assert lacks(request_of(PASSWORD), proofs.act("/memo/sign/", "c3d4")) == "password"
    assert lacks(request_of(PASSWORD), proofs.act("/other/sign/", "a1b2")) == "password"
    assert lacks(request_of({**PASSWORD, "login": "999999"})) == "password"


def test_signing_in_and_what_was_shown_for_something_else_is_no_proof() -> None:
    request = request_of()
    records = [{**PASSWORD, "at": time.time()}, {**PASSWORD, "at": time.time(), "reauthenticated": True}]
    request.session |= {
        "account_authentication_methods_user": str(request.user.pk),
        "account_authentication_methods": records,
    }
    assert lacks(request) == "password"
    assert proofs.is_fresh(request)


def shown_now(goes_on: str) -> Any:
    """Somebody signed in, and has just typed the password once more, to go on there."""
    request = request_of()
    signed_in, shown = {**PASSWORD, "at": 1}, {**PASSWORD, "at": time.time(), "reauthenticated": True}
    request.GET = request.GET | {"next": goes_on}
    request.session |= {
        "account_authentication_methods_user": str(request.user.pk),
        "account_authentication_methods": [signed_in, shown],
    }
    proofs.set_apart(request, 1)
    return request


@pytest.mark.parametrize(
    ("goes_on", "is_apart"),
    [(ACT, True), ("/memo/sign/", False), ("/you/", False), ("", False)],
)
def test_only_what_is_shown_before_a_signature_is_kept_apart(goes_on: str, is_apart: bool) -> None:
    request = shown_now(goes_on)
    assert (lacks(request, goes_on) == "") is is_apart
    assert proofs.is_fresh(request) is not is_apart
    assert request.session["account_authentication_methods"][0] == {**PASSWORD, "at": 1}


def test_account_without_a_password_shows_its_second_step() -> None:
    assert lacks(request_of(kinds=("totp",), has_password=False)) == "code"
    assert lacks(request_of(CODE, kinds=("totp",), has_password=False)) == ""


def test_signature_says_how_it_was_given() -> None:
    assert proofs.how(request_of(PASSWORD, CODE, kinds=("totp",)), ACT) == "password_and_code"
    assert proofs.how(request_of(PASSKEY, kinds=("webauthn",)), ACT) == "passkey"
    assert proofs.how(request_of(has_password=False), ACT) == "signed_in"


def test_nobody_has_shown_nothing() -> None:
    request: Any = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), {}
    assert proofs.shown(request, ACT) == frozenset()
    way = proofs.way_to_sign(request_of(PASSWORD, kinds=("totp",)), ACT)
    assert way == "/account/reauthenticate/code/?next=%2Fmemo%2Fsign%2F%3Fwords%3Da1b2"
