"""Sessions: a new one at sign-in, an end after twelve hours, an end to all of them when it matters."""

from datetime import timedelta

import pytest
from django.test import Client

from colead.foundation import clock
from colead.foundation.models import Notice
from tests.cast import Riverside
from tests.makers import PASSWORD
from tests.people.conftest import confirm, is_signed_in, sign_in

NEW = "another quiet room, with one more chair"


def signed_in(riverside: Riverside) -> Client:
    client = Client()
    sign_in(client, riverside.maya.email)
    assert is_signed_in(client)
    return client


def test_session_planted_before_signing_in_is_worth_nothing(riverside: Riverside) -> None:
    client = Client()
    client.get("/account/login/")
    client.post("/account/password/reset/", {"email": "x@riverside.example"})
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    client.cookies["session"] = planted
    sign_in(client, riverside.maya.email)
    assert client.cookies["session"].value != planted
    thief = Client()
    thief.cookies["session"] = planted
    assert not is_signed_in(thief)


def test_session_ends_with_the_browser_and_is_not_readable_by_scripts(riverside: Riverside) -> None:
    cookie = signed_in(riverside).cookies["session"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_session_ends_after_twelve_hours_however_busy(riverside: Riverside) -> None:
    client = signed_in(riverside)
    for hours in (3, 6, 9, 11):
        clock.travel(timedelta(hours=hours))
        assert is_signed_in(client)
    clock.travel(timedelta(hours=12, minutes=1))
    assert not is_signed_in(client)


def test_closing_an_account_ends_its_sessions(riverside: Riverside) -> None:
    client = signed_in(riverside)
    login = riverside.maya.login
    login.is_active = False
    login.save(update_fields=["is_active"])
    assert not is_signed_in(client)
    assert not is_signed_in_after(client, riverside)


def is_signed_in_after(client: Client, riverside: Riverside) -> bool:
    sign_in(client, riverside.maya.email)
    return is_signed_in(client)


def test_changing_the_password_ends_every_other_session(riverside: Riverside) -> None:
    here, elsewhere = signed_in(riverside), signed_in(riverside)
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_signing_out_ends_the_session_on_the_server(riverside: Riverside) -> None:
    client = signed_in(riverside)
    kept = client.cookies["session"].value
    assert client.get("/account/logout/").status_code == 405
    answer = client.post("/account/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = Client()
    thief.cookies["session"] = kept
    assert not is_signed_in(thief)


def test_reset_link_goes_by_the_outbox_and_works_once(riverside: Riverside) -> None:
    elsewhere = signed_in(riverside)
    client = Client()
    client.post("/account/password/reset/", {"email": riverside.maya.email}, headers={"host": "localhost"})
    notice = Notice.objects.get(sentence="password_reset")
    assert notice.person_id == riverside.maya.pk
    path = notice.extra.removeprefix("http://localhost:8000")
    form = client.get(path, follow=True)
    answer = client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert answer.headers["Location"] == "/account/password/reset/key/done/"
    assert not is_signed_in(elsewhere)
    sign_in(client, riverside.maya.email, NEW)
    assert is_signed_in(client)
    assert "no longer works" in Client().get(path, follow=True).content.decode()


@pytest.mark.parametrize("weak", ["short", "password1234"])
def test_weak_password_is_refused(riverside: Riverside, weak: str) -> None:
    client = signed_in(riverside)
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    confirm(client, PASSWORD)
