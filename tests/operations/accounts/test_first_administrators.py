"""How an installation gets its first two administrators, and no third one that way."""

import pytest
from django.test import Client

from colead.operations.accounts import first_administrators
from colead.people.models import Person
from colead.rules.abilities import Ability
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.people.conftest import is_signed_in, sign_in

NEW = "a chair by the window, and tea"


def test_first_two_come_from_the_machine_and_no_third(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert first_administrators.run("Sam Field", "sam@riverside.example") == 0
    path = capsys.readouterr().out.split("\n")[1].removeprefix("http://localhost:8000")
    client = Client()
    assert client.post(path, {"password": NEW, "again": NEW}).status_code == 303
    sign_in(client, "sam@riverside.example", NEW)
    assert is_signed_in(client)
    assert viewer_of(Person.objects.get()).has(Ability.ADMINISTER)
    assert first_administrators.run("Alex Moor", "alex@riverside.example") == 0
    assert first_administrators.run("Nia Grant", "nia@riverside.example") == 1
    assert "They appoint the next one in Colead." in capsys.readouterr().err


def test_site_with_its_administrators_takes_none_from_the_machine(riverside: Riverside) -> None:
    assert first_administrators.run("Nia Grant", "nia.grant@riverside.example") == 1
    assert not viewer_of(riverside.nia).has(Ability.ADMINISTER)


def test_address_that_is_none_is_refused(db: None) -> None:
    assert first_administrators.run("Sam Field", "sam at riverside") == 2
    assert not Person.objects.exists()
