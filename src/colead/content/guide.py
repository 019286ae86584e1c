"""Who can open what, and the honest limits of it: the table and the notice shown before anybody writes."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from colead.content.reading import pick, read_file


class Answer(StrEnum):
    NO = "no"
    PARTLY = "partly"
    YES = "yes"


@dataclass(frozen=True)
class Asset:
    """Something a person might want to open; `is_built` is false for what a later version brings."""

    key: str
    label: str
    is_built: bool = True


@dataclass(frozen=True)
class Cell:
    asset: str
    answer: Answer
    words: str


@dataclass(frozen=True)
class Actor:
    key: str
    label: str
    means: str
    cells: tuple[Cell, ...]

    def cell(self, asset: str) -> Cell:
        return next(cell for cell in self.cells if cell.asset == asset)


@dataclass(frozen=True)
class Paragraph:
    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Guide:
    title: str
    intro: str
    assets: tuple[Asset, ...]
    actors: tuple[Actor, ...]
    notice_short: str
    notice: tuple[Paragraph, ...]

    def __post_init__(self) -> None:
        wanted = sorted(asset.key for asset in self.assets)
        for actor in self.actors:
            if sorted(cell.asset for cell in actor.cells) != wanted:
                raise ValueError(f"{actor.key} should answer once for each of {wanted}")

    def actor(self, key: str) -> Actor:
        return pick(self.actors, key)


@cache
def load() -> Guide:
    return read_file("guide.toml", Guide)
