"""What a fourth hostile look found; each stays tried."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client

from colead.access.viewer import SignedInViewer
from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.operations import worker
from colead.operations.exports import queries as exports
from colead.partnerships import actions as partnership_actions
from colead.partnerships import charter_actions, ending_actions
from colead.partnerships.charter_models import RightsRow
from colead.partnerships.queries import get_pair
from colead.people.models import Person
from colead.practice.decisions.queries.answers import answers_lent
from colead.practice.wins import actions as wins
from colead.promises import custody, grants, holds, keystore, retention, space
from colead.promises.models import Hold, SpaceKey
from colead.promises.models.spaces import SpaceKind
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.decisions.conftest import Two, two
from tests.practice.decisions.test_sponsor_answers import ANSWER, Sponsor, helen
from tests.practice.decisions.test_with_the_sponsor import sent
from tests.promises.desk.models import Page
from tests.promises.worlds import make_world, somebody, write_page

__all__ = ["helen", "sent", "two"]
WEEK = timedelta(days=7)
TIE = "We ask Helen"


# What is lent


def test_lent_answer_is_read_by_the_two_alone(riverside: Riverside, two: Two, sent: UUID, helen: Sponsor) -> None:
    helen.sends(ANSWER)
    brief = two.ana.get(sent).brief.pk
    people = {name: person for name, person in vars(riverside).items() if isinstance(person, Person)}
    assert {name for name, one in people.items() if answers_lent(viewer_of(one), [brief])} == {"ana", "kwame"}


def test_held_reader_reads_nothing_that_was_lent(db: None) -> None:
    world, coach = make_world(1, SpaceKind.PERSON), somebody()
    page = write_page(world, body="lent")
    grants.offer(item=page, reader=coach, until=clock.today() + WEEK, by=world.by(0))
    held = SignedInViewer(coach, held_until=clock.now() + timedelta(hours=72))
    assert grants.read(Page, page.pk, viewer_of(coach))["body"] == "lent"
    assert grants.read_all(Page, held) == []
    with pytest.raises(Hidden):
        grants.read(Page, page.pk, held)


# The last day of a seat


def end_in_eight_days(riverside: Riverside) -> None:
    day, by = clock.today() + timedelta(days=8), viewer_of(riverside.priya)
    for dyad in (riverside.exec, riverside.six_west):
        ending_actions.set_end(partnership=dyad, side="physician", on=day, by=by)


def taken_by(person: Person) -> str:
    return str([one.words for chapter in exports.chapters(viewer_of(person)) for one in chapter.taken])


def test_nothing_is_taken_along_from_the_last_day_on_worker_or_not(riverside: Riverside) -> None:
    """What the partner writes after that day would be among it."""
    end_in_eight_days(riverside)
    for days, line, is_in_time in ((7, "In time", True), (9, "Too late", False)):
        clock.travel(timedelta(days=days))
        ana = viewer_of(riverside.ana)
        wins.appreciate(pair=get_pair(ana, riverside.exec.pk), line=line, by=ana)
        assert (line in taken_by(riverside.kwame)) is is_in_time
        assert line in taken_by(riverside.ana)
    assert "In time" not in taken_by(riverside.kwame)


def erase_who_stays(riverside: Riverside) -> None:
    custody.erase(person=riverside.ana, by=viewer_of(riverside.dana))


def test_seat_beside_an_erased_partner_ends(riverside: Riverside) -> None:
    end_in_eight_days(riverside)
    erase_who_stays(riverside)
    clock.travel(timedelta(days=9))
    worker.round_of_work(None)
    for dyad in (riverside.exec, riverside.six_west):
        dyad.refresh_from_db()
        assert dyad.space is None


def test_hold_keeps_the_last_key_beside_an_erased_partner(riverside: Riverside) -> None:
    kwame = viewer_of(riverside.kwame)
    shared = get_pair(kwame, riverside.exec.pk).space
    Hold.objects.create(space=shared, placed_by=riverside.dana, confirmed_by=riverside.sam)
    erase_who_stays(riverside)
    partnership_actions.end_seat(partnership=riverside.exec, side="physician", by=viewer_of(riverside.priya))
    assert SpaceKey.objects.filter(space=shared, person=riverside.kwame).exists()


@pytest.mark.parametrize("whose", ["ana", "maya"])
def test_seat_that_cannot_be_ended_keeps_nothing_else_waiting(riverside: Riverside, whose: str) -> None:
    """The key of one who stays is lost: the other dyad's seat ends, and what is due is deleted."""
    end_in_eight_days(riverside)
    ana, lost = viewer_of(riverside.ana), getattr(riverside, whose)
    pair = get_pair(ana, riverside.exec.pk)
    due = wins.appreciate(pair=pair, line="Due by then", by=ana)
    space.rewrite(due, by=ana, text={}, retain_until=clock.today())
    keystore.connection().execute("DELETE FROM person_key WHERE person = ?", (str(lost.pk),))
    clock.travel(timedelta(days=9))
    worker.round_of_work(None)
    for dyad, stays in ((riverside.exec, riverside.ana), (riverside.six_west, riverside.maya)):
        dyad.refresh_from_db()
        assert (dyad.space is None) is (stays != lost)
    assert not type(due)._door_for_keeper().filter(pk=due.pk).exists()


def test_notice_of_another_version_keeps_no_deletion_waiting(riverside: Riverside) -> None:
    """Reminders are written down a year ahead, and an upgrade may have dropped what one of them says."""
    ana = viewer_of(riverside.ana)
    due = wins.appreciate(pair=get_pair(ana, riverside.exec.pk), line="Due by then", by=ana)
    space.rewrite(due, by=ana, text={}, retain_until=clock.today())
    Notice.objects.create(key="k", person_id=riverside.ana.pk, sentence="no_longer_known", due_at=clock.now())
    clock.travel(timedelta(days=2))
    worker.round_of_work(None)
    assert not type(due)._door_for_keeper().filter(pk=due.pk).exists()
    assert mail.outbox == []


# A proposal that is put by


def propose(person: Person, riverside: Riverside, **words: Any) -> RightsRow:
    by = viewer_of(person)
    pair = get_pair(by, riverside.exec.pk)
    return charter_actions.propose_right(pair=pair, area="closing_beds", by=by, **words)


def test_hold_keeps_the_words_of_a_proposal_that_is_put_by(riverside: Riverside) -> None:
    row = propose(riverside.ana, riverside, level="B", tie_break=TIE, days=7)
    hold = Hold.objects.create(space=row.space, placed_by=riverside.dana, confirmed_by=riverside.sam)
    propose(riverside.kwame, riverside, level="N")
    retention.sweep(on=clock.today() + WEEK)
    ana = viewer_of(riverside.ana)
    assert space.read(RightsRow.door.fetch(ana, row.pk), ana)["tie_break"] == TIE
    holds.lift(hold=hold, by=viewer_of(riverside.dana))
    retention.sweep(on=clock.today() + WEEK)
    assert not RightsRow.door.visible_to(ana).filter(pk=row.pk).exists()


def test_proposal_that_is_put_by_leaves_no_word_and_then_no_row(riverside: Riverside) -> None:
    row = propose(riverside.ana, riverside, level="B", tie_break=TIE, days=7)
    propose(riverside.kwame, riverside, level="N")
    ana = viewer_of(riverside.ana)
    assert set(space.read(RightsRow.door.fetch(ana, row.pk), ana).values()) == {""}
    retention.sweep(on=clock.today() + WEEK)
    assert [row.level for row in RightsRow.door.visible_to(ana).filter(space=row.space)] == ["N"]


# A key store with something odd in it


def copy_beside(folder: Path) -> None:
    (folder / "kek-1.bak").write_bytes((folder / "kek-1").read_bytes())


def cut_short(folder: Path) -> None:
    (folder / "kek-1").write_bytes(b"short")


@pytest.mark.parametrize(("spoil", "status"), [(copy_beside, 200), (cut_short, 503)])
def test_odd_file_in_the_key_store_is_told_calmly(
    riverside: Riverside, settings: Any, spoil: Callable[[Path], None], status: int
) -> None:
    spoil(Path(settings.KEYSTORE))
    assert Client(raise_request_exception=False).get("/health/").status_code == status
