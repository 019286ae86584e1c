"""The covenant: what the organisation's leaders promise about everything that partners write here."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import read_file


@dataclass(frozen=True)
class Clause:
    key: str
    text: str


@dataclass(frozen=True)
class Covenant:
    """`text` may hold {organisation} and {privacy_officer}."""

    version: str
    title: str
    opening: str
    promises: tuple[Clause, ...]
    exceptions: str
    breaches: str
    to_sign: tuple[str, ...]


@cache
def load() -> Covenant:
    return read_file("covenant.toml", Covenant)
