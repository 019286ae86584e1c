"""What must be filled and tapped, and no more: a goal asks for five lines, a month for one tap."""

import re

import pytest

from tests.practice.conftest import Desk
from tests.practice.goals.conftest import LINES, Goals


def required(page: str, action: str) -> set[str]:
    """The names of the fields that the browser insists on in the form sent there."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(form for form in forms if action in form)
    return {
        name.group(1)
        for field in re.findall(r"<(?:input|textarea|select)[^>]*>", form)
        if re.search(r"\brequired\b", field) and (name := re.search(r'name="(\w+)"', field))
    }


def test_goal_is_kept_with_one_line_and_accepted_with_five(goals: Goals) -> None:
    assert required(goals.maya.sees("goals:draft_goal"), 'name="title"') == {"title"}
    id = goals.draft()
    goals.both_accept(id)
    assert goals.get(id).state == "live"
    assert len(LINES) == 5


def test_check_in_is_one_choice(goals: Goals) -> None:
    id = goals.live()
    assert required(goals.maya.sees("goals:show_goal", id), "/check-in/") == {"value"}
    goals.maya.sends("goals:check_in", id, value="on_way")


def test_closing_is_one_choice_and_one_line(goals: Goals) -> None:
    id = goals.live()
    assert required(goals.maya.sees("goals:end_goal", id), 'name="learned"') == {"outcome", "learned"}


@pytest.mark.parametrize("route", ["goals:draft_goal", "goals:list_goals"])
def test_every_writing_field_says_who_can_see_it(goals: Goals, route: str, maya: Desk) -> None:
    goals.live()
    page = maya.sees(route)
    for area in re.findall(r'<textarea[^>]*id="([^"]+)"', page):
        assert f'id="{area}_who"' in page or f"{area}_who" in page, area


def test_no_form_has_a_place_for_an_amount(goals: Goals) -> None:
    page = goals.maya.sees("goals:draft_goal")
    assert not re.findall(r'name="(\w*(?:amount|pay|bonus|salary)\w*)"', page)
