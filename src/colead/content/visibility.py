"""Who can see this: the class, the words and the edge that every writing field wears."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from colead.content.reading import pick, read_file


class Edge(StrEnum):
    SOLID = "solid"
    PAIR = "pair"
    SEALED = "sealed"
    RING = "ring"
    SPONSOR = "sponsor"


@dataclass(frozen=True)
class VisibilityClass:
    """`label` may hold {partner}, {name}, {until} and {org}; the caller fills them after translation."""

    key: str
    name: str
    label: str
    edge: Edge
    sentence: str
    leaves_by: str


@dataclass(frozen=True)
class Visibility:
    classes: tuple[VisibilityClass, ...]

    def of(self, key: str) -> VisibilityClass:
        return pick(self.classes, key)


@cache
def load() -> Visibility:
    return read_file("visibility.toml", Visibility)
