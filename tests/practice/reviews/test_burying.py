"""P18: who points first at what is about them keeps it from nobody; nobody is asked to look on at a message."""

import json
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from colead.practice.reviews.actions import delivering
from colead.practice.reviews.models import Case
from colead.promises import holds
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.practice.reviews.conftest import NUMBER, Case6West
from tests.practice.reviews.test_allies import cases_of, given, named, points

pytestmark = pytest.mark.django_db
Sender = Callable[[Case6West], int]


def sent_by_a_system(west: Case6West) -> int:
    key = delivering.issue(system="RL", by=viewer_of(west.town.sam))
    said = {"id": NUMBER, "kind": "conduct", "date": "2026-01-05", "unit": "6 West"}
    headers = {"Authorization": f"Bearer {key}"}
    answer = Client().post(
        reverse("reviews:take_pointer"), json.dumps(said), content_type="application/json", headers=headers
    )
    return answer.status_code


def pointed_by_partner(west: Case6West) -> int:
    west.maya.sends("reviews:point", **given(west, kind="conduct"))
    return 202


def pointed_by_ally(west: Case6West) -> int:
    return 202 if points(west, named(west), kind="conduct").status_code == 303 else 0


@pytest.mark.parametrize("sent", [sent_by_a_system, pointed_by_partner, pointed_by_ally])
@pytest.mark.parametrize("buried", ["left lying", "screened out", "taken away"])
def test_nobody_buries_a_case_by_pointing_at_its_number_first(west: Case6West, sent: Sender, buried: str) -> None:
    id = west.point(by=west.tom, kind="near_miss")
    if buried == "screened out":
        west.tom.sends("reviews:look_over", id, answer="mandatory")
    assert sent(west) == 202
    if buried == "taken away":
        west.tom.sends("reviews:take_away", id)
    [case] = Case.door.visible_to(west.maya.viewer)
    assert case.kind == "conduct"


@pytest.mark.parametrize("sent", [sent_by_a_system, pointed_by_ally])
def test_what_arrives_after_one_was_looked_over_is_the_same(west: Case6West, sent: Sender) -> None:
    id = west.led()
    assert sent(west) == 202
    assert cases_of(west.town.maya) == cases_of(west.town.tom) == [id]


def test_what_arrives_does_not_lie_before_who_stepped_back_from_it(west: Case6West) -> None:
    west.name_stand_in()
    west.maya.sends("reviews:look_over", west.point(), answer="partner_was_involved")
    sent_by_a_system(west)
    assert cases_of(west.town.tom) == []


@pytest.mark.parametrize("answer", ["clear", "i_was_involved", "partner_was_involved"])
def test_own_one_goes_where_the_number_lies_before_both_already(west: Case6West, answer: str) -> None:
    """Whoever points first and waits ends at the one of both, and answers there."""
    id = west.point(by=west.tom, kind="near_miss")
    sent_by_a_system(west)
    [shared] = cases_of(west.town.maya)
    there = west.tom.client.post(west.tom.url("reviews:look_over", id), {"answer": answer, "lead": "both"})
    assert there["Location"] == west.tom.url("reviews:show_case", shared)
    assert cases_of(west.town.maya) == cases_of(west.town.tom) == [shared]
    assert west.enter(shared).case.kind == "conduct"
    assert west.state(shared) == "pointed", "the answer is asked again, of that one"


def test_own_one_still_goes_to_an_office_by_itself(west: Case6West) -> None:
    id = west.point(by=west.tom)
    sent_by_a_system(west)
    west.tom.sends("reviews:look_over", id, answer="mandatory")
    assert west.enter(id, west.town.tom).case.state == "screened_out"
    assert len(cases_of(west.town.maya)) == 1


def test_own_one_does_not_join_what_its_owner_stepped_back_from(west: Case6West) -> None:
    """That would tell that it lies there; whoever sees to both is told that they are of one number."""
    west.name_stand_in()
    first = west.point()
    west.maya.sends("reviews:look_over", first, answer="partner_was_involved")
    id = west.point(by=west.tom)
    west.tom.sends("reviews:look_over", id, answer="clear", lead="both")
    assert cases_of(west.town.tom) == [id]
    said = "The same number lies before you once more:"
    assert said not in west.tom.sees("reviews:show_case", id)
    for one, other in ((first, id), (id, first)):
        page = west.maya.sees("reviews:show_case", one)
        assert said in page
        assert west.maya.url("reviews:show_case", other) in page


def test_an_own_one_under_a_hold_goes_unseen_and_not_away(west: Case6West) -> None:
    id = west.point(by=west.tom)
    held = holds.place(space=west.enter(id, west.town.tom).case.space, by=viewer_of(west.town.dana))
    holds.confirm(hold=held, by=viewer_of(west.town.sam))
    sent_by_a_system(west)
    west.tom.sends("reviews:look_over", id, answer="clear", lead="both")
    assert west.enter(id, west.town.tom).case.state == "screened_out"


def test_who_stepped_back_by_the_address_alone_leaves_it_to_the_other(west: Case6West) -> None:
    """Not yet looked over, and with somebody who stands in: it is not theirs alone."""
    west.name_stand_in()
    id = west.point(by=west.tom)
    west.tom.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    assert set(cases_of(west.town.maya)) & set(cases_of(west.stand_in)) == {id}
    assert cases_of(west.town.tom) == []


@pytest.mark.parametrize("number", [NUMBER, "77777"])
def test_who_stepped_back_learns_from_nothing_that_a_number_lies_there(west: Case6West, number: str) -> None:
    """It stands in the own list from then on, and twice is once, whether or not others see to it."""
    west.name_stand_in()
    west.maya.sends("reviews:look_over", west.point(), answer="partner_was_involved")
    west.tom.sends("reviews:point", **given(west, number=number))
    assert number in west.tom.sees("reviews:list_cases")
    assert "already looked after" in west.tom.sends("reviews:point", status=422, **given(west, number=number))
    assert len(cases_of(west.town.tom)) == 1


def over(west: Case6West, desk: Desk) -> UUID:
    id = west.led(kind="patient_feedback")
    desk.sends("reviews:carry", id, outcome="returned")
    return id


@pytest.mark.parametrize("sent", [sent_by_a_system, pointed_by_partner, pointed_by_ally])
def test_number_that_went_back_and_is_sent_again_lies_there_again(west: Case6West, sent: Sender) -> None:
    id = over(west, west.tom)
    assert sent(west) == 202
    assert len(set(cases_of(west.town.maya)) - {id}) == 1


def test_slip_is_taken_back_although_the_number_was_sent_again(west: Case6West) -> None:
    id = west.led(kind="conduct")
    west.maya.sends("reviews:carry", id, outcome="could_not")
    sent_by_a_system(west)
    west.maya.sends("reviews:tap", id, verb="slip")
    assert west.state(id) == "screened_in"
    assert len(cases_of(west.town.maya)) == 2


@pytest.mark.parametrize("kind", ["conduct", "practice"])
def test_nobody_is_invited_to_a_message_by_whatever_address(west: Case6West, kind: str) -> None:
    id = west.led(kind=kind)
    page = west.maya.sends("reviews:invite", id, status=422, person=west.town.nia.email)
    assert "nobody looks on" in page
    assert cases_of(west.town.nia) == []
