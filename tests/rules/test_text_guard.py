"""The look for patient information ends soon, whatever it is given."""

import re

import pytest

from colead.content import safety
from colead.rules.text_guard import LOOKED_AT, Pattern, is_bounded, kinds_found, without_findings

MRN = Pattern("record_number", re.compile(r"MRN\s{0,9}\d{5,30}"))


@pytest.mark.parametrize("regex", [r"a*", r"a+", r"\d{5,}", r"(?:ab)+", r"\\+"])
def test_repeat_without_an_end_is_seen(regex: str) -> None:
    assert not is_bounded(regex)


@pytest.mark.parametrize("regex", [r"\bRH\d{6,8}\b", r"\+1", r"a\*?", r"x{3}", r"\s{0,9}"])
def test_repeat_with_an_end_is_taken(regex: str) -> None:
    assert is_bounded(regex)


def test_shipped_pattern_without_an_end_stops_the_start() -> None:
    with pytest.raises(ValueError, match="repeats without an end"):
        safety.PatientPattern("planted", "planted", r"mrn\s*\d")


def test_words_beyond_what_is_looked_at_are_neither_searched_nor_cut() -> None:
    long = "x" * LOOKED_AT + " MRN 1234567"
    assert kinds_found(long, [MRN]) == ()
    assert without_findings(long, [MRN]) == long
    assert kinds_found(long[10:20] + " MRN 1234567", [MRN]) == ("record_number",)
    assert without_findings("so MRN 1234567 fell", [MRN]) == "so  fell"
