"""Wins, lessons and stories: noted between two, told to others only with both keys, taken off the list by either."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from colead.rules.moves import Machine


class Kind(StrEnum):
    WIN = "win"
    LESSON = "lesson"
    STORY = "story"


class State(StrEnum):
    NOTED = "noted"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


class Shelf(StrEnum):
    """Where a published note stands. Each of them is read by everyone in the organisation."""

    UNIT = "unit"
    ORGANISATION = "organisation"
    LIBRARY = "library"


# What a note needs before others read it: a win names whom it helped, a lesson what is done now.
NEEDED: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.WIN: ("text", "helped"),
    Kind.LESSON: ("text", "now"),
    Kind.STORY: ("text",),
}
OVER: Final = frozenset({State.ARCHIVED, State.WITHDRAWN})

MACHINE: Machine[State] = Machine(
    name="note",
    start=State.NOTED,
    words={
        State.NOTED: "This note is between the two of you.",
        State.PROPOSED: "This note waits for your keys.",
        State.PUBLISHED: "You have published this note.",
        State.ARCHIVED: "You have taken this note off the list; its time was over.",
        State.WITHDRAWN: "You have taken this note back.",
    },
    moves={
        (State.NOTED, "edit"): State.NOTED,
        (State.NOTED, "propose"): State.PROPOSED,
        # Other words: nobody has turned a key on what now stands there.
        (State.PROPOSED, "edit"): State.NOTED,
        (State.PROPOSED, "keep_between_us"): State.NOTED,
        (State.PROPOSED, "publish"): State.PUBLISHED,
        (State.PUBLISHED, "archive"): State.ARCHIVED,
        (State.PUBLISHED, "withdraw"): State.WITHDRAWN,
    },
)


def lacks(kind: str, filled: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in NEEDED[Kind(kind)] if name not in filled)
