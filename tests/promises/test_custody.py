"""Keeping the keys: copies open, rotation goes unnoticed, the erased stay erased whatever is restored."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.promises import custody, grants, keyfiles, keystore, space, trail
from colead.promises.ciphers import Unreadable
from colead.promises.models import TrailEntry
from tests.promises.desk.models import Page
from tests.promises.worlds import look, make_world, somebody, write_page


def test_copy_made_in_use_opens_everything(db: None, tmp_path: Path, settings: Any) -> None:
    """P15."""
    world = make_world()
    page = write_page(world)
    custody.copy_to(tmp_path / "copy")
    settings.KEYSTORE = tmp_path / "copy"
    assert space.read(page, world.by(0))["body"] == "first words"
    assert trail.faults() == []
    assert keyfiles.exposed() == []


def test_copy_never_mixes_with_another(db: None, tmp_path: Path) -> None:
    make_world()
    custody.copy_to(tmp_path / "copy")
    with pytest.raises(custody.NotEmpty):
        custody.copy_to(tmp_path / "copy")


def test_erased_person_is_erased_again_after_a_restore(db: None, tmp_path: Path, settings: Any) -> None:
    """P16: the copy is from before, the ledger from after."""
    world, officer = make_world(), somebody()
    note = space.write(Page, space=space.own(world.people[0]), by=world.by(0), text={"body": "only mine"})
    shared = write_page(world)
    custody.copy_to(tmp_path / "copy")
    custody.erase(person=world.people[0], by=look(officer))
    assert custody.write_ledger(tmp_path / "erased.jsonl") == 1
    settings.KEYSTORE = shutil.copytree(tmp_path / "copy", tmp_path / "restored")
    assert not custody.is_erased(world.people[0].pk)
    with (tmp_path / "erased.jsonl").open() as lines:
        assert custody.replay_ledger(lines) == 1
    assert custody.is_erased(world.people[0].pk)
    with pytest.raises(Unreadable):
        space.read(note, world.by(0))
    assert space.read(shared, world.by(1))["body"] == "first words"
    assert TrailEntry.objects.get(verb="erased").actor_id == officer.pk
    assert trail.faults() == []


def test_erased_reader_loses_every_grant(db: None) -> None:
    world, coach = make_world(1, "person"), somebody()
    page = write_page(world)
    grants.offer(item=page, reader=coach, until=clock.today() + timedelta(days=7), by=world.by(0))
    custody.erase(person=coach, by=look(somebody()))
    with pytest.raises(Hidden):
        grants.read(Page, page.pk, look(coach))
    assert not grants.on_item(page, world.by(0)).exists()


def test_rotation_is_not_noticed(db: None) -> None:
    world = make_world()
    page = write_page(world)
    assert custody.rotate() == 2
    assert custody.destroy_old() == [1]
    assert space.read(page, world.by(1))["body"] == "first words"
    assert keystore.kek_versions() == [2]


@pytest.mark.parametrize("line", ['["not a person", "2026-11-23"]', "{}", "[1]"])
def test_ledger_that_is_none_is_refused_whole(line: str, db: None) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError)):
        custody.replay_ledger([f'["{somebody().pk}", "2026-11-23"]', line])
    assert keystore.erasures() == []
