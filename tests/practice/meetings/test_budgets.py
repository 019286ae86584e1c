"""What must be filled and tapped, and no more: nothing to prepare, ticks to close, a tap for a seat."""

import re

import pytest

from tests.practice.conftest import Desk
from tests.practice.goals.test_budgets import required
from tests.practice.meetings.conftest import TIME, Together


def test_preparing_asks_for_nothing(together: Together) -> None:
    """The agenda stands there with what lies in the rooms; nobody wrote a word for it."""
    together.chosen()
    together.maya.sends("daily:ask_run_it", line="Shall we cohort the new ones?", kind="gut_check")
    page = together.tom.sees(TIME)
    assert "Shall we cohort the new ones?" in page
    assert required(page, "/close/") == set()


def test_choosing_how_often_is_one_tap(together: Together) -> None:
    page = together.maya.sees("meetings:choose_rhythm")
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'name="rhythm"' in form)
    fields = dict(re.findall(r'name="(rhythm|weekday)" value="(\w+)"[^>]*checked', form))
    fields |= dict(re.findall(r'name="(minutes)" value="(\d+)"', form))
    assert set(fields) == {"rhythm", "weekday", "minutes"}
    together.maya.sends("meetings:choose_rhythm", **fields)
    assert together.ahead.minutes in (30, 60, 240)


def test_closing_is_ticks_alone(together: Together) -> None:
    together.chosen()
    together.close()
    assert together.past() == ["held"]


def test_how_we_are_is_one_tap(together: Together) -> None:
    together.chosen()
    assert required(together.maya.sees(TIME), "/us/") == set()
    together.say_us(together.maya, 4)


def test_note_of_a_round_is_three_lines_of_which_one_is_asked_for(together: Together) -> None:
    id = together.walk(days=0)
    page = together.maya.sees("meetings:show_walk", id)
    assert required(page, "/note/") == {"heard"}
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if "/note/" in form)
    folded = form.split("<details", 1)[0]
    assert {"heard", "promised", "promised_by"} == set(re.findall(r'name="(heard|promised|promised_by|asked)"', folded))


def test_seat_is_one_tap(together: Together) -> None:
    id = together.table(mode="nurse")
    page = together.maya.sees("meetings:list_seats")
    assert required(page, f"{id}/mode/") == set()
    together.maya.taps("Both", on="meetings:list_seats")
    assert together.get_table(id).mode == "both"


def test_telling_people_back_is_one_line(together: Together) -> None:
    id = together.walk()
    together.note(id, promised="A porter at night")
    assert required(together.maya.sees("meetings:show_walk", id), "/tell/") == {"told"}
    together.maya.sends("meetings:tell", id, told="A porter comes from Monday")
    assert together.get_walk(id).promise == "told_back"


@pytest.mark.parametrize("route", [TIME, "meetings:list_walks", "meetings:list_seats", "meetings:list_huddles"])
def test_every_writing_field_says_who_can_see_it(together: Together, route: str, maya: Desk) -> None:
    together.chosen()
    page = maya.sees(route)
    fields = re.findall(r'<(?:textarea|input type="text")[^>]*id="([^"]+)"', page)
    assert fields
    for area in fields:
        assert f"{area}_who" in page, area
