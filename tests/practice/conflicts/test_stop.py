"""Harassment, threats and danger are no talk between two: the stop is on every page, and keeps nothing."""

import pytest
from django.test import Client

from colead.content import safety
from tests.attacks.tables import changes, snapshot
from tests.practice.conflicts.conftest import agreed, invited
from tests.practice.conftest import Desk

STOP = safety.load().duty_to_report


LINE = "In danger, or something that must be reported? Call first."


def test_the_question_is_asked_at_the_first_door_and_at_the_stop(ana: Desk) -> None:
    for route in ("start", "show_stop"):
        assert STOP.question in ana.sees(f"conflicts:{route}")
    assert ana.url("conflicts:show_stop") in ana.sees("conflicts:start")


@pytest.mark.parametrize("route", ["prepare", "invite", "cross", "ask_help"])
def test_behind_the_door_one_line_leads_to_the_stop(route: str, ana: Desk) -> None:
    page = ana.sees(f"conflicts:{route}")
    assert STOP.question not in page
    main = page.partition("<h1")[2]
    assert main.index("</form>") < main.index(LINE)
    assert ana.url("conflicts:show_stop") in page


def test_the_page_for_help_leads_to_itself_nowhere(ana: Desk) -> None:
    page = ana.sees("conflicts:ask_help")
    assert f'<a href="{ana.url("conflicts:ask_help")}"' not in page
    assert page.index("learns only this:") < page.index("Not what about")


def test_stop_stands_at_every_stage_of_a_talk(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    assert LINE in kwame.sees("conflicts:show", id)
    later = agreed(kwame, ana)
    for route in ("show", "write_card"):
        assert LINE in ana.sees(f"conflicts:{route}", later)


def test_ps20_yes_shows_whom_to_call_and_stores_nothing(ana: Desk) -> None:
    client: Client = ana.client
    client.get(ana.url("conflicts:start"))
    before, cookies = snapshot(), {name: one.value for name, one in client.cookies.items()}
    page = client.get(ana.url("conflicts:show_stop"))
    assert [one.label for one in STOP.routes if one.label not in page.content.decode()] == []
    assert 'href="tel:' in page.content.decode()
    assert changes(before, snapshot()) == []
    assert {name: one.value for name, one in client.cookies.items()} == cookies
    assert "<textarea" not in page.content.decode()


def test_start_page_writes_nothing(ana: Desk) -> None:
    client: Client = ana.client
    client.get(ana.url("conflicts:start"))
    before = snapshot()
    client.get(ana.url("conflicts:start"))
    client.get(ana.url("conflicts:prepare") + "?kind=landed_badly")
    assert changes(before, snapshot()) == []
