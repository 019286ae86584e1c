"""One step of a decision: the row locked, the legal move asked of the rules, the trail written."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.models import Decision, Mark
from colead.promises import sealed, space, trail, two_key
from colead.promises.models import Release
from colead.rules import decisions as rules
from colead.rules import retention
from colead.rules.decisions import State


def lock(by: Viewer, pair: Pair, id: UUID) -> Decision:
    """The decision of this pair, locked for a change."""
    decision: Decision = Decision.door.fetch(by, id, lock=True)
    if decision.space_id != pair.space.pk:
        raise Hidden
    return decision


def move(decision: Decision, verb: str, *, by: Viewer, text: dict[str, Any] | None = None, **fields: Any) -> Decision:
    """Takes one legal step; the caller has locked the row."""
    state = rules.next_state(decision.size, queries.present_state(decision, by), verb)
    space.rewrite(decision, by=by, text=text or {}, state=stored(state), **fields)
    trail.record(verb=verb, subject=decision, by=by, space=decision.space, facts={"state": decision.state})
    return decision


def require(decision: Decision, verb: str, by: Viewer) -> State:
    """Raises unless the rules allow it now; for what changes words and not the state."""
    return rules.next_state(decision.size, queries.present_state(decision, by), verb)


def stored(state: State) -> State:
    return State.WRITING if state is State.ONE_SEALED else state


def keep_views_for_a_while(decision: Decision, by: Viewer, now: datetime | None = None) -> None:
    """From now their days are counted; then the views, the cards and what was marked on them go."""
    until = retention.retain_until(retention.Kind.SEALED_VIEW, (now or clock.now()).date())
    keep_views_until(decision, by, until)


def keep_views_until(decision: Decision, by: Viewer, until: date | None) -> None:
    if decision.round is None:
        return
    sealed.keep_until(round=decision.round, day=until, by=by)
    for mark in Mark.door.visible_to(by).select_for_update(of=("self",)).filter(decision=decision):
        space.rewrite(mark, by=by, text={}, retain_until=until)
    keep_briefs_until(decision.brief, by, until)


def keep_briefs_until(brief: Release | None, by: Viewer, until: date | None) -> None:
    """Each holds both views in full, and so does the one it took the place of."""
    while brief is not None:
        two_key.keep_until(release=brief, day=until, by=by)
        brief = brief.supersedes


def leave_brief(brief: Release, by: Viewer) -> None:
    """Another takes its place and the decision no longer leads to it: its days begin now."""
    keep_briefs_until(brief, by, retention.retain_until(retention.Kind.SEALED_VIEW, clock.today()))
