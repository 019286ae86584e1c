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
    shown = [{"reauthenticated": True, "at": time.time() - age, **record} for record in records]
    request.session = {
        "account_authentication_methods_user": str(login.pk),
        "account_authentication_methods": shown,
    }
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
    assert proofs.lacking(request_of(*shown, kinds=kinds)) == lacks


def test_signing_in_is_no_proof_and_an_old_one_is_none() -> None:
    assert proofs.lacking(request_of({**PASSWORD, "reauthenticated": False})) == "password"
    assert proofs.lacking(request_of(PASSWORD, age=301)) == "password"
    assert proofs.lacking(request_of(PASSWORD, age=299)) == ""


def test_account_without_a_password_shows_its_second_step() -> None:
    assert proofs.lacking(request_of(kinds=("totp",), has_password=False)) == "code"
    assert proofs.lacking(request_of(CODE, kinds=("totp",), has_password=False)) == ""


def test_signature_says_how_it_was_given() -> None:
    assert proofs.how(request_of(PASSWORD, CODE, kinds=("totp",))) == "password_and_code"
    assert proofs.how(request_of(PASSKEY, kinds=("webauthn",))) == "passkey"
    assert proofs.how(request_of(has_password=False)) == "signed_in"


def test_nobody_has_shown_nothing() -> None:
    request: Any = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), {}
    assert proofs.shown(request) == frozenset()
    assert (
        proofs.way_to_sign(request_of(PASSWORD, kinds=("totp",)), "/x/") == "/account/reauthenticate/code/?next=%2Fx%2F"
    )
