"""Days of the week, hours of the day and the zones of the world, in words."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeVar
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
NOWHERE = ("UTC", "UCT", "GMT", "Zulu", "Universal", "Greenwich")
HOURS = tuple((hour, f"{hour:02}:00") for hour in range(25))


MIDNIGHT = 24


class Span(Protocol):
    """Quiet hours of one day of the week."""

    weekday: int
    from_hour: int
    until_hour: int


Block = TypeVar("Block", bound=Span)


def blocks_of(day: int, since: int, until: int) -> list[tuple[int, int, int]]:
    """One span of a day; past midnight it is the evening and the next morning."""
    if since < until:
        return [(day, since, until)]
    return [(day, since, MIDNIGHT), ((day + 1) % 7, 0, until)]


def morning_after(evening: Block, blocks: Iterable[Block]) -> Block | None:
    """What makes a night of an evening: hours from midnight on, that end before the evening begins."""
    if evening.until_hour != MIDNIGHT:
        return None
    day = (evening.weekday + 1) % 7
    found = (each for each in blocks if each.weekday == day and each.from_hour == 0)
    return min((each for each in found if each.until_hour < evening.from_hour), key=by_end, default=None)


def by_end(block: Span) -> int:
    return block.until_hour


@lru_cache(maxsize=1)
def zones() -> tuple[tuple[str, str], ...]:
    """Places by which a clock may go, in the order of their names; the same one under an old name is left out."""
    names = sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)
    return tuple((name, zone_words(name)) for name in names)


def zone_words(name: str) -> str:
    """'America, New York'; the one clock that is of no place by what it is."""
    if name.rpartition("/")[2] in NOWHERE:
        return str(_("world time (UTC)"))
    return name.replace("_", " ").replace("/", ", ")
