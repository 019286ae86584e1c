"""One step of a goal: the space held open, the row locked, the legal move asked of the rules, the trail written."""

from typing import Any
from uuid import UUID

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.goals.models import Goal
from colead.promises import space, trail
from colead.rules import goals as rules


def lock(by: Viewer, pair: Pair, id: UUID) -> Goal:
    """The goal of this pair, locked for a change in a space that stays open meanwhile."""
    space.hold_open(by, pair.space)
    return lock_row(by, pair, id)


def lock_alone(by: Viewer, pair: Pair, id: UUID) -> Goal:
    """The same, with nobody else writing in this space: for what is counted over all goals of the pair."""
    space.locked_for(by, pair.space)
    return lock_row(by, pair, id)


def lock_row(by: Viewer, pair: Pair, id: UUID) -> Goal:
    goal: Goal = Goal.door.fetch(by, id, lock=True)
    if goal.space_id != pair.space.pk:
        raise Hidden
    return goal


def move(goal: Goal, verb: str, *, by: Viewer, says: str, text: dict[str, Any] | None = None, **fields: Any) -> Goal:
    """Takes one legal step; `says` is what the trail calls it."""
    state = rules.MACHINE.next_state(goal.state, verb)
    space.rewrite(goal, by=by, text=text or {}, state=state.value, **fields)
    trail.record(verb=says, subject=goal, by=by, space=goal.space, facts={"state": goal.state})
    return goal


def require(goal: Goal, verb: str) -> None:
    """Raises unless the rules allow it now."""
    rules.MACHINE.next_state(goal.state, verb)
