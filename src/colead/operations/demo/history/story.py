"""Reads the story's data, and turns its words for time into moments before today."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from colead.rules.cadence import is_weekend

FOLDER: Final = Path(__file__).parent
Data = dict[str, Any]


@cache
def read(name: str) -> Data:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def moment(said: str, now: datetime) -> datetime:
    """'d-640 10:10' so many days before today, 'w-2 16:40' so many working days before, 'm-25' minutes before now."""
    back, _, clock_time = said.partition(" ")
    unit, count = back[0], int(back[1:].lstrip("-") or 0)
    if unit == "m":
        return now - timedelta(minutes=count)
    day = working_days_before(now.date(), count) if unit == "w" else working_day(now.date() - timedelta(days=count))
    return datetime.combine(day, time.fromisoformat(clock_time or "09:00"), now.tzinfo)


def day(said: str, now: datetime) -> date:
    """A date in the story: 'd-640' behind, 'd+17' ahead; never on a weekend."""
    ahead = said.startswith("d+")
    found = now.date() + timedelta(days=int(said[1:]))
    return next_working_day(found) if ahead else working_day(found)


def working_day(on: date) -> date:
    while is_weekend(on):
        on -= timedelta(days=1)
    return on


def next_working_day(on: date) -> date:
    while is_weekend(on):
        on += timedelta(days=1)
    return on


def working_days_before(today: date, count: int) -> date:
    on = today
    for _ in range(count):
        on = working_day(on - timedelta(days=1))
    return on
