"""One step of a memo: the pair's space locked, the row locked, the legal move asked of the rules, the trail written."""

from typing import Any
from uuid import UUID

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.memos.models import Memo
from colead.promises import space, trail
from colead.rules import memos as rules


def lock(by: Viewer, pair: Pair, id: UUID) -> Memo:
    """The memo of this pair with nobody else writing in the space: signatures, words and corrections never cross."""
    space.locked_for(by, pair.space)
    return lock_row(by, pair, id)


def lock_row(by: Viewer, pair: Pair, id: UUID) -> Memo:
    memo: Memo = Memo.door.fetch(by, id, lock=True)
    if memo.space_id != pair.space.pk:
        raise Hidden
    return memo


def move(memo: Memo, verb: str, *, by: Viewer | None, says: str, **fields: Any) -> Memo:
    """Takes one legal step; `says` is what the trail calls it. Without a person it is the clock that moves it."""
    memo.state = rules.MACHINE.next_state(memo.state, verb).value
    for name, value in fields.items():
        setattr(memo, name, value)
    memo.save(update_fields=["state", *fields])
    trail.record(verb=says, subject=memo, by=by, space=memo.space, facts={"state": memo.state})
    return memo


def require(memo: Memo, verb: str) -> None:
    """Raises unless the rules allow it now."""
    rules.MACHINE.next_state(memo.state, verb)
