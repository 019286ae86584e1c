"""After the reveal: marking what the partner imagined, asking people, talking; later, looking back."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.decisions import queries
from colead.practice.decisions.actions import moving, reminding
from colead.practice.decisions.models import Ask, Decision, LookBack, LookBackValue, Mark
from colead.promises import space, trail
from colead.rules import decisions as rules
from colead.rules.decisions import State

ASKS_AT_MOST: Final = 3
ASKING: Final = frozenset({State.REVEALED, State.ASKED, State.INTEGRATING})


@transaction.atomic
def mark(*, pair: Pair, id: UUID, value: str, add: str, by: Viewer) -> Decision:
    """The owner of a view says how near the partner came; it can be said again until they have talked."""
    decision = moving.lock(by, pair, id)
    moving.require(decision, "mark", by)
    mine = Mark.door.visible_to(by).select_for_update(of=("self",)).filter(decision=decision, author=by.person).first()
    if mine is None:
        space.write(Mark, space=pair.space, by=by, text={"add": add}, decision=decision, value=value)
    else:
        space.rewrite(mine, by=by, text={"add": add}, value=value)
    return moving.move(decision, "mark", by=by)


@transaction.atomic
def plan_ask(*, pair: Pair, id: UUID, asker: Person, whom: str, by_on: date | None, by: Viewer) -> Ask:
    """Imagining is not knowing: one of the two will ask, by a day."""
    decision = moving.lock(by, pair, id)
    if decision.state not in ASKING or asker not in pair.people:
        raise Refused(_("Asks are planned between opening the views and deciding."))
    if len(queries.asks(decision, by)) >= ASKS_AT_MOST:
        raise Refused(_("Three asks are as many as get done. Let one go first."))
    ask = space.write(Ask, space=pair.space, by=by, text={"whom": whom}, decision=decision, asker=asker, by_on=by_on)
    trail.record(verb="planned_ask", subject=ask, by=by, space=pair.space)
    return ask


@transaction.atomic
def answer_ask(*, pair: Pair, id: UUID, ask_id: UUID, words: str, by: Viewer) -> None:
    """What they said, in a line."""
    ask = lock_ask(pair, id, ask_id, by)
    space.rewrite(ask, by=by, text={"answer": words})
    trail.record(verb="answered_ask", subject=ask, by=by, space=pair.space)


@transaction.atomic
def let_ask_go(*, pair: Pair, id: UUID, ask_id: UUID, by: Viewer) -> None:
    ask = lock_ask(pair, id, ask_id, by)
    trail.record(verb="let_ask_go", subject=ask, by=by, space=pair.space)
    ask.delete()


def lock_ask(pair: Pair, id: UUID, ask_id: UUID, by: Viewer) -> Ask:
    decision = moving.lock(by, pair, id)
    ask: Ask = Ask.door.fetch(by, ask_id, lock=True)
    if ask.decision_id != decision.pk:
        raise Hidden
    return ask


@transaction.atomic
def talked(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """They have talked, in person; what comes of it is put together now."""
    return moving.move(moving.lock(by, pair, id), "talked", by=by)


@transaction.atomic
def differ(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """It is about more than the matter itself and gets its own conversation."""
    decision = moving.move(moving.lock(by, pair, id), "differ", by=by)
    moving.keep_views_for_a_while(decision, by)
    return decision


@transaction.atomic
def come_back(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """Back to putting it together, after the sponsor or the talk about how they differ."""
    decision = moving.move(moving.lock(by, pair, id), "come_back", by=by)
    moving.keep_views_until(decision, by, None)
    return decision


@transaction.atomic
def close(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    decision = moving.move(moving.lock(by, pair, id), "close", by=by)
    reminding.none_any_more(decision)
    return decision


@transaction.atomic
def look_back(
    *, pair: Pair, id: UUID, value: str, missed: str, whose_knew: str, next_on: date | None, by: Viewer
) -> Decision:
    """How it went. Too early, or a second look: another day is set; otherwise it is closed."""
    if value == LookBackValue.TOO_EARLY and next_on is None:
        raise Refused(_("Too early to say: choose another day, please."))
    decision = moving.lock(by, pair, id)
    due = rules.next_state(decision.size, decision.state, "fall_due")
    state = rules.next_state(decision.size, due, "look_again" if next_on else "look_back")
    words = {"missed": missed, "whose_knew": whose_knew}
    back = space.write(LookBack, space=pair.space, by=by, text=words, decision=decision, value=value)
    space.rewrite(decision, by=by, text={}, state=state, look_back_on=next_on)
    trail.record(verb="looked_back", subject=back, by=by, space=pair.space)
    reminding.of_looking_back(decision, pair.people)
    return decision
