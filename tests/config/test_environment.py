"""Settings are read as they were meant, or refused with a word about what to write."""

import re
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
