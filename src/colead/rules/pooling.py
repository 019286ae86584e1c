"""When numbers of many dyads may be shown together, in which groups, and for which half-years.

Every published number is one of a block or of all blocks together, and every block holds by itself. So no difference
of two numbers is about fewer than a whole block; and since windows do not overlap, none between two windows is.
"""

import statistics
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DYADS_MIN: Final = 5
PEOPLE_MIN: Final = 10  # five dyads of one leader would be a number about that leader
RECORDS_MIN: Final = 20
COUNTED_MIN: Final = (
    2 * DYADS_MIN
)  # as many dyads may have none as must have one, so that a count says of none that it has
CASES_MIN: Final = 5  # of what is counted and nothing else is told of it
ONE_IN: Final = 5  # no person and no dyad stands behind more than one in five
ANSWERS_MIN: Final = 3  # a dyad with fewer answers would be known by its one yes or no
COARSE_BELOW: Final = 60
ABOUT_HALF: Final = (40, 60)
SETTLED: Final = timedelta(days=91)  # what was formed for this half-year's numbers is not in them
WITHIN_DAYS: Final = (7, 14, 30)
LONGER: Final = 0
WINDOWS_SHOWN: Final = 4
JUNE: Final = 6
STEP: Final = 5  # of many, shares are told in steps of five, and never as none or all


@dataclass(frozen=True)
class Counted:
    """One decision, as far as it is counted: of which dyad and whom, in which group, and the one value."""

    dyad: Hashable
    people: frozenset[Hashable]
    group: str
    value: str | int


@dataclass(frozen=True)
class Block:
    """Groups that are told together, and what stands behind them."""

    groups: tuple[str, ...]
    records: tuple[Counted, ...]


@dataclass(frozen=True, order=True)
class Window:
    """Half a year, from its first day to its last."""

    first_on: date
    last_on: date


def holds(records: Sequence[Counted], records_min: int = RECORDS_MIN) -> bool:
    """Enough dyads, people and records, and no one person or dyad behind too many of them."""
    behind = Counter(person for record in records for person in record.people)
    dyads = Counter(record.dyad for record in records)
    return (
        len(records) >= records_min
        and len(dyads) >= DYADS_MIN
        and len(behind) >= PEOPLE_MIN
        and max(*behind.values(), *dyads.values()) * ONE_IN <= len(records)
    )


def blocks(records: Iterable[Counted], groups: Sequence[str], records_min: int = RECORDS_MIN) -> list[Block]:
    """What may be told: nothing, or all together and then each block.

    Groups that do not hold alone are joined, also with one that does, until the block holds. A group without any
    record is joined like a small one, so that its absence tells nothing.
    """
    known = tuple(record for record in records if record.group in groups)
    if not holds(known, records_min):
        return []
    each = {group: [record for record in known if record.group == group] for group in groups}
    alone = sorted((group for group in groups if holds(each[group], records_min)), key=lambda group: len(each[group]))
    joined = [group for group in groups if group not in alone]
    while joined and not holds([record for group in joined for record in each[group]], records_min):
        joined.append(alone.pop(0))
    parts = [{group} for group in alone] + ([set(joined)] if joined else [])
    if len(parts) == 1:
        return [Block(tuple(groups), known)]
    parts.sort(key=lambda part: min(groups.index(group) for group in part))
    return [block(known, part, groups) for part in ({*groups}, *parts)]


def block(records: tuple[Counted, ...], part: set[str], groups: Sequence[str]) -> Block:
    inside = tuple(record for record in records if record.group in part)
    return Block(tuple(group for group in groups if group in part), inside)


def at_least(block: Block) -> int:
    """How many, told in steps of five: whoever knows of all others learns no number of the last."""
    return len(block.records) // STEP * STEP


def days_within(block: Block) -> int:
    """How soon half of them were through, told as the span it falls in. Only the spans of single decisions matter."""
    median = statistics.median_low(int(record.value) for record in block.records)
    return next((days for days in WITHIN_DAYS if median <= days), LONGER)


def answering(records: Iterable[Counted]) -> tuple[Counted, ...]:
    """Those of dyads with enough answers that the one thing told of each can have come about in several ways."""
    known = tuple(records)
    of_dyad = Counter(record.dyad for record in known)
    return tuple(record for record in known if of_dyad[record.dyad] >= ANSWERS_MIN)


def share_of_dyads(records: Sequence[Counted], value: str) -> int | str | None:
    """In how many of the dyads at least half of the answers are this one; None when there are too few to tell.

    Each dyad enters with one yes or no. Whoever knows every other dyad learns no more of the last one than that.
    """
    known = answering(records)
    if not holds(known):
        return None
    of_dyad = Counter(record.dyad for record in known)
    found = Counter(record.dyad for record in known if record.value == value)
    share = 100 * sum(2 * found[dyad] >= n for dyad, n in of_dyad.items()) / len(of_dyad)
    if len(known) < COARSE_BELOW:
        return coarse(share)
    return min(100 - STEP, max(STEP, STEP * round(share / STEP)))


def coarse(share: float) -> str:
    if share < ABOUT_HALF[0]:
        return "fewer"
    return "more" if share > ABOUT_HALF[1] else "about"


def window_of(day: date) -> Window:
    if day.month <= JUNE:
        return Window(date(day.year, 1, 1), date(day.year, 6, 30))
    return Window(date(day.year, 7, 1), date(day.year, 12, 31))


def closed_windows(*, on: date, since: date) -> list[Window]:
    """The half-years that are over, the newest first; none that ended before anything could have been written."""
    found: list[Window] = []
    window = window_of(window_of(on).first_on - timedelta(days=1))
    while len(found) < WINDOWS_SHOWN and window.last_on >= since:
        found.append(window)
        window = window_of(window.first_on - timedelta(days=1))
    return found
