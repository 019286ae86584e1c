"""P18: a case is in somebody's hands at any time; who only looks on is none of them, is told little, and is let go."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation.viewer import Hidden
from colead.partnerships.models import Ally
from colead.practice.reviews import jobs
from colead.promises.models import SpaceKey
from colead.promises.models.releases import ReleaseState
from colead.rules.reviews import OVER
from colead.rules.roles import Role
from tests.makers import make_role
from tests.practice.reviews.conftest import NUMBER, Case6West, client_of, status
from tests.practice.reviews.test_allies import STANDING, cases_of, named, points

pytestmark = pytest.mark.django_db
SHOW = "reviews:show_case"


def pointed(west: Case6West, kind: str = "adverse_event") -> UUID:
    points(west, named(west), kind=kind)
    [id] = cases_of(west.town.maya)
    return id


def hands_of(west: Case6West, id: UUID, person: Any) -> list[str]:
    try:
        return [one.name for one in west.enter(id, person).hands]
    except Hidden:
        return []


# What an ally sees of what they pointed at


def test_an_ally_learns_from_nothing_that_a_number_lies_there(west: Case6West) -> None:
    ally = named(west)
    west.maya.sends("reviews:look_over", west.point(kind="conduct"), answer="clear", lead="both")
    nia = client_of(west.town.nia)
    before = nia.get(reverse(STANDING)).content
    for number in (NUMBER, "99999"):
        points(west, ally, number=number)
        page = nia.get(reverse(STANDING)).content.decode()
        assert page.partition("<main")[2].count(number) == before.decode().partition("<main")[2].count(number) == 0


def test_who_looks_it_over_is_told_that_the_ally_comes_to_look_on(west: Case6West) -> None:
    id = pointed(west)
    assert "Nia Grant pointed at it, and looks on from then." in west.maya.sees(SHOW, id)
    assert status(west.town.nia, SHOW, west.town.six_west.pk, id) == 404
    west.maya.sends("reviews:look_over", id, answer="clear", lead="both")
    assert status(west.town.nia, SHOW, west.town.six_west.pk, id) == 200
    assert not west.enter(id, west.town.nia).is_hand


def test_an_ally_who_was_ended_meanwhile_does_not_come_to_look_on(west: Case6West) -> None:
    id = pointed(west)
    west.tom.sends("reviews:end_ally", Ally.objects.get().pk)
    west.maya.sends("reviews:look_over", id, answer="clear", lead="both")
    assert cases_of(west.town.nia) == []


@pytest.mark.parametrize("answer", ["i_was_involved", "partner_was_involved"])
def test_an_ally_does_not_look_on_where_somebody_stepped_back(west: Case6West, answer: str) -> None:
    id = pointed(west)
    west.tom.sends("reviews:look_over", id, answer=answer)
    left = west.tom if answer == "partner_was_involved" else west.maya
    if answer == "i_was_involved":
        left.sends("reviews:look_over", id, answer="clear", lead=str(left.person.pk))
    assert west.enter(id, left.person).case.state == "screened_in"
    assert cases_of(west.town.nia) == []


def test_who_looks_on_is_not_told_who_stepped_back(west: Case6West) -> None:
    id = west.following()
    west.tom.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    assert "For Dr Tom Becker" in west.maya.sees(SHOW, id)
    page = client_of(west.town.nia).get(reverse(SHOW, args=[west.town.six_west.pk, id])).content.decode()
    assert "Maya Lind" in page
    assert "Tom Becker" not in page


# Who is a hand


@pytest.mark.parametrize("how", ["pointed", "invited"])
def test_an_ally_who_stands_in_takes_the_steps_of_who_stepped_back(west: Case6West, how: str) -> None:
    west.name_stand_in(person=west.town.nia)
    id = pointed(west) if how == "pointed" else west.following()
    if how == "invited":
        west.maya.sends("reviews:invite", id, person=west.town.nia.email)
        west.tom.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    else:
        west.tom.sends("reviews:look_over", id, answer="i_was_involved")
    assert "Nia Grant stands in for you" in west.tom.sees("reviews:show_support")
    assert west.enter(id, west.town.nia).is_hand


def test_a_case_is_never_left_to_somebody_who_may_only_look_on(west: Case6West) -> None:
    id = pointed(west)
    for side in ("nurse", "physician"):
        west.name_stand_in(side=side, person=west.town.nia)
    west.tom.sends("reviews:look_over", id, answer="i_was_involved")
    west.maya.sends("reviews:recuse", id, who=str(west.town.maya.pk))
    assert hands_of(west, id, west.town.nia) == ["Nia Grant"]


def test_both_do_not_step_back_to_somebody_who_looks_on(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    page = west.maya.sends("reviews:recuse", id, who=str(west.town.maya.pk), status=422)
    assert "Nobody would be left" in page


def left_by_both(west: Case6West) -> UUID:
    west.name_stand_in()
    id = west.led()
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.maya.sends("reviews:recuse", id, who=str(west.town.maya.pk))
    assert hands_of(west, id, west.stand_in) == ["Grace Hale"]
    return id


def test_a_case_from_which_both_stepped_back_follows_the_naming(west: Case6West) -> None:
    id = left_by_both(west)
    west.name_stand_in(person=west.town.nia)
    assert hands_of(west, id, west.stand_in) == []
    assert hands_of(west, id, west.town.nia) == ["Nia Grant"]
    page = client_of(west.town.nia).get(reverse(SHOW, args=[west.town.six_west.pk, id])).content.decode()
    assert NUMBER in page
    assert cases_of(west.town.tom) == cases_of(west.town.maya) == []


def test_last_key_waits_for_who_is_named_next_and_opens_nothing(west: Case6West) -> None:
    """The one who stood in takes an office, the daily round comes, and only then somebody is named."""
    id = left_by_both(west)
    make_role(west.stand_in, Role.COACH)
    jobs.let_out_who_may_help_no_more()
    assert status(west.stand_in, SHOW, west.town.six_west.pk, id) == 404
    west.name_stand_in(person=west.town.nia)
    assert hands_of(west, id, west.town.nia) == ["Nia Grant"]
    jobs.let_out_who_may_help_no_more()
    assert cases_of(west.stand_in) == []
    assert not SpaceKey.objects.filter(space=west.enter(id, west.town.nia).case.space, person=west.stand_in).exists()


def test_naming_lets_nobody_in_where_one_of_the_two_is_left(west: Case6West) -> None:
    west.name_stand_in()
    id = west.led()
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.name_stand_in(person=west.town.nia)
    west.name_stand_in(side="nurse", person=west.town.rosa)
    assert cases_of(west.town.nia) == cases_of(west.town.rosa) == []


def test_words_for_two_keys_do_not_wait_for_the_key_of_who_was_let_out(west: Case6West) -> None:
    west.name_stand_in()
    id = west.following()
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.maya.sends("reviews:word_line", id, line="We look into it together.", seen="")
    make_role(west.stand_in, Role.COACH)
    jobs.let_out_who_may_help_no_more()
    assert west.enter(id).case.line is None
    assert "We look into it together." not in west.maya.sees(SHOW, id)
    west.name_stand_in(person=west.town.nia)
    west.maya.sends("reviews:let_stand_in_in", id)
    west.maya.sends("reviews:word_line", id, line="We look into it.", seen="")
    for person in (west.town.maya, west.town.nia):
        line = west.enter(id).case.line
        assert line is not None
        url = reverse("reviews:turn_key", args=[west.town.six_west.pk, id])
        assert client_of(person).post(url, {"seen": line.text_hash}).status_code == 303
    said = west.enter(id).case.line
    assert said is not None
    assert said.state == ReleaseState.RELEASED


# Who is let go


@pytest.mark.parametrize("ended", ["closed", "gone back"])
def test_who_looks_on_is_let_go_of_a_case_that_is_over(west: Case6West, ended: str) -> None:
    id = pointed(west, kind="patient_feedback")
    west.maya.sends("reviews:look_over", id, answer="clear", lead="both")
    if ended == "closed":
        west.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
        west.maya.sends("reviews:tap", id, verb="close")
    else:
        west.maya.sends("reviews:carry", id, outcome="returned")
    assert west.state(id) in OVER
    assert status(west.town.nia, SHOW, west.town.six_west.pk, id) == 200
    assert "Take the invitation back" in west.tom.sees(SHOW, id)
    west.tom.sends("reviews:invite", id, back=str(west.town.nia.pk))
    assert status(west.town.nia, SHOW, west.town.six_west.pk, id) == 404
    assert cases_of(west.town.nia) == []
    assert "Take the invitation back" not in west.tom.sees(SHOW, id)


def test_what_is_left_with_its_office_is_looked_on_by_nobody(west: Case6West) -> None:
    id = pointed(west)
    west.maya.sends("reviews:look_over", id, answer="mandatory")
    assert west.state(id) == "screened_out"
    assert cases_of(west.town.nia) == []
