"""The road of the first hundred days: which step next, and why goals wait for the first sections of the agreement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from colead.rules.moves import Machine


class Step(StrEnum):
    CARDS = "cards"
    CONVERSATIONS = "conversations"
    DAY_IN_YOUR_WORLD = "day_in_your_world"
    RIGHTS = "rights"
    ROLES = "roles"
    SPONSOR_MEETING = "sponsor_meeting"
    AGREEMENT = "agreement"
    FIRST_GOALS = "first_goals"


class StepState(StrEnum):
    AHEAD = "ahead"
    BEGUN = "begun"
    DONE = "done"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True)
class StepDays:
    """A default order in days from the appointment, counted from 1; it is advice and locks nothing."""

    step: Step
    first_day: int
    last_day: int


ROAD: tuple[StepDays, ...] = (
    StepDays(Step.CARDS, 1, 14),
    StepDays(Step.CONVERSATIONS, 1, 14),
    StepDays(Step.DAY_IN_YOUR_WORLD, 1, 14),
    StepDays(Step.RIGHTS, 15, 45),
    StepDays(Step.ROLES, 15, 45),
    StepDays(Step.SPONSOR_MEETING, 15, 45),
    StepDays(Step.AGREEMENT, 46, 70),
    StepDays(Step.FIRST_GOALS, 71, 100),
)
LAST_DAY = 100
SECTIONS_BEFORE_GOALS = frozenset({1, 2, 3})

MACHINE: Machine[StepState] = Machine(
    name="launch step",
    start=StepState.AHEAD,
    words={
        StepState.AHEAD: "This step is still ahead of you.",
        StepState.BEGUN: "You have begun this step.",
        StepState.DONE: "You have done this step.",
        StepState.SET_ASIDE: "You have set this step aside.",
    },
    moves={
        (StepState.AHEAD, "begin"): StepState.BEGUN,
        (StepState.AHEAD, "finish"): StepState.DONE,
        (StepState.AHEAD, "set_aside"): StepState.SET_ASIDE,
        (StepState.BEGUN, "finish"): StepState.DONE,
        (StepState.BEGUN, "set_aside"): StepState.SET_ASIDE,
        (StepState.SET_ASIDE, "take_up"): StepState.BEGUN,
        (StepState.DONE, "reopen"): StepState.BEGUN,
    },
)


def day_of_launch(started_on: date, today: date) -> int:
    """1 on the day of the appointment."""
    return (today - started_on).days + 1


def days_of(step: str) -> StepDays:
    return next(days for days in ROAD if days.step == step)


def suggested_dates(step: str, started_on: date) -> tuple[date, date]:
    days = days_of(step)
    return started_on + timedelta(days.first_day - 1), started_on + timedelta(days.last_day - 1)


def next_step(settled: Collection[str]) -> Step | None:
    """The one step to show large: the first on the road that is neither done nor set aside."""
    return next((days.step for days in ROAD if days.step not in settled), None)


def last_day(started_on: date) -> date:
    return started_on + timedelta(LAST_DAY - 1)


def is_on_the_road(started_on: date, today: date) -> bool:
    """Reminders of the road end with its last day, whatever is left of it."""
    return 1 <= day_of_launch(started_on, today) <= LAST_DAY


def may_publish_goals(written_sections: Collection[int], *, is_waived_by_sponsor: bool) -> bool:
    """Go slow to go fast: why, guideposts and what is whose come before goals, unless the sponsor waives it."""
    return is_waived_by_sponsor or SECTIONS_BEFORE_GOALS.issubset(written_sections)


def is_complete(*, agreement_in_force: bool, has_role_descriptions: bool, has_cadence: bool) -> bool:
    """A launch is more than two names on a page: agreement, role descriptions and a rhythm make it whole."""
    return agreement_in_force and has_role_descriptions and has_cadence
