"""Huddles that exist anyway, and two minutes of a weekday for who likes them."""

from datetime import timedelta

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.meetings.models import PairCheck
from colead.practice.meetings.queries import partner_time
from colead.promises import retention
from tests.practice.meetings.conftest import Together

LIST = "meetings:list_huddles"


def card(together: Together, opens: str = "nurse") -> object:
    said = {"which": "Bed huddle", "nurse": "Float staff", "physician": "Discharges", "opens": opens}
    together.maya.sends(LIST, on_day=clock.today().isoformat(), **said)
    return partner_time.huddles(together.maya.viewer, together.maya.pair)[0][0].pk


def chosen(page: str) -> str:
    """Who is offered to open the next one."""
    ticked = next(part for part in page.split("<input")[1:] if 'name="opens"' in part and "checked" in part)
    return ticked.split('value="')[1].split('"')[0]


def test_card_says_who_opens_and_who_speaks_to_what(together: Together) -> None:
    card(together)
    page = together.tom.sees(LIST)
    assert "Float staff" in page
    assert f"{together.maya.person.name} opens" in page


def test_who_opens_is_offered_in_turn(together: Together) -> None:
    card(together, opens="nurse")
    assert chosen(together.tom.sees(LIST)) == "physician"
    card(together, opens="physician")
    assert chosen(together.tom.sees(LIST)) == "nurse"


def test_line_after_is_written_by_either(together: Together) -> None:
    id = card(together)
    together.tom.sends("meetings:say_after", id, after="Two beds by noon")
    assert "Two beds by noon" in together.maya.sees(LIST)
    assert "Write a line, please" in together.tom.sends("meetings:say_after", id, after="", status=422)
    together.maya.sends("meetings:remove_huddle", id)
    assert "Two beds by noon" not in together.tom.sees(LIST)


def test_two_minutes_of_a_day_take_any_one_of_three(together: Together) -> None:
    together.maya.sends("meetings:say_today", one_thing="The visit of the board")
    together.tom.sends("meetings:say_today", off="on")
    page = together.tom.sees(LIST)
    assert "The visit of the board" in page
    assert "off today" in page
    assert "One line is enough" in together.maya.sends("meetings:say_today", status=422)


def test_what_is_said_anew_takes_the_place_of_what_was_said(together: Together) -> None:
    together.maya.sends("meetings:say_today", one_thing="The visit of the board")
    together.maya.sends("meetings:say_today", one_thing="The fire drill", same="Visiting hours")
    page = together.tom.sees(LIST)
    assert "The fire drill" in page
    assert "The visit of the board" not in page


def test_a_day_is_gone_tomorrow_from_the_page_and_in_a_week_from_everywhere(together: Together) -> None:
    together.maya.sends("meetings:say_today", one_thing="The visit of the board")
    clock.travel(timedelta(days=1))
    assert "The visit of the board" not in together.tom.sees(LIST)
    clock.travel(timedelta(days=9))
    retention.sweep(on=clock.today())
    assert not PairCheck.door.visible_to(together.maya.viewer).exists()


def test_nobody_is_asked_for_a_huddle_or_a_check(together: Together) -> None:
    card(together)
    together.maya.sends("meetings:say_today", one_thing="The visit of the board")
    assert not Notice.objects.filter(key__startswith="time ").exists()
    assert "The visit of the board" not in together.tom.sees("home:pair")
