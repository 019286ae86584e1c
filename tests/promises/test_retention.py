"""The retention clock: what is due goes, what is held stays, and a second sweep finds nothing."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.promises import grants, holds, imprints, retention, sealed, signatures, space, two_key
from colead.promises.models import Hold, Release, Round
from colead.rules.audiences import Audience
from tests.promises.desk.models import Margin, Page, Reply
from tests.promises.worlds import World, look, make_world, passing, somebody, write_page

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def hold(world: World, page: Page | None = None) -> Hold:
    placed = holds.place(space=world.space, item_id=page.pk if page else None, by=look(somebody()))
    return holds.confirm(hold=placed, by=look(somebody()))


def left(world: World) -> set[Any]:
    return set(Page.door.visible_to(world.by(0)).filter(space=world.space).values_list("pk", flat=True))


def play_retention(seed: int) -> list[str]:
    """Items of many days in two spaces, some under holds; the model is one comparison."""
    dice = random.Random(seed)
    with passing():
        worlds = [make_world(), make_world()]
        kept: dict[Any, bool] = {}
        for world in worlds:
            is_held = dice.random() < 0.3
            for _ in range(6):
                day = dice.choice((None, YESTERDAY, TODAY, TOMORROW))
                page = write_page(world, retain_until=day)
                item_held = dice.random() < 0.2
                if item_held:
                    hold(world, page)
                kept[page.pk] = is_held or item_held or day is None or day >= TODAY
            if is_held:
                hold(world)
        for _ in range(2):
            retention.sweep(on=TODAY)
            if left(worlds[0]) | left(worlds[1]) != {pk for pk, stays in kept.items() if stays}:
                return ["something due stayed, or something else went"]
    return []


@pytest.mark.parametrize("seed", range(5))
def test_sweep_takes_what_is_due_and_only_that(seed: int, db: None) -> None:
    assert play_retention(seed) == []


@pytest.mark.prove
def test_sweep_takes_what_is_due_in_many_plays(db: None) -> None:
    assert [seed for seed in range(60) if play_retention(seed)] == []


def test_sweep_counts_once_and_finds_nothing_twice(db: None) -> None:
    world = make_world()
    for _ in range(3):
        write_page(world, retain_until=YESTERDAY)
    assert retention.sweep(on=TODAY) == 3
    assert retention.sweep(on=TODAY) == 0


def test_last_day_itself_is_still_kept(db: None) -> None:
    world = make_world()
    page = write_page(world, retain_until=TODAY)
    retention.sweep(on=TODAY)
    assert left(world) == {page.pk}
    retention.sweep(on=TOMORROW)
    assert left(world) == set()


def test_words_go_on_their_day_though_another_item_stands_on_the_row(db: None) -> None:
    """A protected row stays for the sake of the reply; its words do not."""
    world = make_world()
    page, free = write_page(world, retain_until=YESTERDAY), write_page(world, retain_until=YESTERDAY)
    reply = space.write(Reply, space=world.space, by=world.by(1), text={"body": "r"}, page=page, retain_until=TODAY)
    assert retention.sweep(on=TODAY) == 2
    assert left(world) == {page.pk}
    kept = Page.door.fetch(world.by(0), page.pk)
    assert (bytes(kept.ciphertext), space.read(kept, world.by(0))["body"]) == (b"", "")
    assert space.read(reply, world.by(0))["body"] == "r"
    retention.sweep(on=TOMORROW)
    assert left(world) == set()
    assert not Page.door._unguarded().filter(pk=free.pk).exists()


@pytest.mark.parametrize("reason", ["its own day", "a hold"])
def test_item_is_not_pulled_along_by_another(reason: str, db: None) -> None:
    world = make_world()
    page = write_page(world, retain_until=YESTERDAY)
    day = TOMORROW if reason == "its own day" else YESTERDAY
    margin = space.write(Margin, space=world.space, by=world.by(1), text={"body": "m"}, page=page, retain_until=day)
    if reason == "a hold":
        placed = holds.place(space=world.space, item_id=margin.pk, by=look(somebody()))
        holds.confirm(hold=placed, by=look(somebody()))
    retention.sweep(on=TODAY)
    assert space.read(Margin.door.fetch(world.by(0), margin.pk), world.by(0))["body"] == "m"
    assert space.read(Page.door.fetch(world.by(0), page.pk), world.by(0))["body"] == ""


def test_item_goes_with_its_margin_when_both_are_due(db: None) -> None:
    world = make_world()
    page = write_page(world, retain_until=YESTERDAY)
    space.write(Margin, space=world.space, by=world.by(1), text={"body": "m"}, page=page, retain_until=YESTERDAY)
    retention.sweep(on=TODAY)
    assert left(world) == set()
    assert not Margin.door._unguarded().exists()


def test_round_is_forgotten_and_its_fact_stays(db: None) -> None:
    world = make_world()
    round = sealed.open_round(space=world.space, kind="views", participants=world.people, by=world.by(0))
    for who in (0, 1):
        sealed.save_draft(round=round, document={"view": "v"}, by=world.by(who), private={"bias": "b"})
        sealed.seal(round=round, by=world.by(who))
    sealed.keep_until(round=round, day=YESTERDAY, by=world.by(0))
    assert retention.sweep(on=TODAY) == 1
    gone = Round.door.fetch(world.by(0), round.pk)
    assert gone.state == "forgotten"
    assert sealed.my_document(gone, world.by(0)) == sealed.my_private(gone, world.by(0)) == {}
    with pytest.raises(sealed.NotRevealed):
        sealed.documents(round, world.by(0))
    assert retention.sweep(on=TODAY) == 0


def test_release_of_a_kind_with_a_day_loses_its_text_and_keeps_its_link(db: None) -> None:
    """P16: the chain commits to salted hashes, so that it verifies without the words."""
    world = make_world()
    release = two_key.propose(
        space=world.space,
        kind="settlement",
        audience=Audience.EVERYONE,
        text={"why": "w"},
        is_signed=True,
        by=world.by(0),
        retain_until=YESTERDAY,
    )
    for who in (0, 1):
        two_key.turn(release=release, seen=release.text_hash, by=world.by(who))
    assert retention.sweep(on=TODAY) == 1
    gone = Release.door.fetch(world.by(0), release.pk)
    assert (gone.state, gone.published, bytes(gone.ciphertext)) == ("forgotten", None, b"")
    assert two_key.text_of(gone, world.by(0)) == {}
    assert imprints.faults() + signatures.unmatched() + signatures.verify(signatures.public_key()) == []


def test_held_round_and_release_keep_their_words(db: None) -> None:
    world = make_world()
    round = sealed.open_round(
        space=world.space, kind="views", participants=world.people, by=world.by(0), retain_until=YESTERDAY
    )
    two_key.propose(
        space=world.space,
        kind="memo",
        audience=Audience.PAIR,
        text={"a": "b"},
        by=world.by(0),
        retain_until=YESTERDAY,
    )
    held = hold(world)
    assert retention.sweep(on=TODAY) == 0
    assert list(holds.on_space(world.space, world.by(1))) == [held]
    holds.lift(hold=held, by=look(somebody()))
    assert retention.sweep(on=TODAY) == 2
    assert Round.door.fetch(world.by(0), round.pk).state == "forgotten"


def test_hold_of_one_person_holds_nothing(db: None) -> None:
    world, officer = make_world(), somebody()
    write_page(world, retain_until=YESTERDAY)
    placed = holds.place(space=world.space, by=look(officer))
    with pytest.raises(holds.NeedsAnother):
        holds.confirm(hold=placed, by=look(officer))
    retention.sweep(on=TODAY)
    assert left(world) == set()


def test_hold_in_the_name_of_one_person_twice_is_refused_by_the_database(db: None) -> None:
    world, officer = make_world(), somebody()
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(space=world.space, placed_by=officer, confirmed_by=officer)


def test_lifted_hold_is_not_confirmed_again(db: None) -> None:
    held = hold(make_world())
    holds.lift(hold=held, by=look(somebody()))
    with pytest.raises(Hidden):
        holds.confirm(hold=held, by=look(somebody()))


def test_spent_grant_loses_its_key_at_the_sweep(db: None) -> None:
    world, coach = make_world(1, "person"), somebody()
    page = write_page(world)
    grant = grants.offer(item=page, reader=coach, until=clock.today(), by=world.by(0))
    retention.sweep(on=clock.today() + timedelta(days=1))
    grant.refresh_from_db()
    assert grant.wrapped_item_key is None


def fill(make: Callable[[], Any]) -> list[Any]:
    return [make() for _ in range(30)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL gives pages back by VACUUM")
def test_deleted_words_leave_the_database_files() -> None:
    """After the sweep not even the ciphertext is in the file or its journal."""
    world = make_world()
    pages = fill(lambda: write_page(world, body="z" * 300, retain_until=YESTERDAY))
    ciphertexts = [bytes(page.ciphertext)[40:200] for page in pages]
    retention.scrub()
    assert any(ciphertexts[0] in content for content in database_files())
    retention.sweep(on=TODAY)
    retention.scrub()
    assert [text for text in ciphertexts if any(text in content for content in database_files())] == []


def database_files() -> list[bytes]:
    name = Path(str(connection.settings_dict["NAME"]))
    return [path.read_bytes() for path in name.parent.glob(name.name + "*")]
