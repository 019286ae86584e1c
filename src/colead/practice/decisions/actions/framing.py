"""Opening a decision: an own call that is told, a call on the spot, a frame that the other agrees to or edits."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import moving, reminding
from colead.practice.decisions.models import Decision
from colead.promises import sealed, space, trail
from colead.promises.two_key import StaleText
from colead.rules import decisions as rules
from colead.rules.decisions import Kind, Size, State


@dataclass(frozen=True)
class Frame:
    """What is to be decided, and how large it is."""

    size: str
    kind: str
    question: str
    affected: str = ""
    right_area: str = ""
    by_on: date | None = None
    is_reversible: bool | None = None

    @property
    def text(self) -> dict[str, str]:
        return {"question": self.question, "affected": self.affected}

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "size": self.size,
            "kind": self.kind,
            "right_area": self.right_area,
            "by_on": self.by_on,
            "is_reversible": self.is_reversible,
        }


def require_partner(pair: Pair) -> None:
    if pair.partner is None:
        raise Refused(_("The other seat is empty. A decision of two waits until somebody sits there."))


@transaction.atomic
def tell(*, pair: Pair, sentence: str, by: Viewer, kind: str = Kind.OPERATIONAL, right_area: str = "") -> Decision:
    """An own call: recorded, and told to the partner."""
    decision = space.write(
        Decision,
        space=pair.space,
        by=by,
        text={"sentence": sentence},
        size=Size.OWN_CALL.value,
        kind=str(kind),
        right_area=right_area,
        state=rules.next_state(Size.OWN_CALL, State.DRAFT, "tell").value,
        decided_at=clock.now(),
    )
    trail.record(verb="told", subject=decision, by=by, space=pair.space)
    return decision


@transaction.atomic
def call(
    *,
    pair: Pair,
    situation: str,
    do_now: str,
    north_star: str,
    is_partner_reached: bool,
    by: Viewer,
    kind: str = Kind.OPERATIONAL,
) -> Decision:
    """A call on the spot; the partner says 'yes, ours' or 'talk', and the two complete it within two days."""
    require_partner(pair)
    decision = space.write(
        Decision,
        space=pair.space,
        by=by,
        text={"situation": situation, "do_now": do_now, "north_star": north_star},
        size=Size.RAPID.value,
        kind=str(kind),
        state=rules.next_state(Size.RAPID, State.DRAFT, "call").value,
        is_partner_reached=is_partner_reached,
        called_at=clock.now(),
    )
    trail.record(verb="called", subject=decision, by=by, space=pair.space)
    return decision


@transaction.atomic
def frame(*, pair: Pair, frame: Frame, by: Viewer) -> Decision:
    """Puts the frame before the other."""
    require_partner(pair)
    decision = space.write(
        Decision,
        space=pair.space,
        by=by,
        text=frame.text,
        state=rules.next_state(frame.size, State.DRAFT, "frame").value,
        framed_by=by.person,
        framed_at=clock.now(),
        **frame.fields,
    )
    trail.record(verb="framed", subject=decision, by=by, space=pair.space)
    return decision


@transaction.atomic
def reframe(*, pair: Pair, id: UUID, frame: Frame, seen: str, by: Viewer) -> Decision:
    """Edits the frame; now the other one is asked."""
    decision = moving.lock(by, pair, id)
    moving.require(decision, "frame", by)
    require_seen(decision, seen)
    return moving.move(
        decision, "frame", by=by, text=frame.text, framed_by=by.person, framed_at=clock.now(), **frame.fields
    )


@transaction.atomic
def agree(*, pair: Pair, id: UUID, seen: str, by: Viewer) -> Decision:
    """The other one's yes to exactly this frame; both may write from now on."""
    require_partner(pair)
    decision = moving.lock(by, pair, id)
    moving.require(decision, "agree_frame", by)
    require_seen(decision, seen)
    if decision.framed_by_id == by.person_id:
        raise Refused(_("You put this question. It stands when your partner has agreed to it."))
    round = sealed.open_round(space=pair.space, kind="views", participants=pair.people, by=by)
    moving.move(decision, "agree_frame", by=by, round=round)
    for person in pair.people:
        reminding.of_the_date(decision, person)
    return decision


def require_seen(decision: Decision, seen: str) -> None:
    """Nobody agrees to words that have changed since they were read."""
    if seen != queries.stamp_of(decision):
        raise StaleText


@transaction.atomic
def withdraw(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """The opener ends it before anything was opened; no word of it stays."""
    decision = moving.lock(by, pair, id)
    moving.require(decision, "withdraw", by)
    if decision.author_id != by.person_id:
        raise Hidden
    moving.move(
        decision, "withdraw", by=by, text=dict.fromkeys(Decision.TEXT, ""), retain_until=clock.today(), framed_by=None
    )
    if decision.round is not None:
        sealed.withdraw(round=decision.round, by=by)
    reminding.none_any_more(decision)
    return decision


@transaction.atomic
def talk_instead(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """Either of them; what was not opened goes unseen, what was opened goes in its time."""
    decision = moving.lock(by, pair, id)
    was_opened = decision.state not in {State.FRAMED, State.WRITING}
    moving.move(decision, "talk_instead", by=by)
    if was_opened:
        moving.keep_views_for_a_while(decision, by)
    elif decision.round is not None:
        sealed.withdraw(round=decision.round, by=by)
    reminding.none_any_more(decision)
    return decision


@transaction.atomic
def answer(*, pair: Pair, id: UUID, verb: str, by: Viewer) -> Decision:
    """The partner's tap on an own call or a call on the spot; the caller's 'it stands' after a talk."""
    decision = moving.lock(by, pair, id)
    moving.require(decision, verb, by)
    require_time_left(decision, verb)
    is_callers = verb == "stand"
    if is_callers != (decision.author_id == by.person_id):
        raise Hidden
    return moving.move(decision, verb, by=by, is_fine_by_partner=verb in {"fine_by_me", "ours"})


@transaction.atomic
def drop(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """Lets a call on the spot go."""
    decision = moving.move(moving.lock(by, pair, id), "drop", by=by)
    reminding.none_any_more(decision)
    return decision


def require_time_left(decision: Decision, verb: str) -> None:
    """A call on the spot is completed within its two days, or let go."""
    if decision.called_at is None:
        return
    if verb not in rules.rapid_choices(decision.state, called_at=decision.called_at, now=clock.now()):
        raise Refused(_("Its two days are over. Drop it, or open it again in the size it deserves."))
