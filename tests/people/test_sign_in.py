"""Signing in for real: password, second step, recovery code, and what a stranger learns from trying."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse

from colead.operations import outbox
from colead.people.sign_in_urls import urlpatterns
from colead.rules.abilities import Ability
from tests.cast import Riverside
from tests.people.conftest import code_for, confirm, is_signed_in, set_up_app, sign_in

CLOSED = [pattern for pattern in urlpatterns if pattern.callback.ability is Ability.SIGNED_IN]  # type: ignore[attr-defined]


def test_password_signs_in(riverside: Riverside) -> None:
    client = Client()
    answer = sign_in(client, riverside.maya.email)
    assert answer.status_code == 302
    assert is_signed_in(client)


def test_wrong_password_and_unknown_address_get_the_same_answer(riverside: Riverside) -> None:
    known = sign_in(Client(), riverside.maya.email, "not the password at all")
    unknown = sign_in(Client(), "nobody@riverside.example", "not the password at all")
    assert known.status_code == unknown.status_code == 200
    page = known.content.decode()
    assert "do not fit together" in page
    for answer in (known, unknown):
        assert answer.context["form"].errors == known.context["form"].errors


def test_reset_request_tells_nothing_about_who_has_an_account(riverside: Riverside) -> None:
    answers = [
        Client().post("/account/password/reset/", {"email": email}, follow=True)
        for email in (riverside.maya.email, "nobody@riverside.example")
    ]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert answers[0].content == answers[1].content


def test_reset_request_for_nobody_sends_no_mail(riverside: Riverside, mailoutbox: list[object]) -> None:
    Client().post("/account/password/reset/", {"email": "nobody@riverside.example"})
    assert outbox.deliver_due() == 0
    assert mailoutbox == []
    Client().post("/account/password/reset/", {"email": riverside.maya.email})
    assert outbox.deliver_due() == 1


def test_too_many_tries_are_stopped_with_a_plain_sentence(riverside: Riverside) -> None:
    client = Client()
    for _try in range(5):
        sign_in(client, riverside.maya.email, "wrong and wrong again")
    stopped = sign_in(client, riverside.maya.email)
    assert "too many tries" in stopped.content.decode()
    assert not is_signed_in(client)


def test_stranger_elsewhere_locks_nobody_out(riverside: Riverside) -> None:
    stranger, owner = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="198.51.100.7")
    for _try in range(6):
        tried = sign_in(stranger, riverside.maya.email, "wrong and wrong again")
    assert "too many tries" in tried.content.decode()
    sign_in(stranger, riverside.maya.email)
    assert not is_signed_in(stranger)
    sign_in(owner, riverside.maya.email)
    assert is_signed_in(owner)


def test_page_for_too_many_requests_is_ours(riverside: Riverside) -> None:
    client = Client()
    for number in range(31):
        answer = sign_in(client, f"nobody{number}@riverside.example", "x" * 12)
    assert answer.status_code == 429
    assert "your account is not locked for good" in answer.content.decode()


def test_second_step_is_asked_for_and_taken_once(riverside: Riverside) -> None:
    owner = Client()
    sign_in(owner, riverside.maya.email)
    secret, _codes = set_up_app(owner)
    client = Client()
    answer = sign_in(client, riverside.maya.email)
    assert answer.headers["Location"].startswith("/account/second-step/")
    assert not is_signed_in(client)
    assert "does not fit" in client.post("/account/second-step/", {"code": "000000"}).content.decode()
    client.post("/account/second-step/", {"code": code_for(secret, ahead=1)})
    assert is_signed_in(client)
    other = Client()
    sign_in(other, riverside.maya.email)
    other.post("/account/second-step/", {"code": code_for(secret, ahead=1)})
    assert not is_signed_in(other)


def test_recovery_code_works_once(riverside: Riverside) -> None:
    owner = Client()
    sign_in(owner, riverside.maya.email)
    _secret, codes = set_up_app(owner)
    assert len(codes) == 10
    for is_welcome in (True, False):
        client = Client()
        sign_in(client, riverside.maya.email)
        client.post("/account/second-step/", {"code": codes[0]})
        assert is_signed_in(client) is is_welcome


def test_recovery_codes_are_shown_once(riverside: Riverside) -> None:
    client = Client()
    sign_in(client, riverside.maya.email)
    _secret, codes = set_up_app(client)
    again = client.get("/account/recovery-codes/").content.decode()
    assert "10 codes are left" in again
    assert not any(code in again for code in codes)


def test_second_step_is_sealed_at_rest(riverside: Riverside) -> None:
    client = Client()
    sign_in(client, riverside.maya.email)
    secret, codes = set_up_app(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = str(cursor.fetchall())
    assert secret not in stored
    assert not any(code in stored for code in codes)
    assert Authenticator.objects.count() == 2


def test_secret_of_an_app_is_sealed_while_it_is_set_up(riverside: Riverside) -> None:
    """Between the page with the square and the code, too; a mistyped code changes nothing of it."""
    client = Client()
    sign_in(client, riverside.maya.email)
    confirm(client)
    shown = re.search(r"<code>(\w+)</code>", client.get("/account/app/set-up/").content.decode())
    assert shown is not None
    for _ in range(2):
        kept = [session.get_decoded() for session in Session.objects.all()]
        assert any("mfa.totp.secret" in session for session in kept)
        assert shown[1] not in str(kept)
        wrong = client.post("/account/app/set-up/", {"code": "000000"})
        assert shown[1] in wrong.content.decode()
    assert client.post("/account/app/set-up/", {"code": code_for(shown[1])}).status_code == 302


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_changing_how_to_sign_in_asks_again_who_it_is(riverside: Riverside, name: str) -> None:
    client = Client()
    sign_in(client, riverside.maya.email)
    assert client.get(reverse(name)).headers["Location"].startswith("/account/reauthenticate/?next=")
    wrong = client.post("/account/reauthenticate/", {"password": "not mine"})
    assert "That is not your password" in wrong.content.decode()
    confirm(client)
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_confirm_login_code", "mfa_trust", "mfa_signup_webauthn"]
)
def test_what_is_not_offered_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_every_offered_page_carries_a_gate() -> None:
    assert all(isinstance(pattern.callback.ability, Ability) for pattern in urlpatterns)  # type: ignore[attr-defined]
    assert len(CLOSED) == 13


@pytest.mark.parametrize("pattern", CLOSED, ids=lambda pattern: str(pattern.name))
def test_stranger_is_sent_to_sign_in(db: None, pattern: URLPattern) -> None:
    arguments = {"pk": 1} if pattern.name == "mfa_remove_webauthn" else {}
    answer = Client().get(reverse(str(pattern.name), kwargs=arguments))
    assert answer.headers["Location"] == "/account/login/"


@pytest.mark.parametrize("name", ["account_login", "account_logout", "account_reset_password", "mfa_activate_totp"])
def test_form_without_its_token_is_refused(riverside: Riverside, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(riverside.maya.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(reverse(name), {"login": riverside.maya.email}).status_code == 403


def test_no_inline_script_leaves_the_sign_in_pages(riverside: Riverside) -> None:
    client = Client()
    page = client.get("/account/login/")
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "<script>" not in page.content.decode()
