"""Decision rights: who decides in one area, where two fill-ins differ, and what an agreed row still lacks."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    NURSE = "N"
    NURSE_ASKS = "N+"
    BOTH = "B"
    PHYSICIAN_ASKS = "P+"
    PHYSICIAN = "P"
    ABOVE = "S"
    EITHER = "E"


# Where two must agree and cannot, somebody waits: such a row names what happens then, and when.
NEEDS_TIE_BREAK = frozenset({Level.BOTH})


class Standing(StrEnum):
    SAME = "same"
    DIFFERS = "differs"
    ONE_ONLY = "one_only"
    BLANK = "blank"


@dataclass(frozen=True)
class ComparedRow:
    area: str
    first: Level | None
    second: Level | None

    @property
    def standing(self) -> Standing:
        if self.first is None and self.second is None:
            return Standing.BLANK
        if self.first is None or self.second is None:
            return Standing.ONE_ONLY
        return Standing.SAME if self.first is self.second else Standing.DIFFERS

    @property
    def needs_talk(self) -> bool:
        """Only rows that two people filled in differently, or that one left open, are talked through."""
        return self.standing in {Standing.DIFFERS, Standing.ONE_ONLY}


def compare(areas: tuple[str, ...], first: Mapping[str, str], second: Mapping[str, str]) -> tuple[ComparedRow, ...]:
    """One row for each area in the order given; a blank or missing level reads as not filled in."""
    return tuple(ComparedRow(area, _level(first.get(area)), _level(second.get(area))) for area in areas)


def rows_to_talk(rows: tuple[ComparedRow, ...]) -> tuple[ComparedRow, ...]:
    return tuple(row for row in rows if row.needs_talk)


def needs_tie_break(level: str) -> bool:
    return level in NEEDS_TIE_BREAK


@dataclass(frozen=True)
class AgreedRow:
    area: str
    level: Level
    tie_break: str = ""
    days: int = 0

    @property
    def is_complete(self) -> bool:
        """A row where both must agree is complete once it says who breaks a tie and after how many days."""
        return not needs_tie_break(self.level) or (bool(self.tie_break.strip()) and self.days > 0)


def incomplete(rows: tuple[AgreedRow, ...]) -> tuple[str, ...]:
    return tuple(row.area for row in rows if not row.is_complete)


def is_same_label(one: str, other: str) -> bool:
    """Whether two labels read alike: capitals, spaces and signs that nobody sees make no difference."""
    return _as_read(one) == _as_read(other)


def _as_read(label: str) -> str:
    seen = "".join(
        sign if sign.isprintable() else " " * sign.isspace() for sign in unicodedata.normalize("NFKC", label)
    )
    return " ".join(seen.split()).casefold()


def _level(value: str | None) -> Level | None:
    return Level(value) if value else None
