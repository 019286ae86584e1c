"""The start-up check refuses each weakness, and nothing else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
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
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        for path in durability.exposed_files():  # the tests make theirs without the command
            path.chmod(0o600)
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://colead.riverside.test/", ["colead.riverside.test"]
    keystore.seal_key(is_first=True)
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
    with pytest.raises(ImproperlyConfigured, match=r"(?s)SECRET_KEY.*HTTPS"):
        durability.require_strength()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SITE_URL", "http://colead.riverside.test/", "with https://"),
        ("SITE_URL", "https://other.riverside.test/", "does not name other.riverside.test"),
        ("ALLOWED_HOSTS", ["*"], r"COLEAD_HOSTS is \*"),
        ("KEYSTORE", "/no/such/folder", "no folder"),
    ],
)
def test_setting_under_which_nobody_could_come_in_is_refused(strong: Any, name: str, value: Any, said: str) -> None:
    setattr(strong, name, value)
    with pytest.raises(ImproperlyConfigured, match=said):
        durability.require_strength()


def test_database_that_may_lose_a_write_is_refused(strong: Any) -> None:
    weak = ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL")
    if connection.vendor == "postgresql":
        weak = ("SET synchronous_commit TO off", "SET synchronous_commit TO on")
    with weakened(*weak), pytest.raises(ImproperlyConfigured, match="power cut"):
        durability.require_strength()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a database server keeps its own files")
def test_database_that_others_on_the_machine_could_read_is_refused(strong: Any) -> None:
    file = Path(connection.settings_dict["NAME"])
    file.chmod(0o640)
    found = durability.weaknesses()
    file.chmod(0o600)
    assert found == [f"{file.name} can be read by others on this machine: chmod 600 it."]


def test_any_server_that_is_started_keeps_its_files_to_itself(tmp_path: Path) -> None:
    """A server that was started without the command makes files that nobody else reads."""
    script = "import os; os.umask(0o022); import colead.config.wsgi; print(oct(os.umask(0)))"
    (tmp_path / "this-is-a-demo").touch()  # the rest of an installation is not asked about here
    said = {"COLEAD_HOME": str(tmp_path), "COLEAD_SECRET_KEY": "x" * 40, "PYTHONPATH": os.pathsep.join(sys.path)}
    asked = subprocess.run(
        [sys.executable, "-c", script], env=said, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert asked.stdout.split() == ["0o77"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("synchronous_commit", "off"), ("synchronous_commit", "local"), ("fsync", "off"), ("full_page_writes", "off")],
)
def test_server_that_may_lose_a_write_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole server's settings cannot be changed for a test, so its answers are given here."""
    monkeypatch.setattr(durability, "ask", lambda question: value if question == f"SHOW {name}" else "on")
    [weakness] = durability.postgresql_weaknesses()
    assert f"{name} off" in weakness


def test_server_that_keeps_its_word_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durability, "ask", lambda question: "on")
    assert durability.postgresql_weaknesses() == []


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
    keystore.seal_key(is_first=True)
    (keystore.folder() / "seal").chmod(0o644)
    assert durability.weaknesses() == ["The key store: seal can be read by others on this machine."]
