"""Closing a goal: how it ended, for those who read it; what was learned and who did what, for nobody else."""

from typing import Any

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.goals.actions import moving, reminding
from colead.practice.goals.models import CheckIn, Goal, Influence
from colead.promises import holds, space
from colead.promises.models import Release
from colead.rules import retention


def close(goal: Goal, pair: Pair, done: Release, outcome: str, by: Viewer) -> Goal:
    """Both keys have turned on how it ended. Who did what goes: nobody is praised or blamed for an outcome of two."""
    moving.move(
        goal,
        outcome,
        by=by,
        says="goal_ended",
        text={} if is_held(goal, by) else dict.fromkeys(Goal.TEXT, ""),
        release=done,
        draft=None,
        ended_on=clock.today(),
    )
    keep_a_while(goal, by)
    reminding.next_months(pair, by)
    return goal


def is_held(goal: Goal, by: Viewer) -> bool:
    """Under a legal hold the words only leave the screen."""
    return not holds.without_held(Goal.door.visible_to(by).filter(pk=goal.pk)).exists()


def keep_a_while(goal: Goal, by: Viewer) -> None:
    """From now the days of check-ins and of the influence plan are counted; then they go."""
    until = retention.retain_until(retention.Kind.GOAL_NOTE, clock.today())
    models: tuple[Any, ...] = (CheckIn, Influence)
    for model in models:
        for item in model.door.visible_to(by).select_for_update(of=("self",)).filter(goal=goal):
            space.rewrite(item, by=by, text={}, retain_until=until)


def propose(goal: Goal, outcome: str, learned: str, text: dict[str, Any]) -> dict[str, Any]:
    """The standing words of the goal with its end."""
    moving.require(goal, outcome)
    before = {name: words for name, words in text.items() if name not in ("outcome", "learned", "ended_on")}
    said = {"outcome": outcome, "learned": learned, "ended_on": clock.today().isoformat()}
    return {**before, **{name: words for name, words in said.items() if words}}
