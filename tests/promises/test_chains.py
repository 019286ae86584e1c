"""The trail and the chain of signed records: whatever is changed in the database is found, and nothing else is."""

from typing import Any
from uuid import uuid4

import pytest

from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.promises import keystore, signatures, trail
from colead.promises.models import SignedRecord, TrailEntry
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.promises.chain_checks import (
    check_signed,
    rebuild_signed,
    rebuild_trail,
    sign_some,
    tamperings,
    unseen,
    walk_some,
)
from tests.promises.worlds import look, make_world, passing, write_page


def test_every_change_of_a_signed_record_is_found(db: None) -> None:
    """P11: each row, each column, deletion, swap, insertion, cut tail, all gone."""
    sign_some(5)
    signatures.anchor()
    missed, tried = unseen(tamperings(SignedRecord, ("height",)), check_signed)
    assert missed == []
    assert tried > 50


def test_every_change_of_the_trail_is_found(db: None) -> None:
    """P11 for the trail: the same, in every chain of it."""
    walk_some()
    trail.anchor()
    missed, tried = unseen(tamperings(TrailEntry, ("chain", "height")), trail.faults)
    assert missed == []
    assert tried > 80


@pytest.mark.prove
def test_three_thousand_changes_are_found(db: None) -> None:
    """P11 at its figure."""
    sign_some(300)
    signatures.anchor()
    missed, tried = unseen(tamperings(SignedRecord, ("height",)), check_signed)
    assert missed == []
    assert tried >= 3000


def test_chain_made_anew_without_the_seal_key_is_found(db: None) -> None:
    sign_some(4)
    with passing():
        rebuild_signed(with_key=False)
        assert signatures.verify(signatures.public_key()) != []
    assert signatures.verify(signatures.public_key()) == []


def test_chain_made_anew_with_a_stolen_key_is_caught_by_the_receipts(db: None) -> None:
    """P11: the seal holds, the heads that the signers keep do not."""
    sign_some(4)
    receipts = [notice.extra.split() for notice in Notice.objects.filter(sentence="receipt")]
    heads = [(int(height), bytes.fromhex(digest)) for _, height, digest in receipts]
    assert signatures.verify(signatures.public_key(), heads=heads) == []
    rebuild_signed(with_key=True)
    assert signatures.verify(signatures.public_key()) == []
    assert signatures.verify(signatures.public_key(), heads=heads) != []


def test_trail_made_anew_without_the_key_is_found(db: None) -> None:
    walk_some()
    rebuild_trail()
    assert {fault.what for fault in trail.faults()} >= {"changed"}


def test_cut_tail_of_the_trail_is_found_from_its_anchor(db: None) -> None:
    walk_some()
    trail.anchor()
    last = TrailEntry.objects.filter(chain="site").latest("height")
    last.delete()
    assert [(fault.chain, fault.what) for fault in trail.faults()] == [("site", "cut off before its anchor")]
    trail.record(verb="grew_again", subject=make_world().space, by=None)
    trail.anchor()
    assert [fault.what for fault in trail.faults()] == ["differs from its anchor"], "a forged tail is not anchored"


def test_anchor_does_not_cover_a_chain_that_was_cut(db: None) -> None:
    sign_some(3)
    assert signatures.anchor()
    SignedRecord.objects.filter(height=3).delete()
    assert not signatures.anchor()
    sign_some(2)  # grows past the anchored height on another link
    assert not signatures.anchor()
    assert keystore.read_heads(signatures.CHAIN) == [(3, keystore.read_head(signatures.CHAIN)[1])]  # type: ignore[index]
    assert check_signed() != []


def test_anchor_moves_on_with_a_chain_that_holds(db: None) -> None:
    assert signatures.anchor(), "nothing to anchor is well anchored"
    for height in (2, 4, 4):
        if SignedRecord.objects.count() < height:
            sign_some(2)
        assert signatures.anchor()
    assert [head[0] for head in keystore.read_heads(signatures.CHAIN)] == [2, 4]


def test_every_seal_can_be_looked_at(db: None) -> None:
    sign_some(3)
    assert signatures.verify(signatures.public_key(), every_seal=True) == []
    SignedRecord.objects.filter(height=1).update(seal="00" * 64)
    assert "not sealed by this installation" in {
        broken.what for broken in signatures.verify(signatures.public_key(), every_seal=True)
    }


def test_clean_chains_raise_no_alarm(db: None) -> None:
    for _ in range(8):
        walk_some()
        sign_some(2)
        trail.anchor()
        signatures.anchor()
        assert trail.faults() + check_signed() + signatures.unmatched() == []


@pytest.mark.prove
def test_a_hundred_clean_runs_raise_no_alarm(db: None) -> None:
    """P11: 0 false alarms on 100 clean runs, each anchored as it grows."""
    for _ in range(100):
        walk_some()
        sign_some(1)
        trail.anchor()
        assert signatures.anchor()
        assert trail.faults() + check_signed() + signatures.unmatched() == []


@pytest.mark.parametrize("facts", [{"words": "She said " * 20}, {"share": 0.5}, {"at": object()}, {"x": ["a\0b"]}])
def test_trail_takes_no_sentence_and_no_fraction(facts: dict[str, Any], db: None) -> None:
    world = make_world()
    with pytest.raises(trail.NotAFact):
        trail.record(verb="said", subject=world.space, by=None, facts=facts)


def test_facts_come_back_as_they_were_digested(db: None) -> None:
    facts = {"kind": "memo", "n": 3, "is_signed": True, "none": None, "ids": [str(uuid4())], "in": {"side": "nurse"}}
    trail.record(verb="noted", subject=make_world().space, by=None, facts=facts)
    assert trail.faults() == []


def test_trail_without_its_key_is_not_continued_under_another(db: None, settings: Any, tmp_path: Any) -> None:
    world = make_world()
    settings.KEYSTORE = tmp_path / "not-mounted"
    with pytest.raises(keystore.StoreMissing):
        trail.record(verb="noted", subject=world.space, by=None, space=world.space)


def test_trail_of_a_space_is_read_by_who_belongs(riverside: Riverside) -> None:
    world = make_world()
    page = write_page(world)
    trail.record(verb="wrote", subject=page, by=world.by(1), space=world.space)
    assert [entry.verb for entry in trail.of_person(world.people[1].pk, world.space, world.by(0))] == ["wrote"]
    with pytest.raises(Hidden):
        trail.of_space(world.space, look(world.stranger))
    with pytest.raises(Hidden):
        trail.of_site(world.by(0))
    assert trail.of_site(viewer_of(riverside.dana)).exists()
    with pytest.raises(Hidden):
        trail.of_space(world.space, viewer_of(riverside.dana))
