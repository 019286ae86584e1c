"""A crash at any statement or at the commit: everything of an act is there, or nothing of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions as partnership_actions
from colead.promises import grants, imprints, sealed, signatures, space, trail, two_key
from colead.promises.models import Membership, Round, SignedRecord, Space
from colead.rules.audiences import Audience
from tests.cast import make_riverside
from tests.makers import viewer_of
from tests.promises.desk.models import Page
from tests.promises.test_releases import draft, released
from tests.promises.worlds import make_world, somebody, write_page

pytestmark = pytest.mark.django_db(transaction=True)
WATCHED = ("promises", "desk", "partnerships", "people")


class Crash(BaseException):
    """Not an `Exception`: nothing in the product may catch it."""


@dataclass
class Act:
    """Something that changes the world, and how to know that all of it has happened."""

    do: Callable[[], Any]
    is_done: Callable[[], bool]


def last_seal() -> Act:
    world = make_world()
    round = sealed.open_round(space=world.space, kind="views", participants=world.people, by=world.by(0))
    for who in (0, 1):
        sealed.save_draft(round=round, document={"view": f"of {who}"}, by=world.by(who))
    sealed.seal(round=round, by=world.by(0))

    def is_done() -> bool:
        seen = sealed.documents(Round.door.fetch(world.by(0), round.pk), world.by(0))
        return [seen[person.pk] for person in world.people] == [{"view": "of 0"}, {"view": "of 1"}]

    return Act(lambda: sealed.seal(round=round, by=world.by(1)), is_done)


def first_seal() -> Act:
    world = make_world()
    round = sealed.open_round(space=world.space, kind="views", participants=world.people, by=world.by(0))
    sealed.save_draft(round=round, document={"view": "mine"}, by=world.by(0))
    return Act(
        lambda: sealed.seal(round=round, by=world.by(0)),
        lambda: sealed.standing(round, world.by(0)).is_mine_sealed,
    )


def opening() -> Act:
    """The own spaces of both are opened on the way."""
    world = make_world()
    people = world.people
    return Act(
        lambda: sealed.open_round(space=world.space, kind="views", participants=people, by=world.by(0)),
        lambda: Round.door.visible_to(world.by(1)).count() == 1 and Space.objects.filter(owner__in=people).count() == 2,
    )


def last_turn() -> Act:
    """The release of a signed correction: two states, a link of the chain, two receipts, three lines of the trail."""
    world = make_world()
    release = draft(world, is_signed=True, supersedes=released(world))
    two_key.turn(release=release, seen=release.text_hash, by=world.by(0))

    def is_done() -> bool:
        link = SignedRecord.objects.get()
        return link.release_id == release.pk and Notice.objects.filter(sentence="receipt").count() == 2

    return Act(lambda: two_key.turn(release=release, seen=release.text_hash, by=world.by(1)), is_done)


def voiding_edit() -> Act:
    world = make_world()
    release = draft(world, audience=Audience.SPONSOR)
    two_key.turn(release=release, seen=release.text_hash, by=world.by(0))
    act = lambda: two_key.edit(release=release, text={"why": "new"}, by=world.by(1))  # noqa: E731  (one of a row)
    return Act(act, lambda: two_key.standing(release, world.by(0)).turned_ids == frozenset())


def rewriting() -> Act:
    """Under a new key, with a grant to end."""
    world, coach = make_world(), somebody()
    page = write_page(world)
    grant = grants.offer(item=page, reader=coach, until=clock.today() + timedelta(days=3), by=world.by(0))
    grants.agree(grant=grant, item=page, by=world.by(1))

    def do() -> None:
        space.rewrite(Page.door.fetch(world.by(0), page.pk), by=world.by(0), text={"body": "again"}, mood="new")

    return Act(do, lambda: not grants.granted_to(viewer_of(coach)).exists())


def withdrawing() -> Act:
    world = make_world()
    round = sealed.open_round(space=world.space, kind="views", participants=world.people, by=world.by(0))
    sealed.save_draft(round=round, document={"view": "mine"}, by=world.by(0))
    return Act(
        lambda: sealed.withdraw(round=round, by=world.by(1)),
        lambda: sealed.my_document(Round.door.fetch(world.by(0), round.pk), world.by(0)) == {},
    )


def last_agreement() -> Act:
    """The second owner's yes to a grant."""
    world, coach = make_world(), somebody()
    page = write_page(world)
    grant = grants.offer(item=page, reader=coach, until=clock.today() + timedelta(days=3), by=world.by(0))
    return Act(
        lambda: grants.agree(grant=grant, item=page, by=world.by(1)),
        lambda: grants.read(Page, page.pk, viewer_of(coach))["body"] == "first words",
    )


def unpublishing() -> Act:
    """A correction and what it corrected leave the view together."""
    world = make_world()
    release = released(world, supersedes=released(world))
    return Act(
        lambda: two_key.unpublish(release=release, by=world.by(1)),
        lambda: not two_key.released_to(viewer_of(world.stranger)).filter(space=world.space).exists(),
    )


def end_of_seat() -> Act:
    town = make_riverside()
    pair = town.exec.space
    assert pair is not None

    def is_done() -> bool:
        return not Membership.objects.filter(space=pair, person=town.kwame, ended_at=None).exists()

    do = partnership_actions.end_seat
    return Act(lambda: do(partnership=town.exec, side="physician", by=viewer_of(town.priya)), is_done)


EVERYDAY = [last_seal, last_turn]
ALL = [
    first_seal,
    last_seal,
    opening,
    last_turn,
    voiding_edit,
    rewriting,
    withdrawing,
    last_agreement,
    unpublishing,
    end_of_seat,
]


@contextmanager
def crash_at(number: int, *, before: bool) -> Iterator[None]:
    """Stops just before or just after one statement; number 0 only counts nothing."""
    seen = 0

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == number and before:
            raise Crash
        result = execute(sql, params, many, context)
        if seen == number:
            raise Crash
        return result

    with connection.execute_wrapper(wrapper):
        yield


@contextmanager
def crash_at_commit(*, before: bool) -> Iterator[list[int]]:
    """Stops just before or just after the commit; tells how many statements ran until then."""
    commit, statements = connection._commit, [0]

    def crash() -> None:
        # A dead process commits nothing more; Django's own way out would, as it hands the connection back.
        connection._rollback() if before else commit()
        raise Crash

    def wrapper(execute: Any, *rest: Any) -> Any:
        statements[0] += 1
        return execute(*rest)

    connection._commit = crash
    try:
        with connection.execute_wrapper(wrapper):
            yield statements
    finally:
        connection._commit = commit


def crashed(act: Act) -> None:
    """The process is gone: so is its connection, and what it had not committed."""
    try:
        with suppress(Crash):
            act.do()
            pytest.fail("no crash happened")
    finally:
        connection.close()


def everything() -> dict[str, list[str]]:
    kinds = [model for label in WATCHED for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return {model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in [*kinds, Notice]}


def half_states(act: Act, step: int = 1) -> tuple[list[str], int]:
    """Crashes at every `step`-th statement, before and after it, and on both sides of the commit."""
    untouched, found, tried = everything(), [], 2
    with crash_at_commit(before=True) as statements:
        crashed(act)
    found += [] if everything() == untouched else ["something stayed of an act that was not committed"]
    for number in range(1, statements[0] + 1, step):
        for before in (True, False):
            with crash_at(number, before=before):
                crashed(act)
            tried += 1
            found += [] if everything() == untouched else [f"half an act after statement {number}"]
    with crash_at_commit(before=False):
        crashed(act)
    found += (
        [] if act.is_done() and everything() != untouched else ["something is missing of an act that was committed"]
    )
    return found + chains_hold(), tried


def chains_hold() -> list[str]:
    faults = [*trail.faults(), *imprints.faults(), *signatures.unmatched()]
    return [str(fault) for fault in [*faults, *signatures.verify(signatures.public_key())]]


@pytest.mark.parametrize("prepare", EVERYDAY)
def test_crash_leaves_all_of_an_act_or_nothing(prepare: Callable[[], Act]) -> None:
    """P13, PS5: never half revealed, never half signed, no receipt without its record."""
    found, tried = half_states(prepare(), step=3)
    assert found == []
    assert tried >= 14


@pytest.mark.prove
def test_crash_at_every_statement_leaves_all_of_an_act_or_nothing() -> None:
    """P13 at its figure: at least 300 crash points."""
    results = [half_states(prepare()) for prepare in ALL]
    assert [fault for found, _ in results for fault in found] == []
    assert sum(tried for _, tried in results) >= 300
