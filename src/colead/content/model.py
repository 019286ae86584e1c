"""The partnering model: six domains, and the 31 keys that make a partnership work, each in a plain sentence."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from colead.content.reading import pick, read_file


class Family(StrEnum):
    QUALITY = "quality"
    BEHAVIOUR = "behaviour"
    FACTOR = "factor"


@dataclass(frozen=True)
class Domain:
    key: str
    label: str
    question: str
    explanation: str


@dataclass(frozen=True)
class FamilyWords:
    key: Family
    label: str
    explanation: str


@dataclass(frozen=True)
class ModelKey:
    """`tuesday` says what it looks like on an ordinary day; `practices` are those that serve it."""

    key: str
    label: str
    family: Family
    domain: str
    tuesday: str
    practices: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    title: str
    north_star: str
    source: str
    domains: tuple[Domain, ...]
    families: tuple[FamilyWords, ...]
    keys: tuple[ModelKey, ...]

    def __post_init__(self) -> None:
        strange = {entry.domain for entry in self.keys} - {domain.key for domain in self.domains}
        if strange:
            raise ValueError(f"keys lie in unknown domains {sorted(strange)}")
        if {family.key for family in self.families} != set(Family):
            raise ValueError("families should describe each family once")

    def domain(self, key: str) -> Domain:
        return pick(self.domains, key)

    def key(self, key: str) -> ModelKey:
        return pick(self.keys, key)

    def keys_in(self, domain: str) -> tuple[ModelKey, ...]:
        return tuple(entry for entry in self.keys if entry.domain == domain)

    def keys_of_family(self, family: str) -> tuple[ModelKey, ...]:
        return tuple(entry for entry in self.keys if entry.family == family)

    def keys_served_by(self, practice: str) -> tuple[ModelKey, ...]:
        return tuple(entry for entry in self.keys if practice in entry.practices)


@cache
def load() -> Model:
    return read_file("model.toml", Model)
