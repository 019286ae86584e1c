"""Coffee: the next stretches in which both of two people are at work and neither is in a quiet block."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from colead.rules.cadence import QuietBlock, is_weekend, quiet_hours_of

DAY_BEGINS, DAY_ENDS = 7, 18
DAYS_AHEAD = 14


@dataclass(frozen=True)
class Overlap:
    starts_at: datetime
    ends_at: datetime


def next_overlaps(
    now: datetime,
    first: Iterable[QuietBlock],
    second: Iterable[QuietBlock],
    *,
    count: int = 3,
    minutes_min: int = 15,
) -> list[Overlap]:
    """The next free stretches of both, soonest first; one that has begun starts at the next quarter of an hour."""
    blocks = [*first, *second]
    found: list[Overlap] = []
    for ahead in range(DAYS_AHEAD + 1):
        for overlap in _free_on(now + timedelta(days=ahead), blocks):
            starts_at = max(overlap.starts_at, next_quarter(now))
            if overlap.ends_at - starts_at >= timedelta(minutes=minutes_min):
                found.append(Overlap(starts_at, overlap.ends_at))
    return found[:count]


def next_quarter(moment: datetime) -> datetime:
    """The moment itself when it is a quarter of an hour, otherwise the one after it."""
    floor = moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)
    return moment if floor == moment else floor + timedelta(minutes=15)


def _free_on(day: datetime, blocks: list[QuietBlock]) -> Iterator[Overlap]:
    if is_weekend(day):
        return
    free_from = DAY_BEGINS
    for start, end in [*quiet_hours_of(day.date(), blocks), (DAY_ENDS, DAY_ENDS)]:
        if min(start, DAY_ENDS) > free_from:
            yield Overlap(_at(day, free_from), _at(day, min(start, DAY_ENDS)))
        free_from = max(free_from, end)


def _at(day: datetime, hour: int) -> datetime:
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)
