"""Writing alone: a draft that keeps itself, the seal, the seal taken back; the last seal opens both."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from colead.content import stakeholders
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.decisions.actions import moving, reminding
from colead.practice.decisions.models import Decision
from colead.promises import sealed, space
from colead.promises.models import Round
from colead.promises.models.rounds import RoundState
from colead.rules import decisions as rules
from colead.rules.decisions import State


@dataclass(frozen=True)
class View:
    """One partner's page. `document` opens at the reveal; `private` never does."""

    document: dict[str, Any]
    private: dict[str, Any]


class Unfinished(Exception):
    """The size of this decision asks for more than is written so far."""

    def __init__(self, missing: frozenset[str]) -> None:
        super().__init__()
        self.missing = missing


@transaction.atomic
def keep_draft(*, pair: Pair, id: UUID, view: View, by: Viewer) -> None:
    """Keeps the words for their author alone; leaves no trace that the other could see."""
    decision = moving.lock(by, pair, id)
    space.require_open(by, decision.space)
    sealed.save_draft(round=round_of(decision), document=view.document, private=view.private, by=by)


@transaction.atomic
def seal(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """Seals what is kept. The second seal opens both, in this transaction; the first tells the other 'ready'."""
    decision = moving.lock(by, pair, id)
    round = round_of(decision)
    space.require_open(by, decision.space)
    if sealed.standing(round, by).is_mine_sealed:
        return decision
    moving.require(decision, "seal", by)
    missing = lacks(decision.size, sealed.my_document(round, by), sealed.my_private(round, by))
    if missing:
        raise Unfinished(missing)
    reminding.take_back_of_the_date(decision, by.person)
    if sealed.seal(round=round, by=by).state == RoundState.REVEALED:
        reminding.none_any_more(decision)
        space.rewrite(decision, by=by, text={}, state=State.REVEALED)
    elif pair.partner is not None:
        reminding.that_partner_is_ready(decision, pair.partner)
    return decision


@transaction.atomic
def unseal(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """Takes one's own seal back, until the other has sealed too."""
    decision = moving.lock(by, pair, id)
    round = round_of(decision)
    if not sealed.standing(round, by).is_mine_sealed:
        return
    moving.require(decision, "unseal", by)
    sealed.unseal(round=round, by=by)
    reminding.of_the_date(decision, by.person)
    if pair.partner is not None:
        reminding.take_back_that_partner_is_ready(decision, pair.partner)


def round_of(decision: Decision) -> Round:
    """The round that still takes words."""
    if decision.round is None or decision.state not in {State.WRITING}:
        raise sealed.NotOpen
    return decision.round


def lacks(size: str, document: dict[str, Any], private: dict[str, Any]) -> frozenset[str]:
    """What this size still asks for before the page can be sealed."""
    filled = frozenset(name for name, words in {**document, **private}.items() if words)
    known = stakeholders.load()
    kinds = tuple(known.card(card["stakeholder"]).kind.value for card in document.get("cards", []))
    missing = rules.lacks_in_view(size, filled)
    return missing if rules.cards_suffice(size, kinds) else missing | {"cards"}
