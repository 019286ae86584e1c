"""While the key store is away: a calm page for people, a clear line for the operator, and health that says no."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from colead.config import readiness
from colead.promises import keyfiles, keystore, vault
from colead.promises.ciphers import Unreadable
from tests.cast import Riverside
from tests.conftest import SignIn

ASK = {"line": "Would you take the extra beds?", "kind": "gut_check"}


def asking(riverside: Riverside, as_person: SignIn) -> Any:
    client = as_person(riverside.ana)
    client.raise_request_exception = False
    return client.post(reverse("daily:ask_run_it", kwargs={"partnership_id": riverside.exec.pk}), ASK)


def reading(riverside: Riverside, as_person: SignIn) -> Any:
    client = as_person(riverside.kwame)
    client.raise_request_exception = False
    return client.get(reverse("daily:list_between", kwargs={"partnership_id": riverside.exec.pk}))


@pytest.fixture
def asked(riverside: Riverside, as_person: SignIn) -> None:
    assert asking(riverside, as_person).status_code == 303


@pytest.fixture
def forgotten(asked: None, settings: Any, tmp_path: Path) -> Path:
    """A database that came back, beside a folder of keys that did not."""
    folder = tmp_path / "empty"
    folder.mkdir(mode=0o700)
    settings.KEYSTORE = folder
    return folder


@pytest.mark.parametrize("do", [reading, asking])
def test_page_says_calmly_that_it_is_not_available(
    do: Callable[..., Any],
    riverside: Riverside,
    as_person: SignIn,
    forgotten: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = do(riverside, as_person)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "300", "no-store")
    assert "Colead is not available just now" in page
    assert not [word for word in (str(forgotten), "the key", "Traceback", str(riverside.ana.pk)) if word in page]
    assert f"The key store at {forgotten} lacks" in caplog.text


def test_page_is_there_again_with_the_keys(
    riverside: Riverside, as_person: SignIn, asked: None, settings: Any, tmp_path: Path
) -> None:
    kept, settings.KEYSTORE = settings.KEYSTORE, tmp_path / "away"
    assert reading(riverside, as_person).status_code == 503
    settings.KEYSTORE = kept
    assert ASK["line"] in reading(riverside, as_person).content.decode()


def test_fault_of_another_kind_stays_what_it_is(
    riverside: Riverside, as_person: SignIn, asked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(*given: Any) -> None:
        raise Unreadable

    monkeypatch.setattr(vault, "open_item", spoilt)
    assert reading(riverside, as_person).status_code == 500


def test_health_is_not_well_without_the_keys_and_names_nothing(forgotten: Path, caplog: Any) -> None:
    answer = Client().get("/health/")
    assert (answer.status_code, answer.content) == (503, b"not well\n")
    assert str(forgotten) in caplog.text
    assert list(forgotten.iterdir()) == []


@pytest.mark.parametrize("name", ["trail", keystore.STORE])
def test_health_is_not_well_with_a_key_gone(riverside: Riverside, name: str) -> None:
    assert Client().get("/health/").status_code == 200
    keyfiles.remove(name)
    assert Client().get("/health/").status_code == 503


def test_health_is_not_well_when_the_store_cannot_be_read(riverside: Riverside) -> None:
    for path in keystore.folder().glob(f"{keystore.STORE}*"):
        path.unlink()
    (keystore.folder() / keystore.STORE).write_bytes(b"no database at all" * 100)
    assert Client().get("/health/").status_code == 503


def test_start_is_refused_and_says_where_it_looked(forgotten: Path) -> None:
    [said] = readiness.last_steps()
    assert all(words in said for words in (str(forgotten), keystore.PERSON_KEYS, "COLEAD_KEYSTORE"))


def test_start_is_not_refused_with_the_keys(riverside: Riverside) -> None:
    assert readiness.last_steps() == []
