"""Each kind shows the lines that fit it, and takes no other; home leads to the one it speaks of."""

import re

import pytest

from colead.foundation.waiting import Place
from colead.practice.reviews import queries
from colead.practice.reviews.models import Action
from colead.practice.reviews.queries import home as home_lines
from tests.practice.reviews.conftest import ACTION, Case6West
from tests.practice.reviews.test_allies import cases_of, given, named, points

pytestmark = pytest.mark.django_db
SHOW = "reviews:show_case"
FAMILY = ("The patient or family, by the office", "Somebody trained for it is speaking with the patient and family")
TOLD = {"is_told": "yes", "told_on": "2026-01-06"}


def seen(west: Case6West, id: object) -> str:
    return west.maya.sees(SHOW, id).partition("<main")[2]


@pytest.mark.parametrize("kind", ["near_miss", "good_catch", "employee_concern", "conduct", "practice"])
def test_no_family_waits_where_nobody_was_harmed_or_complained(west: Case6West, kind: str) -> None:
    page = seen(west, west.led(kind=kind))
    assert not [words for words in FAMILY if words in page]


def test_a_concern_is_told_to_who_raised_it_and_to_nobody_else(west: Case6West) -> None:
    id = west.led(kind="employee_concern")
    for who in ("staff", "family"):
        west.maya.sends("reviews:tell_back", id, told_who=who, status=422, **TOLD)
    page = seen(west, id)
    assert "Who raised it" in page
    assert not [words for words in ("Who reported it", "The staff", *FAMILY) if words in page]
    [sent] = re.findall(r'<input type="hidden" name="told_who" value="(\w+)"', page)
    west.maya.sends("reviews:tell_back", id, told_who=sent, **TOLD)
    page = seen(west, id)
    assert "Told: Who raised it." in page
    assert "Still open" not in page
    assert "Still open" not in west.maya.sees("reviews:list_cases")


@pytest.mark.parametrize("kind", ["near_miss", "good_catch"])
def test_where_nobody_was_harmed_two_ticks_are_all(west: Case6West, kind: str) -> None:
    id = west.led(kind=kind)
    west.maya.sends("reviews:see_to_people", id, known_staff="on")
    assert west.state(id) == "people_first"
    west.maya.sends("reviews:see_to_people", id, known_staff="on", known_unit="on")
    assert west.state(id) == "following"


def test_of_a_complaint_nobody_is_offered_the_words_of_an_event(west: Case6West) -> None:
    """'Something happened on our unit' is not what two say of a complaint, and betrays a concern."""
    words = "Something happened on our unit."
    assert words in seen(west, west.led())
    for kind, number in (("patient_feedback", "2"), ("employee_concern", "3"), ("good_catch", "4")):
        assert words not in seen(west, west.led(kind=kind, number=number))


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("delivered", "The talk has been held. Nothing more is asked of you two."),
        ("could_not", "The talk could not be held. If its office waits to hear, tell them: Colead tells nobody."),
        ("returned", "once you have told them."),
    ],
)
def test_a_message_ends_in_words_that_are_true(west: Case6West, outcome: str, said: str) -> None:
    id = west.led(kind="conduct")
    west.maya.sends("reviews:carry", id, outcome=outcome)
    for page in (west.tom.sees(SHOW, id), west.tom.sees("reviews:list_cases")):
        assert said.rstrip(".") in page
        assert "This is closed" not in page


def test_what_is_closed_says_so_warmly(west: Case6West) -> None:
    id = west.told()
    west.maya.sends("reviews:tap", id, verb="close")
    assert "It has been seen through. Nothing more is asked of you here." in west.maya.sees(SHOW, id)


# An action is taken off


def test_taking_an_action_off_is_asked_for_once_more(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:add_action", id, is_released="on", **ACTION)
    page = seen(west, id)
    before, _verb, _after = page.partition('name="verb" value="remove"')
    asked = before.rpartition('<details class="confirm"')[2]
    assert "does not come back" in asked
    assert "</details>" not in asked, "the tap that takes it off stands within what asks"
    assert Action.door.visible_to(west.tom.viewer).count() == 1


def test_who_looks_on_takes_no_action_off(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:add_action", id, **ACTION)
    [(action, _text)] = queries.actions_of(west.maya.viewer, west.enter(id).case)
    west.name_stand_in()
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.tom.sends("reviews:tap_action", id, action.pk, verb="remove", status=404)
    assert len(queries.actions_of(west.maya.viewer, west.enter(id).case)) == 1


# Home


def line(west: Case6West) -> tuple[str, str, Place]:
    [one], _between = home_lines.first_page(west.maya.viewer, west.maya.pair, has_support=False)
    return one.title, one.url, one.place


def test_home_opens_the_one_that_waits_for_a_look(west: Case6West) -> None:
    id = west.point()
    there = west.maya.url(SHOW, id)
    assert line(west) == ("An event or a concern waits for a look from you", there, Place.THEY_ASKED)
    other = west.led(number="2")
    assert line(west)[1] == there, "another that waits for a step is not the one"
    west.point(number="3")
    assert line(west)[1] == west.maya.url("reviews:list_cases"), "of several, the list"
    assert other in cases_of(west.town.tom)


@pytest.mark.parametrize("kind", ["adverse_event", "employee_concern", "conduct"])
def test_home_says_the_same_whatever_its_kind(west: Case6West, kind: str) -> None:
    west.point(kind=kind)
    assert line(west)[0] == "An event or a concern waits for a look from you"


def test_home_opens_the_one_whose_words_wait_for_a_key(west: Case6West) -> None:
    id, _other = west.following(), west.following(number="2")
    west.tom.sends("reviews:word_line", id, line="We are looking into it together.", seen="")
    assert line(west) == ("Something you look after waits for a step", west.maya.url(SHOW, id), Place.STEP)


def test_home_opens_the_one_that_is_open_between_the_two(west: Case6West) -> None:
    id = west.following()
    waiting, [one] = home_lines.first_page(west.maya.viewer, west.maya.pair, has_support=False)
    assert (waiting, one.url) == ([], west.maya.url(SHOW, id))


def test_who_pointed_comes_to_look_it_over_and_an_ally_does_not(west: Case6West) -> None:
    answer = west.maya.client.post(west.maya.url("reviews:point"), given(west), follow=True)
    [id] = cases_of(west.town.maya)
    assert answer.redirect_chain == [(west.maya.url(SHOW, id), 303)]
    assert "Is it one of these?" in answer.content.decode()
    points(west, named(west), number="2")
    assert cases_of(west.town.nia) == []
