"""Held back for its hour: a draft that every key has turned on, let go by nobody, and only exactly so."""

from typing import Any

import pytest

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.promises import checkup, ciphers, held_back, papers, space, two_key, vault
from colead.promises.models import Key, Release, SignedRecord
from colead.promises.models.spaces import SpaceKind
from colead.rules.audiences import Audience
from tests.promises.test_releases import draft, released
from tests.promises.worlds import World, look, make_world

pytestmark = pytest.mark.django_db


def kept(world: World, **fields: Any) -> Release:
    release = draft(world, is_signed=True, **fields)
    for who in range(len(world.people)):
        release = two_key.turn(release=release, seen=release.text_hash, by=world.by(who), is_held_back=True)
    return release


def test_last_key_of_what_is_held_back_lets_nothing_go() -> None:
    world = make_world()
    release = kept(world)
    assert (release.state, release.published, SignedRecord.objects.count()) == ("draft", None, 0)
    assert not two_key.released_to(look(world.stranger)).exists()


def test_clock_lets_it_go_with_record_and_trail() -> None:
    world = make_world()
    done = held_back.let_go(kept(world))
    assert (done.state, done.published) == ("released", {"why": "because two"})
    assert SignedRecord.objects.get().document_hash == done.text_hash
    assert [fault for finding in checkup.examine() for fault in finding.faults] == []


@pytest.mark.parametrize("act", ["edit", "take_back", "drop", "out"])
def test_what_was_changed_taken_back_dropped_or_is_out_is_refused(act: str) -> None:
    world = make_world()
    release = kept(world)
    if act == "edit":
        two_key.edit(release=release, text={"why": "another"}, by=world.by(1))
    elif act == "take_back":
        two_key.take_back(release=release, by=world.by(1))
    elif act == "drop":
        two_key.drop(release=release, by=world.by(1))
    else:
        held_back.let_go(release)
    before = SignedRecord.objects.count()
    with pytest.raises((two_key.StaleText, two_key.AlreadyOut)):
        held_back.let_go(release)
    assert SignedRecord.objects.count() == before


def test_closed_space_lets_nothing_go() -> None:
    world = make_world()
    release = kept(world)
    space.close(space=world.space, by=world.by(0))
    with pytest.raises(space.SpaceClosed):
        held_back.let_go(release)


def test_member_who_came_after_the_keys_has_not_signed() -> None:
    world = make_world(2, SpaceKind.PANEL)
    release = kept(world)
    space.let_in(space=world.space, person=world.stranger, by=world.by(0), reads_earlier=True)
    with pytest.raises(two_key.StaleText):
        held_back.let_go(release)


def test_other_words_put_under_the_keys_by_who_holds_the_database_do_not_go() -> None:
    """Even a hash that fits the keys is asked whether it fits the words."""
    world = make_world()
    release = kept(world)
    Release.door._unguarded().filter(pk=release.pk).update(text_hash="1" * 64)
    Key.door._unguarded().filter(release=release).update(turned_on="1" * 64)
    with pytest.raises(two_key.StaleText):
        held_back.let_go(release)


def test_words_sealed_anew_under_the_old_hash_do_not_go() -> None:
    """Somebody with the keys too, but without the signers: what is sealed there is not what they signed."""
    world = make_world()
    release = kept(world)
    key = ciphers.item_key(vault.key_held_by(world.people[0].pk, world.space.pk, release.key_version), release.pk)
    forged = {"text": {"why": "forged"}, "salt": two_key.salt_from(key)}
    row = Release.door._unguarded().filter(pk=release.pk)
    row.update(ciphertext=ciphers.encrypt(key, two_key.place_of(release), forged))
    with pytest.raises(two_key.StaleText):
        held_back.let_go(release)


def test_words_that_cannot_be_opened_hold_up_nobody() -> None:
    world = make_world()
    release = kept(world)
    Release.door._unguarded().filter(pk=release.pk).update(ciphertext=b"spoilt" * 20)
    with pytest.raises(two_key.StaleText):
        held_back.let_go(release)


# --- what readers see of a signature, and what stays of what was withdrawn ---


def test_record_names_both_and_never_who_was_first() -> None:
    world = make_world()
    done = released(world, is_signed=True)
    record = papers.record_of(done, look(world.stranger))
    assert record is not None
    assert set(record.names) == {person.name for person in world.people}
    assert list(record.names) == sorted(record.names)
    assert record.document_hash == done.text_hash
    assert papers.record_of(draft(world, is_signed=True), world.by(0)) is None


@pytest.mark.parametrize("audience", [Audience.PAIR, Audience.SPONSOR])
def test_record_of_what_is_not_for_them_is_hidden(audience: Audience) -> None:
    world = make_world()
    done = released(world, is_signed=True, audience=audience)
    with pytest.raises(Hidden):
        papers.record_of(done, look(world.stranger))


def test_notice_stays_only_of_what_everyone_could_read() -> None:
    world = make_world()
    viewer = look(world.stranger)
    for_all, for_few = released(world, is_signed=True), released(world, is_signed=True, audience=Audience.SPONSOR)
    never_out, still_out = draft(world, is_signed=True), released(world, is_signed=True)
    two_key.drop(release=never_out, by=world.by(0))
    for one in (for_all, for_few):
        two_key.unpublish(release=one, by=world.by(1))
    notice = papers.notice_of(for_all.pk, "memo", viewer)
    assert set(notice.names) == {person.name for person in world.people}
    assert notice.released_at <= notice.withdrawn_at <= clock.now()
    for hidden in (for_few, never_out, still_out):
        with pytest.raises(Hidden):
            papers.notice_of(hidden.pk, "memo", viewer)
    with pytest.raises(Hidden):
        papers.notice_of(for_all.pk, "agreement", viewer)
