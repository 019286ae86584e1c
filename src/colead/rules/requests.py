"""A request to the sponsor: asked, answered, and then it came or it did not; how long it has waited is said in days."""

from datetime import date
from enum import StrEnum
from typing import Final

from colead.rules.moves import Machine


class State(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    ARRIVED = "arrived"
    LAPSED = "lapsed"
    TAKEN_BACK = "taken_back"


class Kind(StrEnum):
    TIME = "time"
    SPACE = "space"
    SEAT = "seat"
    COACH = "coach"
    TRAINING = "training"
    DATA = "data"
    ROLE = "role"
    OTHER = "other"


class Value(StrEnum):
    """What a sponsor says."""

    YES = "yes"
    PART = "part"
    NO = "no"


# A yes is a day, anything else is a reason.
NEEDED: Final[dict[Value, str]] = {Value.YES: "by_on", Value.PART: "words", Value.NO: "words"}
OPEN: Final = frozenset({State.ASKED, State.ANSWERED})
REMINDED_AFTER: Final = (7, 14)
MADE_UP_FOR: Final = 7
TOLD_AFTER: Final = 14

MACHINE: Machine[State] = Machine(
    name="request",
    start=State.ASKED,
    words={
        State.ASKED: "This request waits for an answer.",
        State.ANSWERED: "This request has been answered.",
        State.ARRIVED: "It was marked as come.",
        State.LAPSED: "It was marked as not come.",
        State.TAKEN_BACK: "This request was taken back.",
    },
    moves={
        (State.ASKED, "answer"): State.ANSWERED,
        (State.ASKED, "take_back"): State.TAKEN_BACK,
        # Seen otherwise later: a new answer beside the one before.
        (State.ANSWERED, "answer"): State.ANSWERED,
        (State.ANSWERED, "take_back"): State.TAKEN_BACK,
        (State.ANSWERED, "arrive"): State.ARRIVED,
        (State.ANSWERED, "lapse"): State.LAPSED,
        # It came late, after all.
        (State.LAPSED, "arrive"): State.ARRIVED,
        # Said too soon, and taken back on the same day.
        (State.LAPSED, "wait"): State.ANSWERED,
    },
)


def age(asked_on: date, today: date) -> int:
    """Whole days since both keys had turned."""
    return max(0, (today - asked_on).days)


def is_told(state: str, asked_on: date, today: date) -> bool:
    """Whether the programme office is told that a sponsor has not answered: after the fourteenth day."""
    return state == State.ASKED and age(asked_on, today) > TOLD_AFTER


def reminder_due(state: str, asked_on: date, today: date) -> int:
    """After how many days the sponsor hears of it again now; nothing else is ever sent. 0: not now."""
    if state != State.ASKED:
        return 0
    days = age(asked_on, today)
    return next((after for after in REMINDED_AFTER if after <= days < after + MADE_UP_FOR), 0)


def lacks(value: str, *, has_day: bool, has_words: bool) -> str:
    """What an answer still needs: the day of a yes, the reason of anything else."""
    needed = NEEDED[Value(value)]
    return "" if {"by_on": has_day, "words": has_words}[needed] else needed


def is_due(value: str, by_on: date | None, today: date) -> bool:
    """Whether the two are asked if it came: on the day that was said, and at once where no day was."""
    return value != Value.YES or by_on is None or by_on <= today


def may_lapse(value: str, by_on: date | None, today: date) -> bool:
    """Whether it can be said that it did not come: from the day that was said on, and of a no at once."""
    return value == Value.NO or by_on is None or by_on <= today


def may_wait_again(state: str, settled_on: date | None, today: date) -> bool:
    """Whether 'it did not come' is taken back: on the day it was said, and no later."""
    return state == State.LAPSED and settled_on == today
