"""The one word for a monitor: the same for everybody, and never a word more."""

from pathlib import Path
from typing import Any

from django.test import Client

from tests.cast import Riverside
from tests.conftest import SignIn


def test_health_says_one_word_to_everybody(riverside: Riverside, as_person: SignIn) -> None:
    for client in (Client(), as_person(riverside.sam), as_person(riverside.ana)):
        answer = client.get("/health/")
        assert (answer.status_code, answer.content) == (200, b"well\n")
        assert [client.post("/health/").status_code, client.put("/health/").status_code] == [405, 405]


def test_site_without_its_keys_is_not_well(db: None, settings: Any, tmp_path: Path) -> None:
    settings.KEYSTORE = tmp_path / "not mounted"
    answer = Client().get("/health/")
    assert (answer.status_code, answer.content) == (503, b"not well\n")
