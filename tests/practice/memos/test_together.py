"""Fifty hands at once, and a process that dies at any statement: never mixed, never half signed, never half out."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.memos import jobs, queries
from colead.practice.memos.actions import drafting, signing
from colead.practice.memos.models import Memo
from colead.promises import imprints, signatures, trail, two_key
from colead.promises.models import Key, Release, SignedRecord
from colead.rules.moves import IllegalMove
from tests.practice.conftest import Desk
from tests.practice.memos.conftest import Memos
from tests.promises.test_crashes import Crash, chains_hold, crash_at, crash_at_commit
from tests.promises.test_races import at_once, errors

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"title": "Nights", "to": "6 West", "body": "We begin on Monday.", "north_star": "", "goes_out": ""}


def drafted(memos: Memos, **more: str) -> UUID:
    return drafting.draft(
        pair=memos.maya.pair, kind="news", text={**TEXT, **more}, in_person="", by=memos.maya.viewer
    ).pk


def sign(desk: Desk, id: UUID) -> Any:
    viewer, pair = desk.viewer, desk.pair
    seen = Memo.door.fetch(viewer, id).release.text_hash
    return signing.sign(pair=pair, id=id, seen=seen, method="password", by=viewer)


def edit(desk: Desk, id: UUID, number: int) -> Any:
    viewer, pair = desk.viewer, desk.pair
    seen = Memo.door.fetch(viewer, id).release.text_hash
    text = {**TEXT, "body": f"We begin on day {number}."}
    return drafting.keep(pair=pair, id=id, text=text, in_person="", seen=seen, by=viewer)


def test_fifty_signers_and_editors_at_once_leave_one_version_signed_by_both(memos: Memos) -> None:
    """P12: whatever is out, both signed exactly that, once."""
    id = drafted(memos)
    desks = (memos.maya, memos.tom)
    acts: list[Callable[[], Any]] = [
        (lambda n=n: edit(desks[n % 2], id, n)) if n % 5 == 3 else (lambda n=n: sign(desks[n % 2], id))
        for n in range(50)
    ]
    results = at_once(acts)
    assert errors(results, two_key.StaleText, two_key.AlreadyOut, IllegalMove) == []
    for desk in desks:
        with suppress(two_key.AlreadyOut, IllegalMove):
            sign(desk, id)
    memo = memos.get(id)
    release = memo.release
    assert (memo.state, release.state) == ("published", "released")
    assert set(Key.door._unguarded().filter(release=release).values_list("turned_on", flat=True)) == {release.text_hash}
    assert list(SignedRecord.objects.values_list("document_hash", flat=True)) == [release.text_hash]
    text = two_key.text_of(release, memos.tom.viewer)
    assert release.published == {name: words for name, words in text.items() if name != "goes_out"}
    assert Notice.objects.filter(sentence="receipt").count() == 2
    assert [*trail.faults(), *imprints.faults(), *signatures.unmatched()] == []


def scheduled(memos: Memos) -> UUID:
    moment = (clock.now() + timedelta(hours=1)).isoformat()
    id = drafted(memos, goes_out=moment)
    sign(memos.maya, id)
    sign(memos.tom, id)
    assert memos.state(id) == "scheduled"
    return id


def test_change_at_the_very_hour_is_out_whole_or_void_whole(memos: Memos) -> None:
    id = scheduled(memos)
    later = clock.now() + timedelta(hours=2)
    acts = [*(lambda: jobs.publish_due(now=later) for _ in range(4)), lambda: edit(memos.tom, id, 7)]
    results = at_once(acts)
    assert errors(results, two_key.StaleText, two_key.AlreadyOut, IllegalMove) == []
    memo = memos.get(id)
    state = (memo.state, memo.release.state, SignedRecord.objects.count())
    assert state in {("published", "released", 1), ("draft", "draft", 0)}
    assert chains_hold() == []


def left_behind(id: UUID) -> tuple[Any, ...]:
    memo = Memo._door_for_keeper().get(pk=id)
    release = Release.door._unguarded().get(pk=memo.release_id)
    receipts = Notice.objects.filter(sentence="receipt").count()
    return memo.state, release.state, release.published is None, SignedRecord.objects.count(), receipts


WAITING, OUT = ("scheduled", "draft", True, 0, 0), ("published", "released", False, 1, 2)


def dies(act: Callable[[], Any]) -> None:
    """The process is gone: so is its connection, and what it had not committed."""
    try:
        with suppress(Crash):
            act()
    finally:
        connection.close()


def test_worker_that_dies_at_any_statement_leaves_it_waiting_or_out(memos: Memos) -> None:
    """P13: never a memo without its record, never a receipt without a memo; the next round makes it up."""
    id = scheduled(memos)
    later = clock.now() + timedelta(hours=2)
    with crash_at_commit(before=True) as statements:
        dies(lambda: jobs.publish_due(now=later))
    assert left_behind(id) == WAITING
    for number in range(1, statements[0] + 1):
        with crash_at(number, before=False):
            dies(lambda: jobs.publish_due(now=later))
        assert left_behind(id) == WAITING, number
    assert jobs.publish_due(now=later) == 1
    assert left_behind(id) == OUT
    assert jobs.publish_due(now=later) == 0
    assert chains_hold() == []


def test_second_signature_that_dies_at_any_statement_is_whole_or_none(memos: Memos) -> None:
    id = drafted(memos)
    sign(memos.maya, id)
    half, tried = left_behind(id), 0
    pair, seen = memos.tom.pair, memos.hash(id)

    def second() -> Any:
        return signing.sign(pair=pair, id=id, seen=seen, method="password", by=memos.tom.viewer)

    with crash_at_commit(before=True) as statements:
        dies(second)
    for number in range(1, statements[0] + 1, 2):
        with crash_at(number, before=False):
            dies(second)
        assert left_behind(id) == half, number
        tried += 1
    assert tried > 10
    second()
    assert left_behind(id) == OUT
    assert chains_hold() == []


def test_two_who_correct_at_once_write_on_one_draft(memos: Memos) -> None:
    id = drafted(memos)
    for desk in (memos.maya, memos.tom):
        sign(desk, id)
    results = at_once(
        [lambda desk=desk: drafting.correct(pair=desk.pair, id=id, by=desk.viewer) for desk in (memos.maya, memos.tom)]
    )
    assert errors(results) == []
    assert len([m for m in queries.list_for(memos.maya.viewer, memos.maya.pair) if m.corrects_id == id]) == 1
