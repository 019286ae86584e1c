"""Questions for three quiet moments: before a hard talk, alone at the end of a week, and on a round together."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import read_file


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    theme: str = ""


@dataclass(frozen=True)
class Prompts:
    conflict: tuple[Question, ...]
    reflection: tuple[Question, ...]
    rounding: tuple[Question, ...]


@cache
def load() -> Prompts:
    return read_file("prompts.toml", Prompts)
