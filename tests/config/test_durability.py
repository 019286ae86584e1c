"""The start-up check refuses each weakness, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from colead.config import durability, environment
from colead.promises import keystore

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def strong(settings: Any) -> Any:
    settings.SECRET_KEY = "x" * 40
    settings.IS_HTTPS = True
    return settings


@contextmanager
def weakened(statement: str, restored: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        yield
        cursor.execute(restored)


def test_strong_settings_are_served(strong: Any) -> None:
    assert durability.weaknesses() == []
    durability.require_strength()


def test_short_secret_and_open_line_are_refused(strong: Any) -> None:
    strong.SECRET_KEY = "short"
    strong.IS_HTTPS = False
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY.*HTTPS"):
        durability.require_strength()


def test_database_that_may_lose_a_write_is_refused(strong: Any) -> None:
    weak = ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL")
    if connection.vendor == "postgresql":
        weak = ("SET synchronous_commit TO off", "SET synchronous_commit TO on")
    with weakened(*weak), pytest.raises(ImproperlyConfigured, match="power cut"):
        durability.require_strength()


def test_unknown_word_in_a_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLEAD_HTTPS", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="write yes or no"):
        environment.truth("COLEAD_HTTPS", default=True)


def test_secret_is_read_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("kept in a file\n")
    monkeypatch.setenv("COLEAD_SECRET_KEY_FILE", str(tmp_path / "secret"))
    assert environment.text("COLEAD_SECRET_KEY") == "kept in a file"


def test_database_address_other_than_postgresql_is_refused(tmp_path: Any) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql"):
        environment.database("mysql://here/colead", tmp_path)


def test_key_that_others_on_the_machine_could_read_is_refused(strong: Any) -> None:
    keystore.seal_key()
    (keystore.folder() / "seal").chmod(0o644)
    assert durability.weaknesses() == ["The key store: seal can be read by others on this machine."]
