"""The words on the screen, each with a plain definition, so that every room means the same by them."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file


@dataclass(frozen=True)
class Term:
    key: str
    word: str
    meaning: str


@dataclass(frozen=True)
class Glossary:
    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        words = [term.word.casefold() for term in self.terms]
        if words != sorted(words):
            raise ValueError("terms should stand in the order of the alphabet")

    def term(self, key: str) -> Term:
        return pick(self.terms, key)


@cache
def load() -> Glossary:
    return read_file("glossary.toml", Glossary)
