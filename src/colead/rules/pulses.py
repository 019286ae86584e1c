"""A pulse of a few questions: planned, open for some days, closed, told once to all alike, answered by deeds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from colead.rules import disclosure
from colead.rules.moves import Machine

QUESTIONS_MIN: Final = 3
QUESTIONS_MAX: Final = 5
TRUST: Final = "P0"  # asked every time: whether people believe that they cannot be traced
OPEN_DAYS_MIN: Final = 5
OPEN_DAYS_MAX: Final = 10  # whoever holds the machine can break an open wave, so it is short
SETTLES: Final = timedelta(hours=48)  # from the close to the one publication
READ_FIRST_DAYS: Final = 7
BETWEEN_WAVES: Final = timedelta(days=28)
ON_ROSTER: Final = timedelta(days=30)
REMINDERS: Final = (3, 1)  # days before the close; to everybody invited alike


class State(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"
    TOO_FEW = "too_few"
    LOOPED = "looped"
    ARCHIVED = "archived"
    CALLED_OFF = "called_off"


MACHINE: Machine[State] = Machine(
    name="pulse",
    start=State.PLANNED,
    words={
        State.PLANNED: "This pulse is planned; nobody has been asked yet.",
        State.OPEN: "This pulse is open; its plan is fixed.",
        State.CLOSED: "This pulse is closed; what came is told two days after the close.",
        State.RELEASED: "What came of this pulse has been told.",
        State.TOO_FEW: "Too few answered for anything to be told.",
        State.LOOPED: "What was said and what was done has been told.",
        State.ARCHIVED: "This pulse has been put away.",
        State.CALLED_OFF: "This pulse was called off before it opened.",
    },
    moves={
        (State.PLANNED, "open"): State.OPEN,
        (State.PLANNED, "call_off"): State.CALLED_OFF,
        (State.OPEN, "close"): State.CLOSED,
        (State.CLOSED, "release"): State.RELEASED,
        (State.CLOSED, "find_too_few"): State.TOO_FEW,
        # Also where too few answered: we asked, and here is what we will do.
        (State.RELEASED, "close_the_loop"): State.LOOPED,
        (State.TOO_FEW, "close_the_loop"): State.LOOPED,
        (State.LOOPED, "put_away"): State.ARCHIVED,
    },
)

# No answer is taken, and nothing of it can change any more.
SETTLED: Final = frozenset({State.RELEASED, State.TOO_FEW, State.LOOPED, State.ARCHIVED})
LOOP_OPEN: Final = frozenset({State.CLOSED, State.RELEASED, State.TOO_FEW})


class Fault(StrEnum):
    """Why a plan cannot open as it stands."""

    TOO_FEW_QUESTIONS = "too_few_questions"
    TOO_MANY_QUESTIONS = "too_many_questions"
    TRUST_LEFT_OUT = "trust_left_out"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    K_BELOW_FLOOR = "k_below_floor"
    TOO_SOON = "too_soon"
    LOOP_OPEN = "loop_open"


@dataclass(frozen=True)
class Before:
    """An earlier wave of one of the same units."""

    closed_at: datetime
    state: State


def faults(
    *, questions: Iterable[str], opens_at: datetime, closes_at: datetime, k: int, before: Iterable[Before]
) -> list[Fault]:
    """Everything that keeps a plan from opening, told at once."""
    asked, earlier, days = list(questions), list(before), (closes_at - opens_at).days
    checks = {
        Fault.TOO_FEW_QUESTIONS: len(asked) < QUESTIONS_MIN,
        Fault.TOO_MANY_QUESTIONS: len(asked) > QUESTIONS_MAX,
        Fault.TRUST_LEFT_OUT: TRUST not in asked,
        Fault.TOO_SHORT: days < OPEN_DAYS_MIN,
        Fault.TOO_LONG: days > OPEN_DAYS_MAX,
        Fault.K_BELOW_FLOOR: k < disclosure.K_FLOOR,
        Fault.TOO_SOON: any(opens_at < wave.closed_at + BETWEEN_WAVES for wave in earlier),
        Fault.LOOP_OPEN: any(wave.state in LOOP_OPEN for wave in earlier),
    }
    return [fault for fault, holds in checks.items() if holds]


def may_answer(*, on_roster_since: date, has_signed_in: bool, leads_here: bool, opens_on: date) -> bool:
    """Whoever was here a month before, has been seen once, and does not lead the team that is asked."""
    return has_signed_in and not leads_here and on_roster_since <= opens_on - ON_ROSTER


def tells_at(closed_at: datetime) -> datetime:
    """When what came is told: once, and not in the hour of the close."""
    return closed_at + SETTLES


def read_by_everybody_from(told_at: datetime) -> datetime:
    """The two read first; after that everybody reads the same page."""
    return told_at + timedelta(days=READ_FIRST_DAYS)


def reminded_on(closes_on: date) -> list[date]:
    """The days of the two reminders, which go to all who were invited, whether they answered or not."""
    return [closes_on - timedelta(days=days) for days in REMINDERS]
