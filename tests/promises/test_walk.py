"""One walk through all six mechanisms, as two partners."""

from datetime import timedelta

import pytest

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.promises import retention, sealed, signatures, trail, two_key
from colead.promises.models import Release, Round, SignedRecord, TrailEntry
from colead.rules.audiences import Audience
from tests.cast import Riverside
from tests.makers import viewer_of


def test_round_opens_to_both_only_when_both_have_sealed(riverside: Riverside) -> None:
    ana, kwame, helen = (viewer_of(person) for person in (riverside.ana, riverside.kwame, riverside.helen))
    space = riverside.exec.space
    round = sealed.open_round(space=space, kind="views", participants=[riverside.ana, riverside.kwame], by=ana)
    sealed.save_draft(round=round, document={"view": "Open them"}, by=ana, private={"bias": "habit"})
    sealed.save_draft(round=round, document={"view": "Not without night nurses"}, by=kwame)
    sealed.seal(round=round, by=kwame)
    assert sealed.standing(round, ana).ready_ids == {riverside.kwame.pk}
    with pytest.raises(sealed.NotRevealed):
        sealed.documents(round, ana)
    opened = sealed.seal(round=round, by=ana)
    assert sealed.documents(opened, kwame)[riverside.ana.pk] == {"view": "Open them"}
    assert sealed.my_private(opened, ana) == {"bias": "habit"}
    with pytest.raises(Hidden):
        Round.door.fetch(helen, round.pk)


def test_release_leaves_with_two_keys_and_joins_the_chain(riverside: Riverside) -> None:
    ana, kwame, helen = (viewer_of(person) for person in (riverside.ana, riverside.kwame, riverside.helen))
    release = two_key.propose(
        space=riverside.exec.space,
        kind="agreement",
        audience=Audience.SPONSOR,
        text={"why": "Because two", "hard": "First move"},
        publishes=["why"],
        is_signed=True,
        by=ana,
    )
    two_key.turn(release=release, seen=release.text_hash, by=ana)
    changed = two_key.edit(release=release, text={"why": "Because we are two", "hard": "x"}, by=kwame)
    assert not two_key.standing(changed, ana).is_mine_turned
    with pytest.raises(two_key.StaleText):
        two_key.turn(release=release, seen=release.text_hash, by=ana)
    two_key.turn(release=changed, seen=changed.text_hash, by=ana)
    out = two_key.turn(release=changed, seen=changed.text_hash, by=kwame)
    assert out.published == {"why": "Because we are two"}
    assert signatures.verify(signatures.public_key()) == []
    assert signatures.unmatched() == []

    assert SignedRecord.objects.count() == 1
    assert Release.door.visible_to(helen).count() == 0


def test_trail_finds_a_changed_entry(riverside: Riverside) -> None:
    assert trail.faults() == []
    TrailEntry.objects.filter(verb="formed").order_by("pk")[:1].get()
    TrailEntry.objects.filter(verb="formed").update(verb="ended")
    assert {fault.what for fault in trail.faults()} == {"changed"}


def test_sweep_takes_what_is_due(riverside: Riverside) -> None:
    ana = viewer_of(riverside.ana)
    round = sealed.open_round(
        space=riverside.exec.space, kind="views", participants=[riverside.ana], by=ana, retain_until=clock.today()
    )
    sealed.save_draft(round=round, document={"view": "Open"}, by=ana)
    assert retention.sweep(on=clock.today() + timedelta(days=2)) == 1
    assert sealed.my_document(Round.door.fetch(ana, round.pk), ana) == {}
