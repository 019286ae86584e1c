"""A signature of two is there whole or not at all: stopped at any statement, or signed while others write."""

from collections.abc import Callable
from typing import Any

import pytest

from colead.foundation import gate
from colead.foundation.models import Notice
from colead.practice.memos.actions import drafting, signing
from colead.promises import imprints, signatures, trail, two_key
from colead.promises.models import Key, SignedRecord
from colead.rules.moves import IllegalMove
from tests.access.test_weakened import Loose
from tests.attacks import crashes
from tests.attacks.reading import Act
from tests.attacks.tables import changes, snapshot, tables_of
from tests.practice.memos.conftest import WORDS, Memos
from tests.promises.test_races import at_once, errors

WRITTEN = {"memos_memo", "promises_key", "promises_release", "promises_signedrecord", "promises_trailentry"}


def stopped_at(memos: Memos, points: int | None, *, is_last: bool) -> crashes.Report:
    """One of the two signs, and the machine stops at each of so many statements, before and after it."""
    id = memos.draft()
    if is_last:
        memos.signs(memos.maya, id)
    client, before, report = memos.sure(memos.tom, id), snapshot(), crashes.Report()
    act = Act(memos.tom.url("memos:sign_memo", id), (("on_screen", (memos.hash(id),)),), ())
    _status, whole = crashes.try_once(client, act)
    assert whole is not None
    mail = {"foundation_notice"}
    assert tables_of(changes(before, whole)) >= (WRITTEN | mail if is_last else mail), "there is something to tear"
    crashes.check_act(client, act, before, report, points, turn=1)
    assert report.points > 10
    return report


@pytest.mark.parametrize("is_last", [False, True], ids=["first", "last"])
def test_signature_stopped_at_any_statement_is_not_half_there(memos: Memos, is_last: bool) -> None:
    """No mail without its record, no record without its mail."""
    assert stopped_at(memos, 12, is_last=is_last).faults == []


@pytest.mark.prove
@pytest.mark.parametrize("is_last", [False, True], ids=["first", "last"])
def test_signature_stopped_at_every_statement_is_not_half_there(memos: Memos, is_last: bool) -> None:
    report = stopped_at(memos, None, is_last=is_last)
    print(f"\ncrash points of a signature: {report.points}")  # noqa: T201 - the figure is the proof
    assert report.faults == []


def test_half_a_signature_would_be_seen(memos: Memos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "transaction", Loose)
    monkeypatch.setattr(signing, "sign", signing.sign.__wrapped__)  # type: ignore[attr-defined]
    monkeypatch.setattr(two_key, "turn", two_key.turn.__wrapped__)  # type: ignore[attr-defined]
    assert stopped_at(memos, 12, is_last=True).faults != []


def signed_while_edited(memos: Memos, n: int) -> list[str]:
    """Each signs what was on the screen while both go on writing; in the end it is out, once, in one version."""
    id, desks = memos.draft(), (memos.maya, memos.tom)

    def sign(number: int) -> Callable[[], Any]:
        by, pair = desks[number % 2].viewer, desks[number % 2].pair
        return lambda: signing.sign(pair=pair, id=id, seen=memos.hash(id), method="password", by=by)

    def write(number: int) -> Callable[[], Any]:
        by, pair = desks[number % 2].viewer, desks[number % 2].pair
        words = {**WORDS, "body": f"text {number}"}
        text = {name: words[name] for name in ("title", "to", "body", "north_star")}
        return lambda: drafting.keep(pair=pair, id=id, text=text, in_person="", seen=memos.hash(id), by=by)

    results = at_once([write(number) if number % 5 == 3 else sign(number) for number in range(n)])
    faults = [repr(error) for error in errors(results, two_key.StaleText, two_key.AlreadyOut, IllegalMove)]
    if memos.state(id) != "published":
        memos.both_sign(id)
    return faults + versions_of(memos, id)


def versions_of(memos: Memos, id: Any) -> list[str]:
    release = memos.get(id).release
    turned = set(Key.door._unguarded().filter(release=release).values_list("turned_on", flat=True))
    links = list(SignedRecord.objects.filter(release_id=release.pk).values_list("document_hash", flat=True))
    body = two_key.text_of(release, memos.maya.viewer)["body"]
    receipts = Notice.objects.filter(sentence="receipt").count()
    faults = [] if turned == {release.text_hash} else ["keys on several texts"]
    faults += [] if links == [release.text_hash] else ["signed not exactly once"]
    faults += [] if (release.published or {}).get("body") == body else ["everyone reads another text"]
    return faults + ([] if receipts == 2 * SignedRecord.objects.count() else [f"{receipts} receipts"])


@pytest.mark.django_db(transaction=True)
def test_memo_signed_while_both_write_goes_out_in_one_version(memos: Memos) -> None:
    assert signed_while_edited(memos, 10) == []
    assert [*trail.faults(), *imprints.faults(), *signatures.verify(signatures.public_key())] == []


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_memo_of_fifty_signatures_and_edits_goes_out_in_one_version(memos: Memos) -> None:
    assert [found for _ in range(5) if (found := signed_while_edited(memos, 50))] == []
    assert [*trail.faults(), *imprints.faults(), *signatures.verify(signatures.public_key())] == []


@pytest.mark.django_db(transaction=True)
def test_mixed_versions_would_be_seen(memos: Memos) -> None:
    id = memos.published()
    release = memos.get(id).release
    Key.door._unguarded().filter(release=release, person=memos.tom.person).update(turned_on="f" * 64)
    assert versions_of(memos, id) == ["keys on several texts"]
