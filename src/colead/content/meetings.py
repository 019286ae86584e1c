"""Questions for partner time: for the two themselves, for what they learn, for something good."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import read_file


@dataclass(frozen=True)
class Question:
    key: str
    text: str


@dataclass(frozen=True)
class Meetings:
    us: tuple[Question, ...]
    learning: tuple[Question, ...]
    good: tuple[Question, ...]


@cache
def load() -> Meetings:
    return read_file("meetings.toml", Meetings)
