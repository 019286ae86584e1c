"""Signing these very words: each alone, with the second at once or for its hour; taken back before, withdrawn after."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import actions as partnerships
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.memos import queries
from colead.practice.memos.actions import drafting, lending, moving, reminding
from colead.practice.memos.models import Memo
from colead.promises import afterwards, two_key
from colead.promises.models.releases import ReleaseState
from colead.rules import memos as rules
from colead.rules.audiences import Audience
from colead.rules.memos import State


class Incomplete(Exception):
    """The memo lacks a line that both need before they sign it."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__()
        self.missing = missing


@transaction.atomic
def sign(*, pair: Pair, id: UUID, seen: str, method: str, by: Viewer) -> Memo:
    """Signs exactly the words that were on the screen. The second signature publishes, or sets it for its hour."""
    drafting.require_two(pair)
    memo = moving.lock(by, pair, id)
    earlier = moving.lock_row(by, pair, memo.corrects_id) if memo.corrects_id else None
    waits = rules.waits_for_its_hour(memo.publish_at, clock.now())
    was_signed = by.person_id in queries.turned(memo.release, by)
    require_whole(memo, by)
    if not was_signed and memo.release.audience == Audience.SPONSOR:
        partnerships.require_sponsor(pair)
        require_reader(memo)
    done = two_key.turn(release=memo.release, seen=seen, by=by, method=method, is_held_back=waits)
    memo.release = done
    if was_signed:
        return memo
    if done.state == ReleaseState.RELEASED:
        lending.end(memo, by)
        return went_out(memo, earlier, by)
    return wait(memo, pair, by)


def require_reader(memo: Memo) -> None:
    """A sponsor whom one of them confirmed after the first signature reads nothing of it."""
    if queries.nobody_reads(memo.release):
        raise Refused(_("Your sponsor has changed since this was signed first. Who has signed takes it back, please."))


def require_whole(memo: Memo, by: Viewer) -> None:
    missing = rules.lacks([name for name, words in queries.text_of(memo, by).items() if words])
    if missing:
        raise Incomplete(missing)


def wait(memo: Memo, pair: Pair, by: Viewer) -> Memo:
    """For the other's signature, or signed by both for the hour."""
    if two_key.standing(memo.release, by).turned_ids == {person.pk for person in pair.people}:
        reminding.none_any_more(memo)
        lending.end(memo, by)
        return moving.move(memo, "schedule", by=by, says="scheduled_memo")
    for person in pair.people:
        if person.pk != by.person_id:
            reminding.of_the_signature(memo, person)
    return moving.move(memo, "sign", by=by, says="signed_memo")


def went_out(memo: Memo, earlier: Memo | None, by: Viewer | None) -> Memo:
    """It is out; what it corrects has given way."""
    reminding.none_any_more(memo)
    if earlier is not None and earlier.state == State.PUBLISHED:
        moving.move(earlier, "correct", by=by, says="corrected_memo")
    return moving.move(memo, "publish", by=by, says="published_memo", published_on=clock.today())


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, by: Viewer) -> Memo:
    """Takes one's signature back while the memo is not out."""
    memo = moving.lock(by, pair, id)
    was_signed = by.person_id in queries.turned(memo.release, by)
    two_key.take_back(release=memo.release, by=by)
    reminding.none_any_more(memo)
    return moving.move(memo, "take_back", by=by, says="took_key_back") if was_signed else memo


@transaction.atomic
def withdraw(*, pair: Pair, id: UUID, by: Viewer) -> Memo:
    """Either takes it out of view, and a correction that waits goes with it; the notice that it was out stays."""
    memo = moving.lock(by, pair, id)
    moving.require(memo, "withdraw")
    waiting = queries.correction_of(by, memo)
    if waiting is not None:
        drafting.let_go(moving.lock_row(by, pair, waiting.pk), by)
    two_key.unpublish(release=memo.release, by=by)
    for person in pair.people:
        if person.pk != by.person_id:
            reminding.of_a_withdrawal(memo, person)
    return withdrawn(memo, by)


def withdrawn(memo: Memo, by: Viewer) -> Memo:
    """By whom stands between the two; readers are told the day alone."""
    said = {"withdrawn_on": clock.today(), "withdrawn_by": by.person}
    return moving.move(memo, "withdraw", by=by, says="withdrew_memo", **said)


@transaction.atomic
def withdraw_afterwards(*, release_id: UUID, by: Viewer) -> Memo:
    """Either of the two who signed it, when they are no pair any more and its room is closed to them."""
    if release_id not in {release.pk for release in queries.signed_of_pairs_over(by)}:
        raise Hidden
    memo = afterwards.take_out(id=release_id, model=Memo, kind=queries.MEMO, by=by)
    return withdrawn(memo, by)
