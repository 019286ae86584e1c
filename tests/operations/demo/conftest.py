"""Riverside with its two years, told once for all the tests of this folder that ask for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from colead.operations.demo import folder, history
from colead.operations.models import DemoSite
from colead.partnerships.models import Partnership
from colead.people.models import Person

WORD = "w" * 64


class Told:
    """The town after the telling: people and pairs by name."""

    def person(self, name: str) -> Person:
        return Person.objects.get(name=name)

    def partnership(self, name: str) -> Partnership:
        return Partnership.objects.get(name=name)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """One transaction around all of them, taken back at the end."""
    home: Path = tmp_path_factory.mktemp("demo")
    (home / folder.MARKER).write_text(WORD)
    places = {"HOME": home, "KEYSTORE": home / "keys", "IS_DEMO": True}
    there = override_settings(**places, ROOT_URLCONF="tests.operations.demo.addresses")
    with django_db_blocker.unblock(), there, transaction.atomic():
        DemoSite.objects.create(word=WORD)
        history.write(lambda _words: None)
        yield Told()
        transaction.set_rollback(True)
