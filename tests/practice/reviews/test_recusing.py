"""Who was part of it steps back at once, loses the case and is cared for; whom the sponsor named comes in."""

import pytest
from django.core import mail
from django.urls import reverse

from colead.foundation.waiting import Place
from colead.practice.reviews import queries
from colead.practice.reviews.models import Action, Case, Support
from colead.practice.reviews.queries import home as home_lines
from colead.promises.models import Membership, SpaceKey
from colead.rules.roles import Role
from tests.mailing import next_digest
from tests.makers import make_role, viewer_of
from tests.practice.reviews.conftest import ACTION, NUMBER, PEOPLE, Case6West, client_of, status

pytestmark = pytest.mark.django_db


def show(west: Case6West) -> tuple[str, object]:
    return "reviews:show_case", west.town.six_west.pk


def test_my_partner_was_part_of_it_and_never_sees_it(west: Case6West) -> None:
    west.name_stand_in()
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    assert status(west.town.tom, *show(west), id) == 404
    assert status(west.stand_in, *show(west), id) == 200
    assert not SpaceKey.objects.filter(space=west.enter(id).case.space, person=west.town.tom).exists()
    assert west.state(id) == "screened_in"
    assert [person.pk for person in west.enter(id).leads] == [west.town.maya.pk]


def test_i_was_part_of_it_and_lose_it_at_once(west: Case6West) -> None:
    west.name_stand_in("nurse")
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="i_was_involved")
    assert status(west.town.maya, *show(west), id) == 404
    assert NUMBER in west.tom.sees("reviews:show_case", id)
    west.tom.sends("reviews:look_over", id, answer="clear", lead=str(west.town.tom.pk))
    desk = west.enter(id, west.town.tom)
    assert {person.pk for person in desk.people} == {west.town.tom.pk, west.stand_in.pk}


def test_stepping_back_later_takes_the_key_too(west: Case6West) -> None:
    west.name_stand_in()
    id = west.following()
    west.tom.sends("reviews:add_action", id, **ACTION)
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    assert status(west.town.tom, *show(west), id) == 404
    tom = viewer_of(west.town.tom)
    assert not Case.door.visible_to(tom).exists()
    assert not Action.door.visible_to(tom).exists()
    case = west.enter(id).case
    assert not SpaceKey.objects.filter(space=case.space, person=west.town.tom).exists()
    assert ACTION["action"] in client_of(west.stand_in).get(reverse(*_at(west, id))).content.decode()


def _at(west: Case6West, id: object) -> tuple[str, None, list[object]]:
    return "reviews:show_case", None, [west.town.six_west.pk, id]


def test_nobody_steps_back_from_what_nobody_else_sees_to(west: Case6West) -> None:
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    page = west.maya.sends("reviews:recuse", id, who=str(west.town.maya.pk), status=422)
    assert "Nobody would be left" in page
    assert status(west.town.maya, *show(west), id) == 200


def test_a_stand_in_named_later_comes_in_at_once_where_nobody_came_in(west: Case6West) -> None:
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    page = west.maya.sees("reviews:show_case", id)
    assert "For Dr Tom Becker: nobody yet. Ask Ana" in page
    assert reverse("reviews:let_stand_in_in", args=[west.town.six_west.pk, id]) not in page
    assert "Nobody is named yet" in west.maya.sends("reviews:let_stand_in_in", id, status=422)
    assert "Ask Ana" in west.tom.sees("reviews:show_support")
    west.name_stand_in()
    assert "Grace Hale stands in for you." in west.tom.sees("reviews:show_support")
    assert "Nobody stands in yet" not in west.maya.sees("reviews:show_case", id)
    assert status(west.stand_in, *show(west), id) == 200
    next_digest()
    assert {message.body.split("\n")[0] for message in mail.outbox} <= {"Something is waiting for you."}


def test_the_card_is_for_who_stepped_back_and_knows_no_case(west: Case6West) -> None:
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    page = west.tom.sees("reviews:show_support")
    assert "You have stepped back from one matter." in page
    assert "Maya Lind sees to it. Ask Ana Ruiz to name a stand-in, who comes in at once." in page
    assert "stands in for you" not in page
    assert "Coffee with Maya Lind" in page
    assert NUMBER not in page
    assert "RL" not in page
    assert str(id) not in page
    assert "A word for you" in west.tom.sees("home:pair")
    assert "You have stepped back" not in west.maya.sees("reviews:show_support")
    west.tom.sends("reviews:put_support_away")
    assert queries.support_for(west.tom.viewer, west.tom.pair) is None
    assert "A word for you" not in west.tom.sees("home:pair")
    assert not Support.door.visible_to(west.maya.viewer).exists()


def test_the_card_names_who_stands_in_when_somebody_does(west: Case6West) -> None:
    west.name_stand_in()
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    page = west.tom.sees("reviews:show_support")
    assert "Grace Hale stands in for you." in page
    assert "sees to it" not in page


def test_who_is_left_is_asked_to_care_first_and_told_high_at_home(west: Case6West) -> None:
    west.name_stand_in("nurse")
    id = west.led("both")
    assert "in your hands now" not in west.tom.sees("home:pair")
    west.maya.sends("reviews:recuse", id, who=str(west.town.maya.pk))
    page = west.tom.sees("reviews:show_case", id)
    care = page.index("Maya Lind has stepped back from this one. Ask how they are before anything else.")
    assert care < page.index("Coffee with Maya Lind?") < page.index("People first")
    lines, _open = home_lines.first_page(west.tom.viewer, west.tom.pair, has_support=False)
    assert [(line.title, line.note, line.place) for line in lines] == [
        ("An event or a concern is in your hands now", "", Place.THEY_ASKED)
    ]
    assert "in your hands now" in west.tom.sees("home:pair")
    client_of(west.stand_in).get(reverse(*_at(west, id)))
    west.tom.sends("reviews:see_to_people", id, **PEOPLE)
    west.tom.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    assert "in your hands now" not in west.tom.sees("home:pair")


def test_a_pointed_case_stands_high_too(west: Case6West) -> None:
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="i_was_involved", status=303)
    assert "An event or a concern waits for a look from you" in west.tom.sees("home:pair")


def test_stepping_back_is_asked_for_once_more(west: Case6West) -> None:
    id = west.point()
    assert west.maya.sees("reviews:show_case", id).count("loses this page at once") == 1
    other = west.led(number="771")
    page = west.maya.sees("reviews:show_case", other)
    assert "You lose this page at once." in page
    assert "Dr Tom Becker loses this page at once." in page


def test_the_list_says_for_each_seat_who_stands_in(west: Case6West) -> None:
    west.name_stand_in()
    page = west.maya.sees("reviews:list_cases")
    assert "For Dr Tom Becker: Grace Hale." in page
    assert "For Maya Lind: nobody yet. Ask Ana" in page


def test_the_sponsor_names_ahead_and_is_shown_no_case(west: Case6West) -> None:
    west.name_stand_in()
    id = west.led()
    ana = client_of(west.town.ana)
    page = ana.get(reverse("reviews:name_stand_ins", args=[west.town.six_west.pk])).content.decode()
    assert "Grace Hale" in page
    assert NUMBER not in page
    assert status(west.town.ana, *show(west), id) == 404
    answer = ana.post(reverse("reviews:name_stand_ins", args=[west.town.six_west.pk]), {"nobody": "physician"})
    assert answer.status_code == 303
    assert not queries.stand_ins(west.town.six_west).exists()


@pytest.mark.parametrize("who", ["tom", "ana", "joan", "priya", "lee", "sam", "dana"])
def test_neither_partner_sponsor_nor_office_stands_in(west: Case6West, who: str) -> None:
    person = getattr(west.town, who)
    url = reverse("reviews:name_stand_ins", args=[west.town.six_west.pk])
    answer = client_of(west.town.ana).post(url, {"side": "physician", "person": person.email})
    assert answer.status_code == 422
    assert not queries.stand_ins(west.town.six_west).exists()


def test_who_became_a_coach_since_no_longer_stands_in(west: Case6West) -> None:
    west.name_stand_in()
    make_role(west.stand_in, Role.COACH)
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    assert status(west.stand_in, *show(west), id) == 404


def test_another_sponsor_names_nobody_here(west: Case6West) -> None:
    assert status(west.town.helen, "reviews:name_stand_ins", west.town.six_west.pk) == 404


def test_a_stand_in_finds_it_on_their_own_page(west: Case6West) -> None:
    west.name_stand_in()
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    page = client_of(west.stand_in).get(reverse("reviews:list_standing_in")).content.decode()
    assert NUMBER in page
    assert "6 West" in page
    assert NUMBER not in west.maya.client.get(reverse("reviews:list_standing_in")).content.decode()
    assert status(west.stand_in, "reviews:list_cases", west.town.six_west.pk) == 404


def test_an_ally_looks_on_and_changes_nothing(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:invite", id, person="nia grant")
    nia = client_of(west.town.nia)
    assert nia.get(reverse(*_at(west, id))).status_code == 200
    answer = nia.post(reverse("reviews:add_action", args=[west.town.six_west.pk, id]), ACTION)
    assert answer.status_code == 422
    assert "invited to look on" in answer.content.decode()
    west.maya.sends("reviews:invite", id, back=str(west.town.nia.pk))
    assert nia.get(reverse(*_at(west, id))).status_code == 404


@pytest.mark.parametrize("who", ["ana", "joan", "priya", "lee"])
def test_sponsor_coach_office_and_analyst_are_not_invited(west: Case6West, who: str) -> None:
    id = west.following()
    page = west.maya.sends("reviews:invite", id, person=getattr(west.town, who).email, status=422)
    assert "cannot be invited" in page
    assert Membership.objects.filter(space=west.enter(id).case.space).count() == 2


def test_a_name_that_is_not_whole_finds_nobody(west: Case6West) -> None:
    id = west.following()
    assert "Nobody here goes by exactly this" in west.maya.sends("reviews:invite", id, person="Nia", status=422)


def test_a_person_in_two_dyads_never_crosses(west: Case6West) -> None:
    id = west.led()
    assert status(west.town.maya, "reviews:show_case", west.town.seven_east.pk, id) == 404
    assert status(west.town.ines, "reviews:show_case", west.town.six_west.pk, id) == 404
    assert (
        NUMBER
        not in west.maya.client.get(reverse("reviews:list_cases", args=[west.town.seven_east.pk])).content.decode()
    )
