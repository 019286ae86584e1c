"""Who signs shows it for those very words: what was shown serves for nothing else, and nothing else serves for them."""

import re
import time
from dataclasses import dataclass
from html import unescape
from typing import Final
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from colead.promises.models import Key
from tests.makers import PASSWORD
from tests.people.conftest import code_for
from tests.practice.memos.conftest import Memos

pytestmark = pytest.mark.django_db
SECRET: Final = "JBSWY3DPEHPK3PXP"
PASSKEY: Final = Authenticator.Type.WEBAUTHN.value
BY_PASSWORD: Final = "/account/reauthenticate/"
BY_CODE: Final = "/account/reauthenticate/code/"


@pytest.fixture(autouse=True)
def fresh_count_of_tries() -> None:
    """How often somebody may show who they are is asked elsewhere."""
    cache.clear()


def how(memos: Memos, id: UUID) -> str:
    """What stands in the record of Maya's signature."""
    return str(Key.door._unguarded().get(person=memos.maya.person, release=memos.get(id).release).method)


def way_from(page: str) -> str:
    found = re.search(r'href="(/account/reauthenticate/[^"]*)"', page)
    assert found is not None
    return unescape(found[1])


@dataclass(frozen=True)
class Open:
    """Maya's browser, which stays open from one memo to the next."""

    memos: Memos
    client: Client

    def url(self, id: UUID) -> str:
        return self.memos.maya.url("memos:sign_memo", id)

    def sees(self, id: UUID) -> str:
        return self.client.get(self.url(id)).content.decode()

    def shows(self, id: UUID, **typed: str) -> None:
        """By the way that the page of the signature offers, and back to it."""
        assert self.client.post(way_from(self.sees(id)), typed)["Location"].startswith(self.url(id))

    def is_asked(self, id: UUID) -> str:
        """Where an attempt to sign leads who still has to show something; empty once it is signed."""
        answer = self.client.post(self.url(id), {"on_screen": self.memos.hash(id)})
        assert answer.status_code == 303
        place, _question, rest = answer["Location"].partition("?next=")
        return place if rest else ""


@pytest.fixture
def browser(memos: Memos) -> Open:
    return Open(memos, memos.maya.client)


def test_with_a_second_step_a_password_alone_signs_nothing(memos: Memos, browser: Open) -> None:
    TOTP.activate(memos.maya.person.login, SECRET)
    id = memos.draft()
    browser.shows(id, password=PASSWORD)
    assert browser.is_asked(id) == BY_CODE
    assert "One more step" in browser.sees(id)
    assert memos.state(id) == "draft"
    browser.shows(id, code=code_for(SECRET))
    assert browser.is_asked(id) == ""
    assert memos.state(id) == "one_signed"
    assert how(memos, id) == "password_and_code"


def test_a_passkey_alone_is_enough(memos: Memos, browser: Open) -> None:
    Authenticator.objects.create(user=memos.maya.person.login, type=PASSKEY, data={"name": "phone"})
    id = memos.draft()
    memos.shown_in(browser.client, memos.maya, id, method="mfa", type=PASSKEY)
    assert browser.is_asked(id) == ""
    assert how(memos, id) == "passkey"


def test_showing_it_wears_off(memos: Memos, browser: Open) -> None:
    id = memos.draft()
    memos.shown_in(browser.client, memos.maya, id, at=time.time() - 301)
    assert browser.is_asked(id) == BY_PASSWORD
    assert memos.state(id) == "draft"
    memos.shown_in(browser.client, memos.maya, id, at=time.time() - 290)
    assert browser.is_asked(id) == ""
    assert memos.state(id) == "one_signed"


# What was shown serves for the words it was shown for


@pytest.mark.parametrize("has_second_step", [False, True])
def test_what_was_shown_for_one_memo_signs_no_other(memos: Memos, browser: Open, has_second_step: bool) -> None:
    """Who finds the browser open within five minutes has nothing in hand."""
    one, other = memos.draft(), memos.draft(title="Another")
    if has_second_step:
        TOTP.activate(memos.maya.person.login, SECRET)
    browser.shows(one, password=PASSWORD)
    if has_second_step:
        browser.shows(one, code=code_for(SECRET))
    assert browser.is_asked(other) == BY_PASSWORD
    assert "Show that it is me" in browser.sees(other)
    assert browser.is_asked(one) == ""
    assert browser.is_asked(other) == BY_PASSWORD
    assert (memos.state(one), memos.state(other)) == ("one_signed", "draft")


def test_passkey_shown_for_one_memo_signs_no_other(memos: Memos, browser: Open) -> None:
    Authenticator.objects.create(user=memos.maya.person.login, type=PASSKEY, data={"name": "phone"})
    one, other = memos.draft(), memos.draft(title="Another")
    memos.shown_in(browser.client, memos.maya, one, method="mfa", type=PASSKEY)
    assert browser.is_asked(other) == BY_PASSWORD
    assert memos.state(other) == "draft"


def test_steps_shown_for_two_memos_do_not_add_up_to_one(memos: Memos, browser: Open) -> None:
    """The password for the one, the code for the other."""
    TOTP.activate(memos.maya.person.login, SECRET)
    one, other = memos.draft(), memos.draft(title="Another")
    browser.shows(one, password=PASSWORD)
    memos.shown_in(browser.client, memos.maya, other, method="mfa", type=Authenticator.Type.TOTP.value)
    assert (browser.is_asked(one), browser.is_asked(other)) == (BY_CODE, BY_PASSWORD)
    assert (memos.state(one), memos.state(other)) == ("draft", "draft")


def test_what_was_shown_for_one_version_signs_no_other(memos: Memos, browser: Open) -> None:
    id = memos.draft()
    browser.shows(id, password=PASSWORD)
    memos.edit(memos.tom, id, body="Other words.")
    assert browser.is_asked(id) == BY_PASSWORD
    assert memos.state(id) == "draft"


def test_words_that_change_while_she_shows_who_she_is_are_told_of(memos: Memos, browser: Open) -> None:
    id = memos.draft()
    way = way_from(browser.sees(id))
    memos.edit(memos.tom, id, body="Other words.")
    back = browser.client.post(way, {"password": PASSWORD})
    page = browser.client.get(back["Location"]).content.decode()
    assert "Nothing was signed" in page
    assert "Other words." in page
    assert "Show that it is me" in page


def test_what_was_shown_for_something_else_signs_nothing(memos: Memos, browser: Open) -> None:
    id = memos.draft()
    for next in ("", reverse("exports:take_away"), browser.url(id)):
        shown = browser.client.post(BY_PASSWORD, {"password": PASSWORD, "next": next})
        assert shown.status_code == 302
    assert browser.is_asked(id) == BY_PASSWORD
    assert memos.state(id) == "draft"


@pytest.mark.parametrize("way", ["mfa_add_webauthn", "mfa_activate_totp", "exports:take_away"])
def test_what_was_shown_for_a_memo_opens_nothing_else(memos: Memos, browser: Open, way: str) -> None:
    """Least of all a new way to sign in, with which everything could be signed."""
    browser.shows(memos.draft(), password=PASSWORD)
    answer = browser.client.post(reverse(way))
    assert answer["Location"].startswith(BY_PASSWORD)
    browser.client.post(BY_PASSWORD, {"password": PASSWORD})
    assert not browser.client.post(reverse(way)).headers.get("Location", "").startswith(BY_PASSWORD)
