"""The story can be told on any day and at any hour: `make demo` may be called whenever somebody wants to see it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from colead.foundation import clock
from colead.operations.demo import folder, history
from colead.operations.models import DemoSite
from colead.people.models import Person
from colead.promises import trail
from tests.operations.demo.conftest import WORD

pytestmark = [pytest.mark.django_db, pytest.mark.prove]
WEEKDAYS = range(7)
TURNS = [(12, 31, 23, 50), (1, 1, 0, 10), (2, 28, 23, 59), (3, 1, 6, 0), (4, 1, 22, 5)]
NAMES = ("Ana Ruiz", "Dr Kwame Osei", "Maya Lind", "Dr Tom Becker", "Helen Park")


def moments() -> list[datetime]:
    """A week of mornings from today on, and the turns of months and of the year that come next."""
    now = timezone.localtime()
    morning = now.replace(hour=10, minute=0, second=0, microsecond=0)
    turns = [now.replace(now.year + 1, *turn, second=0, microsecond=0) for turn in TURNS]
    return [morning + timedelta(days=day) for day in WEEKDAYS] + turns


@pytest.mark.parametrize("n", range(len(WEEKDAYS) + len(TURNS)))
def test_story_is_told_and_its_first_pages_open(n: int, tmp_path: Path, settings: Any) -> None:
    present = moments()[n]
    (tmp_path / folder.MARKER).write_text(WORD)
    with override_settings(HOME=tmp_path, KEYSTORE=tmp_path / "keys", IS_DEMO=True), transaction.atomic():
        DemoSite.objects.create(word=WORD)
        history.write(lambda _words: None, until=present)
        clock.travel(present - timezone.now())
        assert trail.faults() == []
        for name in NAMES:
            client = Client()
            login = Person.objects.get(name=name).login
            client.force_login(login, backend="allauth.account.auth_backends.AuthenticationBackend")
            assert client.get(reverse("home:front"), follow=True).status_code == 200
        transaction.set_rollback(True)
