"""The vault: words open for who holds the key, in their own place, and for nobody else."""

import sqlite3
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colead.promises import ciphers, keystore, space, vault
from colead.promises.ciphers import Unreadable
from colead.promises.models import SpaceKey
from colead.promises.models.spaces import SpaceKind
from tests.promises.desk.models import Page
from tests.promises.vault_checks import PLACE, flip_faults, moved_row_faults, place_faults, size_faults
from tests.promises.worlds import look, make_world, passing, write_page

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("check", [place_faults, flip_faults, size_faults])
def test_ciphertext_keeps_its_place_and_size(check: Any) -> None:
    """P10."""
    assert check() == []


def test_ciphertext_of_one_row_does_not_open_in_another(db: None) -> None:
    """P10: moved with SQL between rows, authors, spaces, key versions."""
    world = make_world()
    page, other = write_page(world, body="mine"), write_page(world, body="other")
    assert moved_row_faults(world, page, other) == []


QUICK = settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), JSON, max_size=4))
def test_document_comes_back_as_it_went_in(document: dict[str, Any]) -> None:
    key = b"k" * 32
    assert ciphers.decrypt(key, PLACE, ciphers.encrypt(key, PLACE, document)) == document


@QUICK
@given(st.binary(max_size=5000), st.sampled_from([256, 4096]))
def test_padding_comes_off_again(plain: bytes, floor: int) -> None:
    padded = ciphers.pad(plain, floor)
    assert ciphers.unpad(padded) == plain
    assert len(padded) in ciphers.SIZES
    assert len(padded) >= floor


def test_text_beyond_every_size_is_refused_by_name(db: None) -> None:
    world = make_world()
    with pytest.raises(space.TooLong):
        write_page(world, body="x" * 1_100_000)


def test_database_alone_and_keys_alone_open_nothing(db: None, settings: Any, tmp_path: Any) -> None:
    """P10: another store beside the database, and the store without its rows."""
    world = make_world()
    page = write_page(world)
    wraps = list(SpaceKey.objects.filter(space=world.space).values_list("wrapped", flat=True))
    person_key = keystore.unwrap(world.people[0].pk)
    settings.KEYSTORE = tmp_path / "another"
    with pytest.raises(Unreadable):
        space.read(page, world.by(0))
    assert all(person_key not in bytes(wrap) for wrap in wraps)


def test_database_holds_no_word_of_a_page(db: None) -> None:
    world = make_world()
    write_page(world, body="canary-7f3a")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM desk_page")
        assert b"canary-7f3a" not in repr(cursor.fetchall()).encode()


def test_empty_store_beside_a_full_database_makes_no_keys(db: None, settings: Any, tmp_path: Any) -> None:
    """A volume that was not mounted: new keys would be lost with it."""
    world = make_world()
    settings.KEYSTORE = tmp_path / "not-mounted"
    with pytest.raises(keystore.StoreMissing):
        space.open_for(kind=SpaceKind.PAIR, people=world.people, by=None)
    assert keystore.is_empty()


def test_key_of_a_change_that_was_rolled_back_closes_nothing(db: None) -> None:
    """A keyring may remember a key that the database never kept; words are closed with the kept one."""
    world = make_world(3, SpaceKind.PANEL)
    viewer = world.by(0)
    with passing():
        space.let_out(space=world.space, person=world.people[2], by=viewer)
        space.write(Page, space=world.space, by=viewer, text={"body": "lost"})
    space.let_out(space=world.space, person=world.people[2], by=viewer)
    page = space.write(Page, space=world.space, by=viewer, text={"body": "kept"})
    assert space.read(page, world.by(1))["body"] == "kept"


def test_spoilt_wrap_of_one_space_leaves_the_others_open(db: None) -> None:
    world, other = make_world(), make_world()
    mine = space.own(world.people[0])
    note = space.write(Page, space=mine, by=world.by(0), text={"body": "still mine"})
    SpaceKey.objects.filter(space=world.space, person=world.people[0]).update(wrapped=b"\0" * 60)
    assert space.read(note, world.by(0))["body"] == "still mine"
    assert other.space.pk != world.space.pk


def test_wrap_given_to_another_person_or_space_stays_shut(db: None) -> None:
    """P10: wraps are bound to who holds them and to what they open."""
    world, other = make_world(), make_world()
    theirs = SpaceKey.objects.get(space=other.space, person=other.people[0])
    SpaceKey.objects.filter(space=world.space, person=world.people[0]).update(wrapped=theirs.wrapped)
    with pytest.raises(Unreadable):
        vault.key_for(world.by(0), world.space.pk, 1)


def test_search_reads_keys_once_whatever_the_number(db: None, django_assert_num_queries: Any) -> None:
    world = make_world()
    for n in range(12):
        write_page(world, body=f"entry {n}")
    viewer = world.by(1)
    rows = Page.door.visible_to(viewer).filter(space=world.space)
    with django_assert_num_queries(2):
        assert len(space.find(rows, viewer, "ENTRY 1")) == 3


def test_stranger_with_the_row_in_hand_reads_nothing(db: None) -> None:
    """P1: the row alone, by whatever way it was come by, does not open."""
    world = make_world()
    page = write_page(world)
    with pytest.raises(Unreadable):
        space.read(page, look(world.stranger))


def test_store_is_no_plain_file_of_keys(db: None) -> None:
    world = make_world()
    raw = keystore.unwrap(world.people[0].pk)
    stored = sqlite3.connect(keystore.folder() / keystore.STORE).execute("SELECT wrapped FROM person_key").fetchall()
    assert stored
    assert all(raw not in row[0] for row in stored)
