"""One line of what waits for somebody, in the same shape from every room, answerable in place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from functools import cached_property


class Place(IntEnum):
    """Where a line stands on the first page: who is in trouble first, then their time of today, a coffee last."""

    TROUBLE = 0
    TODAY = 1
    THEY_ASKED = 2
    KEY = 3
    DECISION = 4
    RUN_IT = 5
    STEP = 6
    COFFEE = 7


@dataclass(frozen=True)
class Answer:
    """A tap that answers: its words, where it is sent, and what is sent with it."""

    label: str
    action_url: str
    fields: dict[str, str] = field(default_factory=dict)
    asks: str = ""  # the label of the one line it opens before it is sent; without it the tap answers at once
    needs_line: bool = False


@dataclass(frozen=True)
class Waiting:
    """What waits: a title, a softer second line, where to read more, and how to make the answers to give right here."""

    title: str
    note: str
    url: str
    kind: str
    taps: Callable[[], Iterable[Answer]] = field(default=tuple, repr=False, compare=False)
    words: str = ""  # what the partner wrote, shown as writing
    also: str = ""  # a second line of theirs
    since: datetime | None = None  # when it was sent; never a time that anyone took
    place: Place = Place.RUN_IT
    is_in_their_words: bool = False  # the title is what one of the two wrote, and looks like writing

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Made only where the line is shown: of many that wait, a page shows a few."""
        return tuple(self.taps())


@dataclass(frozen=True)
class Open:
    """Something open between the two: a title, where it stands in words, where to read it."""

    title: str
    note: str
    url: str
    kind: str
    since: datetime | None = None
    undo: Answer | None = None  # for a minute: what was just sent, and the tap that takes it back
    is_in_their_words: bool = False  # the title is what one of the two wrote, and looks like writing
