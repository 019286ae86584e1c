"""A pair is over: what it signed stays out, and either who signed it can take it out of view, whoever else cannot."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.partnerships import actions as partnerships
from colead.partnerships import ending_actions
from colead.people.models import Person
from colead.practice.memos import queries
from colead.practice.memos.models import Memo
from colead.promises import checkup
from colead.promises.models import Release
from tests.cast import Riverside
from tests.makers import make_login, make_person, viewer_of
from tests.practice.conftest import Desk
from tests.practice.memos.conftest import WORDS, Memos, signed_in

pytestmark = pytest.mark.django_db
SIGNED = "memos:list_signed"


def part(town: Riverside, side: str = "physician") -> None:
    partnerships.end_seat(partnership=town.six_west, side=side, by=viewer_of(town.priya))
    town.six_west.refresh_from_db()


def listed(person: Person) -> str:
    return signed_in(person).get(reverse(SIGNED)).content.decode()


def withdraws(person: Person, memo: object) -> int:
    return signed_in(person).post(reverse(SIGNED), {"memo": str(memo)}).status_code


def read_by(person: Person, release_id: UUID) -> str:
    answer = signed_in(person).get(reverse("memos:show_released", args=[release_id]))
    return answer.content.decode() if answer.status_code == 200 else ""


def state(id: UUID) -> str:
    return str(Memo._door_for_keeper().get(pk=id).state)


@pytest.fixture
def out(memos: Memos) -> tuple[UUID, UUID]:
    """A published memo, and its release."""
    id = memos.published()
    return id, memos.get(id).release_id


@pytest.mark.parametrize("who", ["maya", "tom"])
@pytest.mark.parametrize("leaves", ["nurse", "physician"])
def test_either_who_signed_withdraws_it_whoever_of_them_left(
    out: tuple[UUID, UUID], riverside: Riverside, who: str, leaves: str
) -> None:
    part(riverside, leaves)
    person = getattr(riverside, who)
    assert WORDS["title"] in read_by(riverside.nia, out[1])
    assert WORDS["title"] in listed(person)
    assert withdraws(person, out[1]) == 303
    assert state(out[0]) == "withdrawn"
    page = read_by(riverside.nia, out[1])
    assert "This memo was withdrawn" in page
    assert WORDS["title"] not in page
    assert WORDS["title"] not in signed_in(riverside.nia).get(reverse("home:published")).content.decode()
    assert WORDS["title"] not in listed(riverside.maya) + listed(riverside.tom)
    assert [fault for finding in checkup.examine() for fault in finding.faults] == []


def test_nobody_else_withdraws_it(out: tuple[UUID, UUID], riverside: Riverside) -> None:
    part(riverside)
    for who in ("ana", "kwame", "helen", "ines", "priya", "joan", "lee", "sam", "dana", "rosa", "nia"):
        person = getattr(riverside, who)
        assert WORDS["title"] not in listed(person)
        assert withdraws(person, out[1]) == 404
    assert state(out[0]) == "published"


def test_successor_has_no_hand_in_what_the_earlier_pair_signed(out: tuple[UUID, UUID], riverside: Riverside) -> None:
    part(riverside)
    successor = make_person("Dr Noa Lie", profession="medicine")
    make_login(successor)
    partnerships.fill_seat(
        partnership=riverside.six_west, side="physician", person=successor, by=viewer_of(riverside.priya)
    )
    assert WORDS["title"] not in listed(successor)
    assert withdraws(successor, out[1]) == 404
    desk = Desk(riverside.maya, riverside.six_west)
    assert WORDS["title"] not in desk.sees("memos:list_memos")
    assert WORDS["title"] in listed(riverside.maya)
    assert withdraws(riverside.maya, out[1]) == 303


def test_a_pair_that_goes_on_does_it_in_its_room_alone(out: tuple[UUID, UUID], memos: Memos) -> None:
    assert WORDS["title"] not in listed(memos.maya.person)
    assert withdraws(memos.maya.person, out[1]) == 404
    memos.maya.sends("memos:withdraw_memo", out[0])
    assert memos.state(out[0]) == "withdrawn"


def test_last_day_that_has_come_is_enough_worker_or_not(out: tuple[UUID, UUID], riverside: Riverside) -> None:
    day = clock.today() + timedelta(days=8)
    ending_actions.set_end(partnership=riverside.six_west, side="physician", on=day, by=viewer_of(riverside.priya))
    assert withdraws(riverside.tom, out[1]) == 404
    clock.travel(timedelta(days=8))
    assert withdraws(riverside.tom, out[1]) == 303
    assert state(out[0]) == "withdrawn"


def test_twice_is_once_and_what_is_no_memo_is_hidden(out: tuple[UUID, UUID], riverside: Riverside) -> None:
    part(riverside)
    assert withdraws(riverside.tom, out[1]) == 303
    for unknown in (out[1], uuid4(), out[0]):
        assert withdraws(riverside.tom, unknown) == 404
    assert {withdraws(riverside.tom, word) for word in ("", "no id")} == {422}


def test_what_it_corrected_goes_with_it(memos: Memos, riverside: Riverside) -> None:
    first = memos.published()
    memos.tom.sends("memos:correct_memo", first)
    second = next(one.pk for one in queries.list_for(memos.maya.viewer, memos.maya.pair) if one.corrects_id == first)
    memos.edit(memos.tom, second, body="From Tuesday on.")
    memos.both_sign(second)
    releases = [memos.get(one).release_id for one in (first, second)]
    part(riverside)
    assert withdraws(riverside.tom, releases[0]) == 404, "what was corrected is not out any more"
    assert withdraws(riverside.tom, releases[1]) == 303
    for release in releases:
        assert "This memo was withdrawn" in read_by(riverside.nia, release)
    assert {str(row.state) for row in Release.door._unguarded().filter(pk__in=releases)} == {"unpublished"}


def test_what_went_to_few_is_withdrawn_too(memos: Memos, riverside: Riverside) -> None:
    release = memos.get(memos.published(audience="programme")).release_id
    part(riverside)
    assert WORDS["title"] in read_by(riverside.priya, release)
    assert WORDS["title"] in listed(riverside.tom)
    assert withdraws(riverside.tom, release) == 303
    assert "This memo was withdrawn" in read_by(riverside.priya, release)
    assert read_by(riverside.nia, release) == ""


def test_draft_that_nobody_finished_is_not_listed(memos: Memos, riverside: Riverside) -> None:
    id = memos.draft()
    memos.signs(memos.tom, id)
    release = memos.get(id).release_id
    part(riverside)
    assert WORDS["title"] not in listed(riverside.tom)
    assert withdraws(riverside.tom, release) == 404


def test_way_there_is_shown_to_those_alone_who_have_one(out: tuple[UUID, UUID], riverside: Riverside) -> None:
    part(riverside)
    for who, is_shown in (("tom", True), ("maya", True), ("nia", False), ("ana", False)):
        page = signed_in(getattr(riverside, who)).get(reverse("home:published")).content.decode()
        assert (reverse(SIGNED) in page) is is_shown


def test_sign_in_that_was_just_reset_withdraws_nothing(out: tuple[UUID, UUID], riverside: Riverside) -> None:
    part(riverside)
    riverside.tom.login.held_until = clock.now() + timedelta(hours=72)
    riverside.tom.login.save(update_fields=["held_until"])
    assert withdraws(riverside.tom, out[1]) == 404
    assert state(out[0]) == "published"


@pytest.mark.parametrize("audience", ["sponsor", "programme", "everyone"])
def test_sign_in_that_was_just_reset_is_shown_nothing_one_signed(
    memos: Memos, riverside: Riverside, audience: str
) -> None:
    """What went to few is read by its signer alone as a signer: it waits with everything else that is private (P9)."""
    memos.published(audience=audience)
    part(riverside)
    assert WORDS["title"] in listed(riverside.tom)
    riverside.tom.login.held_until = clock.now() + timedelta(hours=72)
    riverside.tom.login.save(update_fields=["held_until"])
    page = listed(riverside.tom)
    assert WORDS["title"] not in page
    assert "Your sign-in was reset" in page
    assert reverse(SIGNED) not in signed_in(riverside.tom).get(reverse("home:published")).content.decode()
