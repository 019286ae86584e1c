"""The areas in which a pair settles who decides, the levels, and a starter proposal."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file
from colead.rules.rights import Level, needs_tie_break


@dataclass(frozen=True)
class LevelWords:
    key: Level
    label: str
    short: str
    explanation: str


@dataclass(frozen=True)
class Area:
    key: str
    label: str
    group: str
    starter: Level
    tie_break: str = ""
    days: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        if needs_tie_break(self.starter) and not (self.tie_break and self.days > 0):
            raise ValueError(f"{self.key} is for both to agree and lacks a tie-break or its days")


@dataclass(frozen=True)
class Group:
    key: str
    label: str


@dataclass(frozen=True)
class Rights:
    intro: str
    levels: tuple[LevelWords, ...]
    groups: tuple[Group, ...]
    areas: tuple[Area, ...]

    def __post_init__(self) -> None:
        if {words.key for words in self.levels} != set(Level):
            raise ValueError("levels should describe each level once")
        strange = {area.group for area in self.areas} - {group.key for group in self.groups}
        if strange:
            raise ValueError(f"areas lie in unknown groups {sorted(strange)}")

    def area(self, key: str) -> Area:
        return pick(self.areas, key)

    def level(self, key: str) -> LevelWords:
        return pick(self.levels, key)

    def in_group(self, key: str) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.group == key)


@cache
def load() -> Rights:
    return read_file("rights.toml", Rights)
