"""Settings are read as they were meant, or refused with a word about what to write."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from colead.config import environment


def test_default_medical_record_number_is_recognised() -> None:
    (pattern,) = settings.PATIENT_NUMBER_PATTERNS
    assert re.search(pattern, "seen today, MRN 0012345")
    assert not re.search(pattern, "MRN 12")


def test_comma_within_braces_belongs_to_its_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLEAD_PATIENT_NUMBERS", r"\bRH\d{6,8}\b, \bZ\d{4}\b")
    assert environment.patterns("COLEAD_PATIENT_NUMBERS", "") == [r"\bRH\d{6,8}\b", r"\bZ\d{4}\b"]


@pytest.mark.parametrize(
    ("reader", "word", "said"),
    [
        ("number", "many", "write a number"),
        ("zone", "Mars/Base", "write a time zone"),
        ("patterns", "(", "no regular expression"),
        ("signatures", "Jo Hall, Chief executive", "a name, an office and a day"),
    ],
)
def test_word_that_is_not_understood_is_refused(
    monkeypatch: pytest.MonkeyPatch, reader: str, word: str, said: str
) -> None:
    monkeypatch.setenv("COLEAD_ASKED", word)
    with pytest.raises(ImproperlyConfigured, match=said):
        getattr(environment, reader)("COLEAD_ASKED", 1)


def test_secret_file_that_is_missing_or_empty_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, said in (("nowhere", "no such file"), ("empty", "is empty"), ("", "cannot be read")):
        (tmp_path / "empty").touch()
        monkeypatch.setenv("COLEAD_ASKED_FILE", str(tmp_path / name))
        with pytest.raises(ImproperlyConfigured, match=said):
            environment.text("COLEAD_ASKED")


def test_port_of_a_database_that_is_no_number_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="no number"):
        environment.database("postgresql://here:port/colead", tmp_path)


def test_number_pattern_that_repeats_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLEAD_PATIENT_NUMBERS", r"\bRH\s*\d{6}\b")
    with pytest.raises(ImproperlyConfigured, match="repeats without an end"):
        environment.patterns("COLEAD_PATIENT_NUMBERS", "")


@pytest.mark.parametrize(
    ("read", "content", "value"),
    [
        (environment.words, "a.example, b.example", ["a.example", "b.example"]),
        (environment.patterns, "MRN [0-9]{5,8}", ["MRN [0-9]{5,8}"]),
    ],
)
def test_a_list_is_read_from_a_file_too(
    read: Callable[[str, str], list[str]],
    content: str,
    value: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "list").write_text(content)
    monkeypatch.setenv("COLEAD_TRIED_FILE", str(tmp_path / "list"))
    assert read("COLEAD_TRIED", "") == value


def test_a_truth_is_read_from_a_file_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "word").write_text("no\n")
    monkeypatch.setenv("COLEAD_TRIED_FILE", str(tmp_path / "word"))
    assert environment.truth("COLEAD_TRIED", True) is False


def test_a_checked_line_to_the_database_is_asked_for_and_a_strange_word_refused(tmp_path: Path) -> None:
    asked = environment.database("postgresql://u:p@db/n?sslmode=verify-full&sslrootcert=%2Fx", tmp_path)
    assert asked["OPTIONS"] == {"pool": {"min_size": 1, "max_size": 8}, "sslmode": "verify-full", "sslrootcert": "/x"}
    with pytest.raises(ImproperlyConfigured, match="asks for sslmod; it may ask for host, connect_timeout"):
        environment.database("postgresql://u:p@db/n?sslmod=require", tmp_path)


def test_numbers_to_call_first_are_read_by_their_route(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLEAD_CALL_FIRST", " danger_now = 4444 ; employee_relations=+1 (704) 555-0100;")
    read = environment.telephones("COLEAD_CALL_FIRST")
    assert read == {"danger_now": "4444", "employee_relations": "+1 (704) 555-0100"}
    monkeypatch.delenv("COLEAD_CALL_FIRST")
    assert environment.telephones("COLEAD_CALL_FIRST") == {}


@pytest.mark.parametrize("words", ["4444", "danger_now=", "operator=4444", "review=javascript:1", "review=ask Jo"])
def test_number_to_call_that_cannot_be_called_is_refused(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Found when the site starts, and not by whoever has to call."""
    monkeypatch.setenv("COLEAD_CALL_FIRST", words)
    with pytest.raises(ImproperlyConfigured, match="write one of danger_now, employee_relations"):
        environment.telephones("COLEAD_CALL_FIRST")
