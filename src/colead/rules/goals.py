"""A shared goal: two keys make it live, at most five live at once, two keys end it; a tap once a month between."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from colead.rules.moves import Machine


class State(StrEnum):
    DRAFT = "draft"
    ACCEPTED_BY_ONE = "accepted_by_one"
    LIVE = "live"
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    CHANGED = "changed"
    HANDED_OVER = "handed_over"
    DROPPED = "dropped"


class Word(StrEnum):
    """What one of the two says of a goal once a month."""

    ON_WAY = "on_way"
    NEEDS_US = "needs_us"
    STUCK = "stuck"
    LEARNT = "learnt"


class Incentives(StrEnum):
    """Whether both have the same reason to reach it. A flag; there is no place for an amount."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Lead(StrEnum):
    """Which of the two has the next conversation."""

    NURSE = "nurse"
    PHYSICIAN = "physician"
    BOTH = "both"


LIVE_MAX: Final = 5
OUTCOMES: Final = (State.MET, State.PARTLY, State.NOT_MET, State.CHANGED, State.HANDED_OVER)
NOT_YET_LIVE: Final = frozenset({State.DRAFT, State.ACCEPTED_BY_ONE})
OPEN: Final = NOT_YET_LIVE | {State.LIVE}
NEEDED: Final = ("title", "north_star_line", "patient_line", "staff_line", "why_us_together")

MONTH: Final = timedelta(days=28)
YEAR: Final = timedelta(days=365)
# After three months without a word it is quiet by itself; the next check-in begins it anew.
REMINDERS: Final = 3

MACHINE: Machine[State] = Machine(
    name="goal",
    start=State.DRAFT,
    words={
        State.DRAFT: "This goal is a draft.",
        State.ACCEPTED_BY_ONE: "One of you has accepted this goal.",
        State.LIVE: "This goal is live.",
        State.MET: "You have closed this goal: it was met.",
        State.PARTLY: "You have closed this goal: it was met in part.",
        State.NOT_MET: "You have closed this goal: it was not met.",
        State.CHANGED: "You have closed this goal: it changed.",
        State.HANDED_OVER: "You have handed this goal over.",
        State.DROPPED: "This draft was let go.",
    },
    moves={
        (State.DRAFT, "edit"): State.DRAFT,
        (State.DRAFT, "accept"): State.ACCEPTED_BY_ONE,
        (State.DRAFT, "drop"): State.DROPPED,
        # Other words: nobody has accepted what now stands there.
        (State.ACCEPTED_BY_ONE, "edit"): State.DRAFT,
        (State.ACCEPTED_BY_ONE, "take_back"): State.DRAFT,
        (State.ACCEPTED_BY_ONE, "accept"): State.LIVE,
        (State.ACCEPTED_BY_ONE, "drop"): State.DROPPED,
        # Live: new words and the end are two-key texts of their own, and the goal lives until both have turned.
        (State.LIVE, "edit"): State.LIVE,
        (State.LIVE, "accept"): State.LIVE,
        (State.LIVE, "check_in"): State.LIVE,
        **{(State.LIVE, outcome.value): outcome for outcome in OUTCOMES},
    },
)


def lacks(filled: Collection[str]) -> tuple[str, ...]:
    """What a goal still needs before anyone accepts it, in the order of the form."""
    return tuple(name for name in NEEDED if name not in filled)


def may_go_live(n_live: int) -> bool:
    """A sixth goal waits until one of the five is closed."""
    return n_live < LIVE_MAX


def is_over(state: str) -> bool:
    return state in OUTCOMES


def check_in_is_due(last_on: date, today: date) -> bool:
    return today >= last_on + MONTH


def reminder_days(said_on: date) -> tuple[date, ...]:
    """When to ask again if nobody says anything; the last of them is the last."""
    return tuple(said_on + MONTH * n for n in range(1, REMINDERS + 1))


def yearly_look_is_due(first_live_on: date, looked_on: date | None, today: date) -> bool:
    """Once a year with the sponsor, counted from the last look, or from the first goal that is live."""
    return today >= max(first_live_on, looked_on or first_live_on) + YEAR
