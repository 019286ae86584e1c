"""Ana and Kwame, and the ways a talk goes between them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from colead.practice.conflicts import queries
from colead.practice.conflicts.models import Matter, Prep
from tests.cast import Riverside
from tests.practice.conftest import Desk

TOPIC = "How we correct each other"
NOTES = {
    "camera": "He said in front of the board that my number was wrong.",
    "story": "That he wanted them to see who knows the figures.",
    "good_will": "He saw the slide for the first time and was startled.",
    "my_part": "I sent it at midnight.",
    "want": "That we each hear it first.",
    "kind": "landed_badly",
}
LINE = "We tell each other before the meeting, or after it."


@pytest.fixture
def ana(riverside: Riverside, desk: Callable[..., Desk]) -> Desk:
    return desk(riverside.ana, riverside.exec)


@pytest.fixture
def kwame(riverside: Riverside, desk: Callable[..., Desk]) -> Desk:
    return desk(riverside.kwame, riverside.exec)


def matter_of(desk: Desk) -> Matter:
    """The newest between the two."""
    found = queries.matters(desk.viewer, desk.pair).first()
    assert found is not None
    return found


def notes_of(desk: Desk) -> Prep | None:
    return queries.prep_of(desk.viewer, desk.pair)


def invited(by: Desk, **words: str) -> UUID:
    by.sends("conflicts:invite", **{"topic": TOPIC, "setting": "walking", **words})
    return matter_of(by).pk


def talked(one: Desk, two: Desk, **words: str) -> UUID:
    id = invited(one, **words)
    two.sends("conflicts:answer", id, reply="accept")
    both_say("talk", id, two, one)
    return id


def both_say(verb: str, id: UUID, one: Desk, two: Desk) -> None:
    """One's own half of it, and then the other's."""
    for desk in (one, two):
        desk.sends("conflicts:tap", id, verb=verb)


def agreed(one: Desk, two: Desk) -> UUID:
    id = talked(one, two)
    one.sends("conflicts:add_line", id, line=LINE)
    two.sends("conflicts:tap_line", id, 1, seen=LINE)
    return id


def state_of(desk: Desk) -> Any:
    return queries.present_state(matter_of(desk))
