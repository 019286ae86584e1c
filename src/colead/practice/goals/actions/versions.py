"""The text of a goal under two keys: drafted by either, accepted by both, worded anew, taken out of view, let go."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair, in_turn
from colead.practice.goals import queries
from colead.practice.goals.actions import ending, moving, reminding
from colead.practice.goals.models import Goal
from colead.promises import space, trail, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import goals as rules
from colead.rules.audiences import Audience
from colead.rules.goals import State
from colead.units.queries import mission_of

Text = dict[str, Any]
AUDIENCES: Final = (Audience.PROGRAMME, Audience.EVERYONE)
# Stays between the two: what they learned is theirs to tell as a lesson.
BETWEEN_US: Final = frozenset({"learned"})


class Incomplete(Exception):
    """The goal lacks a line that both need before they accept it."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__()
        self.missing = missing


class GoSlowFirst(Refused):
    """The first three sections of the agreement come before goals."""


@dataclass(frozen=True)
class Wording:
    """What a goal says, and who reads it once both keys have turned."""

    text: Text
    audience: Audience

    @property
    def publishes(self) -> list[str]:
        return sorted(set(self.text) - BETWEEN_US)


def signed(pair: Pair, text: Text, before: Text) -> Text:
    """With both names, in an order that stays through later versions, the unit and the mission it serves."""
    mission = mission_of(pair.partnership.unit)
    names = before.get("signed_by") or [person.name for person in in_turn(pair)]
    more = {"signed_by": names, "unit": pair.partnership.unit.name, "mission": str(mission or "")}
    return {name: words for name, words in {**text, **more}.items() if words}


@transaction.atomic
def draft(*, pair: Pair, wording: Wording, by: Viewer) -> Goal:
    """A new goal, before both of them from its first line; nobody else reads it."""
    if pair.partner is None:
        raise Refused(_("The other seat is empty. A goal of two waits until somebody sits there."))
    present = space.hold_open(by, pair.space)
    release = propose(present, Wording(signed(pair, wording.text, {}), wording.audience), None, by)
    goal = space.write(Goal, space=present, by=by, text={}, state=rules.MACHINE.start.value, draft=release)
    trail.record(verb="drafted_goal", subject=goal, by=by, space=present)
    return goal


def propose(of: Any, wording: Wording, supersedes: Release | None, by: Viewer) -> Release:
    return two_key.propose(
        space=of,
        kind=queries.GOAL,
        audience=wording.audience,
        text=wording.text,
        by=by,
        publishes=wording.publishes,
        supersedes=supersedes,
    )


@transaction.atomic
def keep(*, pair: Pair, id: UUID, wording: Wording, seen: str, by: Viewer) -> Goal:
    """Writes the words on the screen into the draft, or begins a new version of a live goal; an edit voids keys."""
    goal = moving.lock(by, pair, id)
    moving.require(goal, "edit")
    before = two_key.text_of(release, by) if (release := queries.version(goal)) is not None else {}
    return lay_out(goal, Wording(signed(pair, wording.text, before), wording.audience), seen, by)


def lay_out(goal: Goal, wording: Wording, seen: str, by: Viewer) -> Goal:
    """Puts these words on the table; refused when another draft stands there than the one that was on the screen."""
    draft = goal.draft
    if seen != (draft.text_hash if draft is not None else ""):
        raise two_key.StaleText
    if draft is not None and draft.audience == wording.audience:
        edited = two_key.edit(release=draft, text=wording.text, by=by, publishes=wording.publishes)
        return voided(goal, by) if edited.text_hash != seen else goal
    if draft is not None:
        two_key.drop(release=draft, by=by)
    stands = goal.release if goal.release is not None and goal.release.state == ReleaseState.RELEASED else None
    space.rewrite(goal, by=by, text={}, draft=propose(goal.space, wording, stands, by))
    return voided(goal, by)


def voided(goal: Goal, by: Viewer) -> Goal:
    """Nobody has accepted the words that now stand there."""
    return moving.move(goal, "edit", by=by, says="edited_goal")


@transaction.atomic
def accept(*, pair: Pair, id: UUID, seen: str, by: Viewer) -> Goal:
    """Turns one's key on the words on the screen; with the second the goal is live, worded anew, or closed."""
    goal = moving.lock_alone(by, pair, id)
    draft = required_draft(goal)
    text = two_key.text_of(draft, by)
    require_ready(pair, goal, text, by)
    moving.require(goal, text.get("outcome", "accept"))
    done = two_key.turn(release=draft, seen=seen, by=by)
    if done.state == ReleaseState.RELEASED:
        return go_on(goal, pair, done, text, by)
    if goal.state == State.DRAFT:
        moving.move(goal, "accept", by=by, says="accepted_goal")
    return goal


def require_ready(pair: Pair, goal: Goal, text: Text, by: Viewer) -> None:
    """Every line that both need stands there; go slow to go fast; and never a sixth."""
    if "outcome" in text:
        return
    missing = rules.lacks([name for name, words in text.items() if words])
    if missing:
        raise Incomplete(missing)
    if not charter.may_publish_goals(by, pair).is_allowed:
        raise GoSlowFirst(_("Goals come after the first three sections of your agreement. Your draft is kept."))
    if goal.state != State.LIVE and not rules.may_go_live(queries.n_live(by, pair)):
        raise Refused(_("Five goals are live. Close one of them first; this draft is kept."))


def go_on(goal: Goal, pair: Pair, done: Release, text: Text, by: Viewer) -> Goal:
    """Both have accepted it: what stood before has given way, and this version stands."""
    if "outcome" in text:
        return ending.close(goal, pair, done, text["outcome"], by)
    begins: dict[str, Any] = {"live_on": clock.today()} if goal.live_on is None else {}
    moving.move(goal, "accept", by=by, says="goal_live", release=done, draft=None, **begins)
    if begins:
        reminding.next_months(pair, by)
    return goal


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, by: Viewer) -> Goal:
    """Turns one's key back while the other's has not turned."""
    goal = moving.lock(by, pair, id)
    draft = required_draft(goal)
    two_key.take_back(release=draft, by=by)
    if goal.state == State.ACCEPTED_BY_ONE and not two_key.standing(draft, by).turned_ids:
        moving.move(goal, "take_back", by=by, says="took_key_back")
    return goal


@transaction.atomic
def drop(*, pair: Pair, id: UUID, by: Viewer) -> Goal:
    """Lets go a draft that never went live, or a new version of a live goal; what is live stays as it is."""
    goal = moving.lock(by, pair, id)
    two_key.drop(release=required_draft(goal), by=by)
    if goal.state == State.LIVE:
        space.rewrite(goal, by=by, text={}, draft=None)
        return goal
    return moving.move(goal, "drop", by=by, says="dropped")


@transaction.atomic
def unpublish(*, pair: Pair, id: UUID, by: Viewer) -> Goal:
    """Either takes the goal out of others' view; it goes on between the two, and that it was out stays on record."""
    goal = moving.lock(by, pair, id)
    out = queries.standing_out(goal)
    if out is None:
        raise two_key.NotOut
    if goal.draft is not None:
        two_key.drop(release=goal.draft, by=by)
        space.rewrite(goal, by=by, text={}, draft=None)
    two_key.unpublish(release=out, by=by)
    return goal


def required_draft(goal: Goal) -> Release:
    draft: Release | None = goal.draft
    if draft is None:
        raise two_key.AlreadyOut
    return draft
