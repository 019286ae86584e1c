"""Two-key releases, circumstance by circumstance."""

from typing import Any

import pytest

from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.promises import imprints, signatures, space, two_key
from colead.promises.models import Key, Release, SignedRecord, TrailEntry
from colead.promises.models.spaces import SpaceKind
from colead.rules.audiences import Audience
from tests.promises.worlds import World, look, make_world

TEXT = {"why": "because two", "inside": "kept back"}


def draft(world: World, **fields: Any) -> Release:
    values = {"kind": "memo", "audience": Audience.EVERYONE, "text": TEXT, "publishes": ["why"], **fields}
    return two_key.propose(space=world.space, by=world.by(0), **values)


def released(world: World, **fields: Any) -> Release:
    release = draft(world, **fields)
    for who in range(len(world.people)):
        release = two_key.turn(release=release, seen=release.text_hash, by=world.by(who))
    return release


def test_old_turn_sent_again_does_not_count_for_a_new_text(db: None) -> None:
    """P12: a replayed form carries the hash of the text that was on the screen."""
    world = make_world()
    release = draft(world)
    old = release.text_hash
    two_key.turn(release=release, seen=old, by=world.by(0))
    two_key.edit(release=release, text={"why": "another"}, by=world.by(1))
    with pytest.raises(two_key.StaleText):
        two_key.turn(release=release, seen=old, by=world.by(0))
    assert two_key.standing(Release.door.fetch(world.by(0), release.pk), world.by(0)).turned_ids == frozenset()


def test_turning_again_after_the_release_is_the_same_answer(db: None) -> None:
    world = make_world()
    release = released(world, is_signed=True)
    again = two_key.turn(release=release, seen=release.text_hash, by=world.by(1))
    assert again.state == "released"
    assert SignedRecord.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "agreement"},
        {"audience": Audience.SPONSOR},
        {"publishes": ["why", "inside"]},
        {"text": {**TEXT, "why": "because we are two"}},
        {"is_signed": True},
    ],
)
def test_hash_binds_all_that_the_signer_saw(change: dict[str, Any], db: None) -> None:
    """P12: words, parts, audience, kind and whether it is signed."""
    world = make_world()
    release = draft(world)
    words = two_key.signed_words(release, TEXT, "salt")
    other = draft(world, **change)
    other.pk = release.pk
    assert two_key.hash_of(words) != two_key.hash_of(two_key.signed_words(other, change.get("text", TEXT), "salt"))


def test_member_who_left_turns_nothing(db: None) -> None:
    """P7."""
    world = make_world(3, SpaceKind.PANEL)
    release = draft(world)
    space.let_out(space=world.space, person=world.people[2], by=world.by(0))
    with pytest.raises(Hidden):
        two_key.turn(release=release, seen=release.text_hash, by=world.by(2))
    for who in (0, 1):
        two_key.turn(release=release, seen=release.text_hash, by=world.by(who))
    assert Release.door.fetch(world.by(0), release.pk).state == "draft", "never without the third key"


def test_member_who_came_later_holds_a_key_too(db: None) -> None:
    world = make_world(2, SpaceKind.PANEL)
    release = draft(world)
    space.let_in(space=world.space, person=world.stranger, by=world.by(0), reads_earlier=True)
    for who in (0, 1):
        release = two_key.turn(release=release, seen=release.text_hash, by=world.by(who))
    assert release.state == "draft"
    assert two_key.turn(release=release, seen=release.text_hash, by=look(world.stranger)).state == "released"


def test_one_partner_left_behind_releases_nothing(db: None) -> None:
    """The space is closed: not by the key the leaver had turned, and not by a new draft with one key."""
    world = make_world()
    release = draft(world)
    two_key.turn(release=release, seen=release.text_hash, by=world.by(1))
    space.let_out(space=world.space, person=world.people[1], by=None)
    space.close(space=world.space, by=None)
    for act in (
        lambda: two_key.turn(release=release, seen=release.text_hash, by=world.by(0)),
        lambda: two_key.edit(release=release, text=TEXT, by=world.by(0)),
        lambda: draft(world),
    ):
        with pytest.raises(space.SpaceClosed):
            act()
    two_key.drop(release=release, by=world.by(0))


@pytest.mark.parametrize("who", ["one", "nobody", "stranger"])
def test_pairs_text_needs_both_keys_whoever_is_named(who: str, db: None) -> None:
    world = make_world()
    holders = {"one": world.people[:1], "nobody": [], "stranger": [*world.people, world.stranger]}[who]
    with pytest.raises(two_key.WrongHolders):
        draft(world, holders=holders)


@pytest.mark.parametrize("act", ["edit", "take_back", "drop"])
def test_released_text_does_not_change(act: str, db: None) -> None:
    """P11."""
    world = make_world()
    release = released(world)
    fields = {"text": {"why": "other"}} if act == "edit" else {}
    with pytest.raises(two_key.AlreadyOut):
        getattr(two_key, act)(release=release, by=world.by(0), **fields)
    assert two_key.released_to(look(world.stranger)).get(pk=release.pk).published == {"why": "because two"}


def test_correction_takes_the_place_of_what_is_out(db: None) -> None:
    world = make_world()
    first = released(world)
    second = released(world, supersedes=first, text={"why": "because three"})
    assert second.version == 2
    assert Release.door.fetch(world.by(0), first.pk).state == "corrected"


def test_second_correction_of_the_same_text_comes_too_late(db: None) -> None:
    world = make_world()
    first = released(world)
    one, other = draft(world, supersedes=first), draft(world, supersedes=first)
    for who in (0, 1):
        two_key.turn(release=one, seen=one.text_hash, by=world.by(who))
    two_key.turn(release=other, seen=other.text_hash, by=world.by(0))
    with pytest.raises(two_key.AlreadyOut):
        two_key.turn(release=other, seen=other.text_hash, by=world.by(1))
    assert Release.door.fetch(world.by(0), other.pk).published is None


def test_only_what_is_out_is_corrected(db: None) -> None:
    world, elsewhere = make_world(), make_world()
    for earlier in (draft(world), released(elsewhere)):
        with pytest.raises(two_key.NotOut):
            draft(world, supersedes=earlier)


def test_correction_does_not_bring_back_what_was_taken_out_of_view(db: None) -> None:
    world = make_world()
    first = released(world)
    second = draft(world, supersedes=first)
    two_key.unpublish(release=first, by=world.by(1))
    for who in (0, 1):
        two_key.turn(release=second, seen=second.text_hash, by=world.by(who))
    gone = Release.door.fetch(world.by(0), first.pk)
    assert (gone.state, gone.published) == ("unpublished", None)


def test_either_takes_it_out_of_view_and_the_date_stays(db: None) -> None:
    world = make_world()
    release = released(world)
    for _ in range(2):
        two_key.unpublish(release=release, by=world.by(1))
    gone = Release.door.fetch(world.by(0), release.pk)
    assert (gone.published, gone.released_at) == (None, release.released_at)
    assert not two_key.released_to(look(world.stranger)).filter(pk=release.pk).exists()
    assert TrailEntry.objects.filter(verb="unpublished").count() == 1


def test_draft_is_not_taken_out_of_view(db: None) -> None:
    world = make_world()
    release = draft(world)
    with pytest.raises(two_key.NotOut):
        two_key.unpublish(release=release, by=world.by(0))
    two_key.drop(release=release, by=world.by(0))
    with pytest.raises(two_key.NotOut):
        two_key.unpublish(release=release, by=world.by(0))


def test_text_between_the_two_is_signed_and_shown_to_nobody(db: None) -> None:
    world = make_world()
    release = released(world, audience=Audience.PAIR, is_signed=True)
    assert release.published is None
    assert signatures.unmatched() == []
    assert two_key.text_of(release, world.by(1)) == TEXT


def test_each_signer_gets_a_receipt_and_nobody_else(db: None) -> None:
    world = make_world()
    release = released(world, is_signed=True)
    link = SignedRecord.objects.get()
    receipts = {notice.person_id: notice.extra for notice in Notice.objects.filter(sentence="receipt")}
    assert set(receipts) == {person.pk for person in world.people}
    assert set(receipts.values()) == {f"{release.text_hash} {link.height} {link.digest}"}


def test_same_words_of_two_releases_have_different_hashes(db: None) -> None:
    """P10: a hash in the open says nothing of a text that could be guessed."""
    world = make_world()
    assert draft(world).text_hash != draft(world).text_hash


COLUMNS = {
    "published": {"why": "other words"},
    "audience": "sponsor",
    "kind": "agreement",
    "publishes": ["why", "inside"],
    "version": 7,
    "state": "corrected",
    "text_hash": "0" * 64,
    "is_signed_kind": False,
    "released_at": None,
}


@pytest.mark.parametrize("column", COLUMNS)
def test_released_row_that_was_changed_is_found(column: str, db: None) -> None:
    """P11: what the audience reads is checked against what left, not only what was signed."""
    world = make_world()
    release = released(world, is_signed=True)
    assert imprints.faults() == []
    values = {column: COLUMNS[column]} | ({"published": None} if column == "released_at" else {})
    Release.door._unguarded().filter(pk=release.pk).update(**values)
    assert imprints.faults() != []


def test_release_that_appears_out_of_nowhere_is_found(db: None) -> None:
    world = make_world()
    release = draft(world)
    Release.door._unguarded().filter(pk=release.pk).update(
        state="released", released_at=release.created_at, published={"why": "planted"}
    )
    assert [fault.what.split(" ", 2)[2] for fault in imprints.faults()] == ["is out and no one released it"]


def test_release_that_vanished_is_found(db: None) -> None:
    world = make_world()
    release = released(world, is_signed=True)
    Key.door._unguarded().filter(release=release).delete()
    Release.door._unguarded().filter(pk=release.pk).delete()
    assert len(imprints.faults()) == 1
    assert [broken.what for broken in signatures.unmatched()] == ["release is gone"]
