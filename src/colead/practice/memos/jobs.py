"""What the clock does: a memo that both signed for an hour goes out then, whole or not at all, if anybody reads it."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from colead.partnerships import queries as partnerships
from colead.practice.memos import queries
from colead.practice.memos.actions import reminding, signing
from colead.practice.memos.models import Memo
from colead.promises import held_back, space
from colead.promises.space import SpaceClosed
from colead.promises.two_key import AlreadyOut, StaleText
from colead.rules.memos import State

logger = logging.getLogger(__name__)


def publish_due(*, now: datetime) -> int:
    """Found by state, so that a round that was missed or cut short is made up by the next; says how many went out."""
    due = held_back.kept_for_later(Memo).filter(state=State.SCHEDULED, publish_at__lte=now)
    return sum(publish(id, now) for id in list(due.order_by("publish_at", "id").values_list("pk", flat=True)))


def publish(id: UUID, now: datetime) -> bool:
    try:
        return publish_one(id, now)
    except (SpaceClosed, StaleText, AlreadyOut) as fault:
        logger.warning("A memo stayed where it was: %s", type(fault).__name__)
        return False


@transaction.atomic
def publish_one(id: UUID, now: datetime) -> bool:
    """The release, the chain, the receipts and the memo's own state, in one transaction.

    What nobody would read stays, and both who signed it are told.
    """
    memo = held_back.lock(Memo, id)
    if memo.state != State.SCHEDULED or memo.publish_at is None or memo.publish_at > now:
        return False
    if not partnerships.both_sit(memo.space_id):
        raise SpaceClosed
    if queries.nobody_reads(memo.release):
        reminding.of_what_nobody_reads(memo, space.members(memo.space))
        return False
    earlier = held_back.lock(Memo, memo.corrects_id) if memo.corrects_id else None
    memo.release = held_back.let_go(memo.release)
    signing.went_out(memo, earlier, None)
    return True
