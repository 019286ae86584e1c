"""Ballots: nobody can be linked to an answer, by whatever of the database and whenever it is looked at."""

import itertools
import random
import uuid
from pathlib import Path

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from colead.promises import ballots, custody, keyfiles
from colead.promises.ballots import Holder, KeysGone
from colead.promises.ciphers import Overlong
from colead.promises.models import Ballot

pytestmark = pytest.mark.django_db

PEOPLE = [f"p{i}" for i in range(12)]


def opened(people: list[str] = PEOPLE) -> tuple[uuid.UUID, bytes]:
    wave = uuid.uuid4()
    return wave, ballots.prepare(wave=wave, holders=[Holder(name, f"u{i % 2}") for i, name in enumerate(people)])


def answer(wave: uuid.UUID, seal: bytes, name: str, **answers: object) -> None:
    ballots.cast(wave=wave, seal=seal, ticket=ballots.ticket(wave, name), answers=answers)


def snapshot(wave: uuid.UUID) -> list[tuple[object, ...]]:
    """Everything that the table says of a wave, in the order in which the database keeps it."""
    rows = Ballot.door._unguarded().filter(wave=wave).order_by("pk")
    return [(row.pk, row.leaf, row.discipline, bytes(row.imprint), row.sealed and bytes(row.sealed)) for row in rows]


def test_every_answer_comes_back_with_its_place_and_without_its_name() -> None:
    wave, seal = opened()
    for i, name in enumerate(PEOPLE):
        answer(wave, seal, name, P1=i % 5 + 1)
    found = ballots.open_all(wave).returned
    assert sorted((r.leaf, r.answers["P1"]) for r in found) == sorted((f"u{i % 2}", i % 5 + 1) for i in range(12))


def test_an_answer_given_again_replaces_the_first() -> None:
    wave, seal = opened()
    answer(wave, seal, "p3", P1=1)
    answer(wave, seal, "p3", P1=5)
    assert [r.answers for r in ballots.open_all(wave).returned] == [{"P1": 5}]


def test_a_strange_ticket_changes_nothing_and_fails_no_differently() -> None:
    wave, seal = opened()
    other, _ = opened()
    before = snapshot(wave)
    for ticket in ("0" * 32, "", "no ticket", ballots.ticket(other, "p1")):
        ballots.cast(wave=wave, seal=seal, ticket=ticket, answers={"P1": 3})
    assert snapshot(wave) == before


def test_one_answer_is_one_write_and_nothing_else() -> None:
    wave, seal = opened()
    ticket = ballots.ticket(wave, "p1")
    with CaptureQueriesContext(connection) as seen:
        ballots.cast(wave=wave, seal=seal, ticket=ticket, answers={"P1": 3})
    assert [query["sql"].split()[0] for query in seen.captured_queries] == ["UPDATE"]


def test_rows_stand_in_the_order_of_their_imprints_whoever_came_first() -> None:
    wave, _ = opened()
    imprints = [row[3] for row in snapshot(wave)]
    assert imprints == sorted(imprints)  # type: ignore[type-var]


def test_no_column_holds_a_moment_a_person_or_an_address() -> None:
    names = {field.name for field in Ballot._meta.get_fields()}
    kinds = {type(field) for field in Ballot._meta.get_fields()}
    assert names == {"id", "wave", "leaf", "discipline", "imprint", "sealed"}
    assert not kinds & {models.DateTimeField, models.DateField, models.ForeignKey, models.GenericIPAddressField}


@pytest.mark.parametrize("answers", [{}, {"P1": 5}, {"comment": "x" * 3000}, {"comment": "ä" * 1900}])
def test_every_sealed_answer_has_one_size(answers: dict[str, object]) -> None:
    wave, seal = opened()
    answer(wave, seal, "p1", **answers)
    assert {len(row[4]) for row in snapshot(wave) if row[4]} == {ballots.SEALED_BYTES}  # type: ignore[arg-type]


def test_more_words_than_a_ballot_holds_are_refused_and_leave_what_was_there() -> None:
    wave, seal = opened()
    answer(wave, seal, "p1", comment="short")
    with pytest.raises(Overlong):
        answer(wave, seal, "p1", comment="x" * 5000)
    assert [r.answers for r in ballots.open_all(wave).returned] == [{"comment": "short"}]


def test_the_same_answer_twice_looks_different_each_time() -> None:
    wave, seal = opened()
    for name in ("p1", "p2"):
        answer(wave, seal, name, P1=4)
    sealed = [row[4] for row in snapshot(wave) if row[4]]
    assert len(set(sealed)) == 2


def test_after_the_close_nothing_kept_of_the_database_opens_again(tmp_path: Path) -> None:
    wave, seal = opened()
    for name in PEOPLE:
        answer(wave, seal, name, P1=2)
    kept = snapshot(wave)
    custody.copy_to(tmp_path / "copy")
    ballots.open_all(wave)
    ballots.forget_rows(wave)
    ballots.forget_keys(wave)
    ballots.forget_keys(wave)
    assert snapshot(wave) == []
    assert not [
        path for path in (*keyfiles.folder().iterdir(), *(tmp_path / "copy").iterdir()) if str(wave) in path.name
    ]
    for kind in (lambda: ballots.ticket(wave, "p1"), lambda: ballots.open_all(wave)):
        with pytest.raises(KeysGone):
            kind()
    secret = keyfiles.folder()
    assert all(sealed not in path.read_bytes() for path in secret.iterdir() for *_, sealed in kept if sealed)  # type: ignore[operator]


def test_a_ballot_that_was_moved_to_another_place_or_changed_does_not_count() -> None:
    wave, seal = opened()
    answer(wave, seal, "p1", P1=4)
    answer(wave, seal, "p2", P1=5)
    rows = Ballot.door._unguarded().filter(wave=wave)
    there = rows.get(imprint=ballots.imprint(ballots.ticket(wave, "p1")))
    rows.filter(imprint=ballots.imprint(ballots.ticket(wave, "p4"))).update(sealed=there.sealed)
    rows.filter(pk=there.pk).update(sealed=bytes(there.sealed)[:-1] + b"x")
    found = ballots.open_all(wave)
    assert [r.answers for r in found.returned] == [{"P1": 5}]
    assert found.n_unreadable == 2


def test_whoever_saw_every_row_after_every_answer_links_no_better_than_chance() -> None:
    """The administrator notes in which order rows were filled, and knows in which order people were online."""
    hits, runs = 0, 60
    for seed in range(runs):
        wave, seal = opened()
        order = random.Random(seed).sample(PEOPLE, len(PEOPLE))
        filled: list[object] = []
        for name in order:
            answer(wave, seal, name, who=name)
            filled += [row[0] for row in snapshot(wave) if row[4] and row[0] not in filled]
        handed_over = [r.answers["who"] for r in ballots.open_all(wave).returned]
        hits += sum(a == b for a, b in zip(order, handed_over, strict=True))
        ballots.forget_keys(wave)
    tries = runs * len(PEOPLE)
    spread = 2.6 * (tries * (1 / 12) * (11 / 12)) ** 0.5
    assert abs(hits - tries / 12) < spread


def test_two_waves_that_differ_only_in_what_was_said_look_alike_in_the_database() -> None:
    shapes = []
    for said in (1, 5):
        wave, seal = opened()
        for name in itertools.islice(PEOPLE, 7):
            answer(wave, seal, name, P1=said)
        shapes.append([(row[1], row[2], len(row[3]), row[4] and len(row[4])) for row in snapshot(wave)])  # type: ignore[arg-type]
    assert sorted(map(str, shapes[0])) == sorted(map(str, shapes[1]))
