"""Rounding together: planned, walked, and a promise that stays in sight until people were told what came of it."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from colead.rules.moves import Machine


class State(StrEnum):
    PLANNED = "planned"
    WALKED = "walked"


class Promise(StrEnum):
    """Of a round: nothing was promised, something is open, or people were told what came of it."""

    NONE = "none"
    OPEN = "open"
    TOLD_BACK = "told_back"


class Part(StrEnum):
    """What of a round two keys let out: the day on which they come; what people told and what was done."""

    COMING = "coming"
    ANSWER = "answer"


REMINDED_AFTER: Final = timedelta(days=14)
NEEDED: Final[dict[Part, tuple[str, ...]]] = {
    Part.COMING: ("place", "on_day"),
    Part.ANSWER: ("place", "told_us", "we_did"),
}

MACHINE: Machine[State] = Machine(
    name="round",
    start=State.PLANNED,
    words={
        State.PLANNED: "This round is planned.",
        State.WALKED: "You have noted this round.",
    },
    moves={
        (State.PLANNED, "plan"): State.PLANNED,
        (State.PLANNED, "note"): State.WALKED,
        # A word better, as long as it is kept.
        (State.WALKED, "note"): State.WALKED,
    },
)

PROMISE: Machine[Promise] = Machine(
    name="promise",
    start=Promise.NONE,
    words={
        Promise.NONE: "Nothing was promised here.",
        Promise.OPEN: "This promise is open.",
        Promise.TOLD_BACK: "You have told people what came of this.",
    },
    moves={
        (Promise.NONE, "promise"): Promise.OPEN,
        (Promise.OPEN, "promise"): Promise.OPEN,
        (Promise.OPEN, "take_out"): Promise.NONE,
        # Told that there is nothing yet: people know, and it stays in sight.
        (Promise.OPEN, "tell_not_yet"): Promise.OPEN,
        (Promise.OPEN, "tell_back"): Promise.TOLD_BACK,
        # A tap too many; the same day only.
        (Promise.TOLD_BACK, "take_back"): Promise.OPEN,
    },
)


def may_take_back(promise: str, told_on: date | None, today: date) -> bool:
    """Until the day is over nobody need live with a tap too many."""
    return promise == Promise.TOLD_BACK and told_on == today


def reminded_on(told_on: date) -> date:
    """A fortnight after it was promised, or after people were last told 'not yet'."""
    return told_on + REMINDED_AFTER


def is_long_open(promise: str, told_on: date, today: date) -> bool:
    return promise == Promise.OPEN and today > reminded_on(told_on)
