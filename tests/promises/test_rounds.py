"""Sealed rounds, circumstance by circumstance."""

import pytest

from colead.foundation.viewer import Hidden
from colead.promises import ciphers, keystore, sealed, space, vault
from colead.promises.ciphers import Unreadable
from colead.promises.models import Entry, Round, TrailEntry
from colead.promises.models.spaces import SpaceKind
from tests.promises.worlds import World, look, make_world, somebody


def begin(world: World, words: bool = True) -> Round:
    round = sealed.open_round(space=world.space, kind="views", participants=world.people, by=world.by(0))
    for who in range(len(world.people) if words else 0):
        sealed.save_draft(round=round, document={"view": f"words of {who}"}, by=world.by(who))
    return round


def entry_of(round: Round, world: World, who: int) -> Entry:
    found: Entry = Entry.door._unguarded().get(round=round, author=world.people[who])
    return found


def test_round_takes_only_people_who_belong(db: None) -> None:
    world = make_world()
    for people in ([], [world.stranger], [*world.people, world.stranger]):
        with pytest.raises(sealed.NotAMember):
            sealed.open_round(space=world.space, kind="views", participants=people, by=world.by(0))
    assert not Round.door._unguarded().exists()


def test_round_names_each_participant_once(db: None) -> None:
    world = make_world()
    round = sealed.open_round(
        space=world.space, kind="views", participants=[*world.people, world.people[0]], by=world.by(0)
    )
    assert Entry.door._unguarded().filter(round=round).count() == 2


def test_stranger_begins_no_round(db: None) -> None:
    world = make_world()
    with pytest.raises(Hidden):
        sealed.open_round(space=world.space, kind="views", participants=world.people, by=look(world.stranger))


def test_row_of_a_written_draft_looks_like_a_blank_one(db: None) -> None:
    """PS4: what stands in the open of an entry is the same before and after its author wrote."""
    world = make_world()
    round = begin(world, words=False)
    hidden = {"own_ciphertext", "private_ciphertext"}
    columns = [field.attname for field in Entry._meta.fields if field.attname not in hidden]
    before = Entry.door._unguarded().filter(round=round).order_by("pk").values_list(*columns)
    blank = list(before)
    sealed.save_draft(round=round, document={"view": "x" * 3000}, by=world.by(0), private={"bias": "habit"})
    assert list(before.all()) == blank
    assert TrailEntry.objects.filter(verb__contains="draft").count() == 0
    rows = Entry.door._unguarded().filter(round=round)
    assert len({(len(row.own_ciphertext), len(row.private_ciphertext)) for row in rows}) == 1


def test_draft_opens_for_nobody_but_its_author(db: None) -> None:
    """PS4: the partner holds the row and every key of their own."""
    world = make_world()
    round = begin(world)
    entry = entry_of(round, world, 0)
    with pytest.raises(Unreadable):
        sealed.open_field(entry, "own", world.by(1))
    key = ciphers.item_key(vault.key_for(world.by(1), world.space.pk, 1), entry.pk)
    with pytest.raises(Unreadable):
        ciphers.decrypt(key, sealed.own_place(entry, "own"), entry.own_ciphertext)


def test_commitment_gives_no_short_answer_away(db: None) -> None:
    """P10: a yes or a no cannot be tried out against the stored commitment."""
    world = make_world()
    round = begin(world)
    sealed.save_draft(round=round, document={"view": "yes"}, by=world.by(0))
    sealed.seal(round=round, by=world.by(0))
    kept = bytes(entry_of(round, world, 0).commitment or b"")
    assert kept == sealed.commitment_to(sealed.own_key(entry_of(round, world, 0), world.by(0)), {"view": "yes"})
    assert kept != sealed.commitment_to(b"", {"view": "yes"})
    sealed.unseal(round=round, by=world.by(0))
    assert entry_of(round, world, 0).commitment is None


def test_words_put_under_a_seal_stop_the_reveal_for_both(db: None) -> None:
    """P8, PS5: an earlier draft put back with SQL is not what was sealed; then neither is shown."""
    world = make_world()
    round = begin(world)
    earlier = entry_of(round, world, 0).own_ciphertext
    sealed.save_draft(round=round, document={"view": "what I mean"}, by=world.by(0))
    sealed.seal(round=round, by=world.by(0))
    Entry.door._unguarded().filter(pk=entry_of(round, world, 0).pk).update(own_ciphertext=earlier)
    with pytest.raises(Unreadable):
        sealed.seal(round=round, by=world.by(1))
    fresh = Round.door.fetch(world.by(1), round.pk)
    assert fresh.state == "open"
    assert not sealed.standing(fresh, world.by(1)).is_mine_sealed
    assert not Entry.door._unguarded().exclude(shared_ciphertext=None).exists()


def test_one_letter_sealed_is_what_is_revealed(db: None) -> None:
    """P8."""
    world = make_world()
    round = begin(world)
    sealed.save_draft(round=round, document={"view": "n"}, by=world.by(1))
    sealed.seal(round=round, by=world.by(1))
    opened = sealed.seal(round=round, by=world.by(0))
    assert sealed.documents(opened, world.by(0))[world.people[1].pk] == {"view": "n"}


def test_sealing_again_after_the_reveal_changes_nothing(db: None) -> None:
    world = make_world()
    round = begin(world)
    sealed.seal(round=round, by=world.by(0))
    sealed.seal(round=round, by=world.by(1))
    assert sealed.seal(round=round, by=world.by(0)).state == "revealed"
    assert TrailEntry.objects.filter(verb="revealed").count() == 1


def test_blank_page_is_not_sealed(db: None) -> None:
    world = make_world()
    round = begin(world, words=False)
    with pytest.raises(sealed.NothingWritten):
        sealed.seal(round=round, by=world.by(0))


def test_words_of_who_left_are_never_revealed(db: None) -> None:
    """P7, PS19: the seal of a person who has left opens to nobody."""
    world = make_world(3, SpaceKind.PANEL)
    round = begin(world)
    for who in (0, 1):
        sealed.seal(round=round, by=world.by(who))
    space.let_out(space=world.space, person=world.people[0], by=world.by(2))
    with pytest.raises(sealed.SomebodyLeft):
        sealed.seal(round=round, by=world.by(2))
    sealed.withdraw(round=round, by=world.by(2))
    assert sealed.my_document(Round.door.fetch(world.by(2), round.pk), world.by(2)) == {}


def test_round_of_a_pair_that_ended_stays_shut(db: None) -> None:
    world = make_world()
    round = begin(world)
    sealed.seal(round=round, by=world.by(0))
    space.let_out(space=world.space, person=world.people[0], by=None)
    space.close(space=world.space, by=None)
    with pytest.raises(space.SpaceClosed):
        sealed.seal(round=round, by=world.by(1))
    with pytest.raises(space.SpaceClosed):
        sealed.save_draft(round=round, document={"view": "late"}, by=world.by(1))
    with pytest.raises(Hidden):
        sealed.standing(round, world.by(0))


def test_erased_author_stops_the_reveal_without_an_error_of_ours(db: None) -> None:
    world = make_world()
    round = begin(world)
    sealed.seal(round=round, by=world.by(0))
    keystore.destroy(world.people[0].pk, on_day="2026-11-23")
    with pytest.raises(Unreadable):
        sealed.seal(round=round, by=world.by(1))


def test_member_who_takes_no_part_reads_the_reveal_and_nothing_before(db: None) -> None:
    world = make_world(3, SpaceKind.PANEL)
    round = sealed.open_round(space=world.space, kind="cards", participants=world.people[:2], by=world.by(0))
    for who in (0, 1):
        sealed.save_draft(round=round, document={"card": f"{who}"}, by=world.by(who))
    for act in (
        lambda: sealed.seal(round=round, by=world.by(2)),
        lambda: sealed.withdraw(round=round, by=world.by(2)),
        lambda: sealed.standing(round, world.by(2)),
    ):
        with pytest.raises(Hidden):
            act()
    with pytest.raises(sealed.NotRevealed):
        sealed.documents(round, world.by(2))
    for who in (0, 1):
        sealed.seal(round=round, by=world.by(who))
    assert len(sealed.documents(round, world.by(2))) == 2


def test_private_words_stay_private_after_the_reveal(db: None) -> None:
    world = make_world()
    round = begin(world)
    sealed.save_draft(round=round, document={"view": "v"}, by=world.by(0), private={"bias": "b"})
    for who in (0, 1):
        sealed.seal(round=round, by=world.by(who))
    assert sealed.my_private(round, world.by(0)) == {"bias": "b"}
    assert sealed.my_private(round, world.by(1)) == {}
    with pytest.raises(Hidden):
        sealed.my_private(round, look(somebody()))
