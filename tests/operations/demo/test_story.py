"""The story's words for time lie where a working week has them, and its copy keeps the house's voice."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from colead.content import safety
from colead.operations.demo import folder
from colead.operations.demo.history import story
from colead.rules.text_guard import kinds_found

WEDNESDAY = datetime(2030, 5, 15, 14, 0, tzinfo=UTC)
SUNDAY = datetime(2030, 5, 19, 8, 0, tzinfo=UTC)
FILES = ("riverside", "launches", "decisions", "days", "talks")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


@pytest.mark.parametrize(
    ("said", "now", "expected"),
    [
        ("m-25", WEDNESDAY, "2030-05-15T13:35"),
        ("w-1 16:40", WEDNESDAY, "2030-05-14T16:40"),
        ("w-3 16:40", WEDNESDAY, "2030-05-10T16:40"),
        ("w-1 16:40", SUNDAY, "2030-05-17T16:40"),
        ("d-3 10:00", WEDNESDAY, "2030-05-10T10:00"),  # a Sunday moves back to its Friday
        ("d-7", WEDNESDAY, "2030-05-08T09:00"),
    ],
)
def test_moment_lies_on_a_working_day(said: str, now: datetime, expected: str) -> None:
    assert story.moment(said, now).isoformat(timespec="minutes").removesuffix("+00:00") == expected


@pytest.mark.parametrize(
    ("path", "zone"),
    [
        ("/usr/share/zoneinfo/America/Chicago", "America/Chicago"),
        ("/var/db/timezone/zoneinfo/Europe/Zurich", "Europe/Zurich"),
        ("/etc/localtime", "UTC"),
        ("/usr/share/zoneinfo/posixrules", "UTC"),
    ],
)
def test_zone_is_the_computers_own_or_none(path: str, zone: str) -> None:
    assert folder.zone_of(Path(path)) == zone


def test_day_ahead_is_never_a_weekend() -> None:
    assert story.day("d+3", WEDNESDAY).isoformat() == "2030-05-20"


@pytest.mark.parametrize("name", FILES)
def test_copy_keeps_the_voice(name: str) -> None:
    for words in strings(story.read(name)):
        assert "!" not in words
        assert "lorem" not in words.lower()
        assert "overdue" not in words.lower()


@pytest.mark.parametrize("name", FILES)
def test_copy_holds_nothing_that_looks_like_a_patient(name: str) -> None:
    patterns = safety.patterns()
    for words in strings(story.read(name)):
        assert kinds_found(words, patterns) == ()
