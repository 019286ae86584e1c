"""Living with a goal: the monthly tap, who does what, whom to move, and the look with the sponsor once a year."""

from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.goals import queries
from colead.practice.goals.actions import ending, moving, reminding, versions
from colead.practice.goals.models import CheckIn, Goal, Influence, YearlyLook
from colead.promises import holds, space, trail, two_key
from colead.promises.models import SpaceItem
from colead.rules import retention
from colead.rules.audiences import Audience

Item = TypeVar("Item", bound=SpaceItem)


@transaction.atomic
def check_in(*, pair: Pair, id: UUID, value: str, by: Viewer, line: str = "", my_part: str = "") -> CheckIn:
    """One tap, and a line if there is one. It is said to the partner alone, and counts nothing."""
    goal = moving.lock(by, pair, id)
    moving.require(goal, "check_in")
    said = space.write(
        CheckIn, space=goal.space, by=by, text={"line": line, "my_part": my_part}, goal=goal, value=value
    )
    moving.move(goal, "check_in", by=by, says="checked_in", checked_on=clock.today())
    reminding.next_months(pair, by)
    return said


@transaction.atomic
def take_check_in_back(*, pair: Pair, id: UUID, said_id: UUID, by: Viewer) -> Goal:
    """On the day on which it was said, by whoever said it; the goal stands as it did before."""
    goal = moving.lock(by, pair, id)
    said: CheckIn = CheckIn.door.fetch(by, queries.get_own_check_in(by, goal, said_id).pk, lock=True)
    remove(CheckIn, said, by)
    earlier = queries.last_said_on(by, goal)
    goal = moving.move(goal, "check_in", by=by, says="took_check_in_back", checked_on=earlier)
    reminding.next_months(pair, by, said_on=queries.last_said_of_any(by, pair))
    return goal


def remove(model: type[Item], item: Item, by: Viewer) -> None:
    """Under a legal hold it only leaves the screen."""
    gone, _each = holds.without_held(model.door.visible_to(by).filter(pk=item.pk)).delete()
    if not gone:
        space.rewrite(item, by=by, text={}, retain_until=clock.today() - timedelta(days=1))


@transaction.atomic
def share_work(*, pair: Pair, id: UUID, text: dict[str, str], seen: str, by: Viewer) -> Goal:
    """Who does what; either writes it, the other sees it. `seen` guards what the other wrote meanwhile."""
    goal = moving.lock(by, pair, id)
    moving.require(goal, "edit")
    if seen != space.stamp_of(goal):
        raise two_key.StaleText
    space.rewrite(goal, by=by, text=text)
    trail.record(verb="shared_work", subject=goal, by=by, space=goal.space)
    return goal


@transaction.atomic
def plan_influence(*, pair: Pair, id: UUID, whom: str, lead: str, next_move: str, by: Viewer) -> Influence:
    goal = moving.lock(by, pair, id)
    moving.require(goal, "edit")
    text = {"whom": whom, "next_move": next_move}
    planned = space.write(Influence, space=goal.space, by=by, text=text, goal=goal, lead=lead)
    trail.record(verb="planned_influence", subject=planned, by=by, space=goal.space)
    return planned


@transaction.atomic
def remove_influence(*, pair: Pair, id: UUID, influence_id: UUID, by: Viewer) -> None:
    """Either takes a line out of the plan."""
    goal = moving.lock(by, pair, id)
    line = queries.get_influence(by, goal, influence_id)
    locked: Influence = Influence.door.fetch(by, line.pk, lock=True)
    trail.record(verb="removed", subject=locked, by=by, space=goal.space)
    remove(Influence, locked, by)


@transaction.atomic
def propose_end(*, pair: Pair, id: UUID, outcome: str, learned: str, seen: str, by: Viewer) -> Goal:
    """How it ended and what the two learned: a version of the goal that both accept, and with that it is closed."""
    goal = moving.lock(by, pair, id)
    stands = queries.version(goal)
    text = ending.propose(goal, outcome, learned, two_key.text_of(stands, by) if stands is not None else {})
    out = queries.standing_out(goal)
    audience = Audience(out.audience) if out is not None else Audience.PAIR
    return versions.lay_out(goal, versions.Wording(text, audience), seen, by)


@transaction.atomic
def look_with_sponsor(*, pair: Pair, looked_on: date, note: str, by: Viewer) -> YearlyLook:
    """The two have looked at their goals with their sponsor; what they noted stays theirs."""
    until = retention.retain_until(retention.Kind.YEARLY_LOOK, looked_on)
    said = space.write(
        YearlyLook, space=pair.space, by=by, text={"note": note}, retain_until=until, looked_on=looked_on
    )
    trail.record(verb="looked_with_sponsor", subject=said, by=by, space=pair.space)
    return said
