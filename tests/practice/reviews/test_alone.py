"""Whoever sends the other away holds a case, but not for good: a stand-in comes in, and one alone ends nothing."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation.models import Notice
from colead.promises.models import Membership
from tests.practice.reviews.conftest import NUMBER, Case6West, client_of, status
from tests.practice.reviews.test_allies import cases_of

pytestmark = pytest.mark.django_db
SHOW = "reviews:show_case"
TOLD = {"is_told": "yes", "told_on": "2026-01-06"}


def held_by_tom(west: Case6West, kind: str = "patient_feedback") -> UUID:
    """He pointed first, and said that Maya was part of it."""
    id = west.point(by=west.tom, kind=kind)
    west.tom.sends("reviews:look_over", id, answer="partner_was_involved")
    assert [one.name for one in west.enter(id, west.town.tom).hands] == ["Dr Tom Becker"]
    return id


def state(west: Case6West, id: UUID) -> Any:
    return west.enter(id, west.town.tom).case.state


def test_whom_the_sponsor_names_later_comes_in_at_once_and_is_told_in_the_common_sentence(west: Case6West) -> None:
    id = held_by_tom(west)
    west.name_stand_in("nurse")
    assert status(west.stand_in, SHOW, west.town.six_west.pk, id) == 200
    assert [one.name for one in west.enter(id, west.town.tom).hands] == ["Dr Tom Becker", "Grace Hale"]
    sent = Notice.objects.filter(person_id=west.stand_in.pk)
    assert {(row.sentence, row.extra) for row in sent} == {("next_step", "")}
    assert cases_of(west.town.maya) == []


def test_who_is_named_for_the_other_seat_does_not_come_in(west: Case6West) -> None:
    held_by_tom(west)
    west.name_stand_in("physician")
    assert cases_of(west.stand_in) == []


@pytest.mark.parametrize("by", ["maya", "tom"])
def test_own_one_not_looked_over_yet_is_opened_to_nobody_who_is_named(west: Case6West, by: str) -> None:
    """It lies before the other no more than before whoever might stand in."""
    west.point(by=getattr(west, by))
    for side in ("nurse", "physician"):
        west.name_stand_in(side)
    assert cases_of(west.stand_in) == []


def test_what_is_over_is_opened_to_nobody_who_is_named(west: Case6West) -> None:
    id = held_by_tom(west)
    west.tom.sends("reviews:carry", id, outcome="returned")
    west.name_stand_in("nurse")
    assert cases_of(west.stand_in) == []


def test_who_stepped_back_before_anybody_looked_it_over_is_stood_in_for_at_once(west: Case6West) -> None:
    id = west.point(by=west.tom)
    west.tom.sends("reviews:look_over", id, answer="i_was_involved")
    west.name_stand_in("physician")
    assert set(cases_of(west.stand_in)) == set(cases_of(west.town.maya)) == {id}
    assert west.state(id) == "pointed"


def test_an_ally_who_was_invited_keeps_no_stand_in_out(west: Case6West) -> None:
    id = held_by_tom(west)
    west.tom.sends("reviews:invite", id, person=west.town.nia.email)
    west.name_stand_in("nurse")
    assert status(west.stand_in, SHOW, west.town.six_west.pk, id) == 200
    assert west.enter(id, west.stand_in).is_hand


def test_the_sponsor_is_answered_alike_whether_or_not_somebody_comes_in(west: Case6West) -> None:
    url = reverse("reviews:name_stand_ins", args=[west.town.six_west.pk])
    ana, words = client_of(west.town.ana), {"side": "nurse", "person": west.stand_in.email}
    before = ana.post(url, words, follow=True)
    ana.post(url, {"nobody": "nurse"})
    held_by_tom(west)
    after = ana.post(url, words, follow=True)
    assert before.redirect_chain == after.redirect_chain
    strip = lambda page: page.content.decode().partition("<main")[2].partition("<form")[0]  # noqa: E731
    assert strip(before) == strip(after)
    assert NUMBER not in after.content.decode()


def test_one_alone_does_not_close_what_was_told_back(west: Case6West) -> None:
    id = held_by_tom(west)
    west.tom.sends("reviews:tell_back", id, told_who="family", **TOLD)
    page = west.tom.sees(SHOW, id)
    assert "Nobody ends alone what two were asked to see to." in page
    assert 'value="close"' not in page
    assert "You see to this one alone." in west.tom.sends("reviews:tap", id, verb="close", status=422)
    assert state(west, id) == "told_back"
    west.name_stand_in("nurse")
    assert 'value="close"' in west.tom.sees(SHOW, id)
    west.tom.sends("reviews:tap", id, verb="close")
    assert state(west, id) == "closed"


@pytest.mark.parametrize("outcome", ["delivered", "could_not"])
def test_one_alone_does_not_end_a_message(west: Case6West, outcome: str) -> None:
    id = held_by_tom(west, "conduct")
    assert f'value="{outcome}"' not in west.tom.sees(SHOW, id)
    west.tom.sends("reviews:carry", id, outcome=outcome, status=422)
    assert (state(west, id), west.enter(id, west.town.tom).text["outcome"]) == ("screened_in", "")


@pytest.mark.parametrize("kind", ["conduct", "patient_feedback", "adverse_event"])
def test_one_alone_always_gives_it_back_to_its_office(west: Case6West, kind: str) -> None:
    id = held_by_tom(west, kind)
    assert 'value="returned"' in west.tom.sees(SHOW, id)
    west.tom.sends("reviews:carry", id, outcome="returned")
    assert state(west, id) == "returned"


def test_it_is_not_ended_when_the_stand_in_was_let_go_again(west: Case6West) -> None:
    id = held_by_tom(west)
    west.name_stand_in("nurse")
    west.tom.sends("reviews:tell_back", id, told_who="family", **TOLD)
    url = reverse("reviews:name_stand_ins", args=[west.town.six_west.pk])
    assert client_of(west.town.ana).post(url, {"nobody": "nurse"}).status_code == 303
    west.tom.sends("reviews:tap", id, verb="close", status=422)
    assert state(west, id) == "told_back"


def test_the_other_is_told_whom_to_ask_and_then_who_came_in(west: Case6West) -> None:
    held_by_tom(west)
    assert "Ask Ana Ruiz to name a stand-in" in west.maya.sees("reviews:show_support")
    west.name_stand_in("nurse")
    assert "Grace Hale stands in for you." in west.maya.sees("reviews:show_support")


def test_naming_the_same_person_twice_lets_them_in_once(west: Case6West) -> None:
    id = held_by_tom(west)
    for _ in range(2):
        west.name_stand_in("nurse")
    space_id = west.enter(id, west.town.tom).case.space_id
    assert Membership.objects.filter(space=space_id, person=west.stand_in, ended_at=None).count() == 1
