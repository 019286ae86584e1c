"""One line of what waits for somebody, in the same shape from every room, answerable in place."""

from dataclasses import dataclass, field
from datetime import datetime


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
    """What waits: a title, a softer second line, where to read more, and the answers to give right here."""

    title: str
    note: str
    url: str
    kind: str
    answers: tuple[Answer, ...] = ()
    words: str = ""  # what the partner wrote, shown as writing
    also: str = ""  # a second line of theirs
    since: datetime | None = None  # when it was sent; never a time that anyone took


@dataclass(frozen=True)
class Open:
    """Something open between the two: a title, where it stands in words, where to read it."""

    title: str
    note: str
    url: str
    kind: str
    since: datetime | None = None
    undo: Answer | None = None  # for a minute: what was just sent, and the tap that takes it back
