"""Joint memos: the kinds there are, what each asks for, and the questions two ask of the language before they sign."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file


@dataclass(frozen=True)
class Kind:
    key: str
    name: str
    sentence: str
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Memos:
    language: tuple[str, ...]
    in_person: str
    kinds: tuple[Kind, ...]

    def kind(self, key: str) -> Kind:
        return pick(self.kinds, key)


@cache
def load() -> Memos:
    return read_file("memos.toml", Memos)
