"""The agreement is signed by who has shown for these very words that it is them, in every way the account has."""

import re
from html import unescape
from typing import Final
from urllib.parse import unquote

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from colead.forming.launch import queries
from colead.partnerships import charter
from colead.promises.models import Key
from tests.forming.launch.conftest import Desk, hidden_value
from tests.forming.launch.test_agreement import lay, turned
from tests.makers import PASSWORD
from tests.people.conftest import code_for, fresh_count_of_tries

__all__ = ["fresh_count_of_tries"]
pytestmark = pytest.mark.django_db
SECRET: Final = "JBSWY3DPEHPK3PXP"


def test_words_that_change_while_she_shows_who_she_is_are_told_of(maya: Desk, tom: Desk) -> None:
    lay(maya)
    way = re.search(r'href="/account/reauthenticate/\?next=([^"]*)"', maya.sees("sign_agreement"))
    assert way is not None
    lay(tom, mirror="Say it the same day.")
    back = maya.client.post("/account/reauthenticate/", {"password": PASSWORD, "next": unquote(way[1])})
    page = maya.client.get(back["Location"]).content.decode()
    assert "Nothing was signed" in page
    assert "Show that it is me" in page


def test_with_a_second_step_the_password_alone_signs_no_agreement(maya: Desk) -> None:
    lay(maya)
    TOTP.activate(maya.person.login, SECRET)
    maya.confirms_who()
    page = maya.sees("sign_agreement")
    assert 'name="on_screen"' not in page
    way = re.search(r'href="(/account/reauthenticate/code/[^"]*)"', page)
    assert way is not None
    draft = queries.draft_of(maya.viewer, maya.pair, charter.AGREEMENT)
    assert draft is not None
    answer = maya.sends("sign_agreement", on_screen=draft.text_hash)
    assert answer["Location"].startswith("/account/reauthenticate/code/")
    assert turned(maya) == 0
    assert maya.client.post(unescape(way[1]), {"code": code_for(SECRET)}).status_code == 302
    maya.taken("sign_agreement", on_screen=hidden_value(maya.sees("sign_agreement")))
    assert Key.door._unguarded().get(release=draft, person=maya.person).method == "password_and_code"


def test_who_sends_a_signature_where_nothing_lies_to_sign_is_told_so(maya: Desk) -> None:
    answer = maya.sends("sign_agreement", on_screen="")
    assert answer.status_code == 422
    assert "Nothing was signed" in answer.content.decode()
