"""The covenant comes at every sign-in until it is read, and is always linked; the table says who can open what."""

from typing import Any

import pytest
from django.test import Client

from colead.config import environment
from colead.content import covenant, guide
from colead.people.models import Login
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.people.conftest import sign_in


def test_covenant_comes_at_every_sign_in_until_it_is_read(riverside: Riverside) -> None:
    for _again in range(2):
        client = Client()
        assert sign_in(client, riverside.maya.email).headers["Location"] == "/covenant/"
    assert client.post("/covenant/read/").headers["Location"] == "/"
    assert Login.objects.get(person=riverside.maya).covenant_read == covenant.load().version
    assert sign_in(Client(), riverside.maya.email).headers["Location"] == "/"


def test_new_version_is_read_again(riverside: Riverside) -> None:
    Login.objects.update(covenant_read="an earlier one")
    assert sign_in(Client(), riverside.maya.email).headers["Location"] == "/covenant/"


def test_covenant_names_the_organisation_and_the_officer(riverside: Riverside) -> None:
    page = Client().get("/covenant/").content.decode()
    assert "at Riverside Health" in page
    assert "Dana Cole" in page
    assert "I have read it" not in page


def test_tap_is_there_only_while_unread(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.maya)
    assert "I have read it" in client.get("/covenant/").content.decode()
    client.post("/covenant/read/")
    assert "I have read it" not in client.get("/covenant/").content.decode()


def test_covenant_stands_before_anybody_is_there(db: None) -> None:
    assert "at this organisation" in Client().get("/covenant/").content.decode()


def test_covenant_says_who_signed_as_what_and_when(
    riverside: Riverside, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Client().get("/covenant/").content.decode()
    assert "No signature is noted here yet" in page
    monkeypatch.setenv(
        "COLEAD_COVENANT_SIGNED", "Helen Park, Chief executive, 2026-01-12; Priya Shah, office, 2026-01-13"
    )
    settings.COVENANT_SIGNED = environment.signatures("COLEAD_COVENANT_SIGNED")
    page = Client().get("/covenant/").content.decode()
    assert "Helen Park" in page
    assert "Chief executive, 12 January 2026" in page
    assert "No signature is noted" not in page


def test_covenant_and_table_say_the_same_of_who_can_open(riverside: Riverside) -> None:
    covenant_page, table = (Client().get(path).content.decode() for path in ("/covenant/", "/who-can-open-what/"))
    for key in ("partner", "roles"):
        words = guide.load().actor(key).cell("between").words
        assert words in covenant_page
        assert words in table
    assert "Your partner" in table


def test_table_lists_every_actor_and_only_what_is_built(riverside: Riverside) -> None:
    page = Client().get("/who-can-open-what/").content.decode()
    said = guide.load()
    assert all(actor.label in page for actor in said.actors)
    for asset in said.assets:
        assert (asset.label in page) is asset.is_built
    assert "35 days later" in page


def test_both_pages_are_linked_from_every_foot(riverside: Riverside, as_person: SignIn) -> None:
    page = as_person(riverside.maya).get("/you/").content.decode()
    assert 'href="/covenant/"' in page
    assert 'href="/who-can-open-what/"' in page
