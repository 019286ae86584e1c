"""Partner time: when it comes, how it ends, who opens it, and how much two people take along from it."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from colead.rules.moves import Machine


class State(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    SHORTENED = "shortened"
    MOVED = "moved"
    SKIPPED = "skipped"


class PointState(StrEnum):
    """A point for the next time, or a joint action that came of one."""

    RAISED = "raised"
    ACTION = "action"
    DONE = "done"


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    NONE = "none"


class Kind(StrEnum):
    """What a time is for: the first of a month has a slot for the two themselves, that of a quarter is half a day."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Side(StrEnum):
    NURSE = "nurse"
    PHYSICIAN = "physician"


MINUTES: Final[dict[Kind, int]] = {Kind.WEEKLY: 30, Kind.MONTHLY: 60, Kind.QUARTERLY: 240}
SHORT_MINUTES: Final = 10
ACTIONS_MAX: Final = 5
US: Final = range(1, 6)
SHORT_THINGS: Final = 3
QUARTERS: Final = frozenset({1, 4, 7, 10})
WEEK: Final = timedelta(days=7)
# So long a time that came and went is asked about on the first page; then it is quiet by itself.
ASKED_FOR: Final = timedelta(days=7)

MACHINE: Machine[State] = Machine(
    name="partner time",
    start=State.PLANNED,
    words={
        State.PLANNED: "This partner time lies ahead.",
        State.HELD: "This partner time took place.",
        State.SHORTENED: "This partner time took place, in short.",
        State.MOVED: "This partner time was moved.",
        State.SKIPPED: "This partner time was left out.",
    },
    moves={
        (State.PLANNED, "shorten"): State.PLANNED,
        (State.PLANNED, "lengthen"): State.PLANNED,
        (State.PLANNED, "say_us"): State.PLANNED,
        (State.PLANNED, "hold"): State.HELD,
        (State.PLANNED, "hold_short"): State.SHORTENED,
        (State.PLANNED, "move"): State.MOVED,
        (State.PLANNED, "skip"): State.SKIPPED,
        # A tap too many; the same day only.
        (State.HELD, "take_back"): State.PLANNED,
        (State.SHORTENED, "take_back"): State.PLANNED,
        (State.SKIPPED, "take_back"): State.PLANNED,
    },
)

POINT: Machine[PointState] = Machine(
    name="point",
    start=PointState.RAISED,
    words={
        PointState.RAISED: "This point waits for your next time.",
        PointState.ACTION: "This is one of your joint actions.",
        PointState.DONE: "This is done.",
    },
    moves={
        (PointState.RAISED, "take"): PointState.ACTION,
        (PointState.RAISED, "talk"): PointState.DONE,
        (PointState.ACTION, "tick"): PointState.DONE,
    },
)


def next_time(rhythm: str, weekday: int, after: date) -> tuple[date, Kind] | None:
    """The day and kind of the next time after a day; none when the two want none for now."""
    if rhythm == Rhythm.NONE:
        return None
    day = after + timedelta(days=1 + (weekday - after.weekday() - 1) % 7)
    if rhythm == Rhythm.FORTNIGHTLY and day - after <= WEEK and after.weekday() == weekday:
        day += WEEK
    while rhythm == Rhythm.MONTHLY and (day.year, day.month) == (after.year, after.month):
        day += WEEK
    return day, kind_of(day, after)


def kind_of(day: date, after: date) -> Kind:
    """The first time of a month is longer, and the first of a quarter longest."""
    if (day.year, day.month) == (after.year, after.month):
        return Kind.WEEKLY
    return Kind.QUARTERLY if day.month in QUARTERS else Kind.MONTHLY


def verb_of_closing(minutes: int) -> str:
    return "hold_short" if minutes <= SHORT_MINUTES else "hold"


def may_take(n_open: int, n_new: int) -> bool:
    """Five joint actions at once, those that are still open among them."""
    return n_open + n_new <= ACTIONS_MAX


def other(side: str) -> Side:
    return Side.PHYSICIAN if side == Side.NURSE else Side.NURSE


def whose_turn(last: str, *, took_place: bool) -> Side:
    """Who opens alternates; who did not get to open opens the next one."""
    return other(last) if took_place else Side(last)


def is_over(on_day: date, starts_at: time | None, minutes: int, now: datetime) -> bool:
    """Whether its hour has passed, by the clock on the wall; without an hour it lasts all day."""
    if starts_at is None:
        return on_day < now.date()
    return datetime.combine(on_day, starts_at) + timedelta(minutes=minutes) <= now.replace(tzinfo=None)


def is_asked_about(on_day: date, today: date) -> bool:
    return on_day <= today <= on_day + ASKED_FOR


def of_the_month(things: Collection[str], on: date) -> str:
    """One of them for the whole of a month, each in its turn."""
    known = list(things)
    return known[(on.year * 12 + on.month) % len(known)] if known else ""


def of_the_week(things: Collection[str], on: date) -> str:
    known = list(things)
    return known[on.toordinal() // 7 % len(known)] if known else ""
