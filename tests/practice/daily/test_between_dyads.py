"""What two partners write stays between these two: other dyads, past partners and everyone else find nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from colead.partnerships import actions as partnership_actions
from colead.practice.daily import queries
from colead.practice.daily.actions import briefs, coffees, debriefs, doors, run_its
from colead.practice.wins import actions as wins
from colead.practice.wins import queries as wins_queries
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk

PHRASE = "cohort the admissions"


@pytest.fixture
def written(maya: Desk, tom: Desk) -> dict[str, Any]:
    """One of everything in 6 West."""
    pair, by = maya.pair, maya.viewer
    doors.set_door(pair=pair, says="rounding", by=by)
    debriefs.keep_draft(pair=pair, text={"line": f"draft: {PHRASE}"}, by=by)
    appreciation = wins.appreciate(pair=tom.pair, line=PHRASE, by=tom.viewer)
    told = {"kind": "hard_day", "need": "listen", "line": PHRASE}
    return {
        "run_it": run_its.ask(pair=pair, kind="gut_check", line=PHRASE, by=by),
        "debrief": debriefs.share(pair=tom.pair, text=told, by=tom.viewer),
        "coffee": coffees.invite(pair=pair, by=by),
        "brief": briefs.share(pair=pair, text={"meeting": PHRASE, "position": PHRASE}, speaker=by.person, by=by),
        "appreciation": appreciation,
    }


LISTS = ("list_between", "list_kept", "write_debrief", "set_door", "show_help", "wins:list_appreciations")
ITEMS = ("run_it", "debrief", "coffee", "brief")
POSTS = (
    ("answer_run_it", "run_it"),
    ("settle_run_it", "run_it"),
    ("reply_to_call", "run_it"),
    ("keep_run_it", "run_it"),
    ("answer_debrief", "debrief"),
    ("talk_debrief", "debrief"),
    ("ask_advice", "debrief"),
    ("answer_coffee", "coffee"),
    ("withdraw_coffee", "coffee"),
    ("edit_brief", "brief"),
    ("agree_brief", "brief"),
    ("bring_back", "brief"),
    ("withdraw_brief", "brief"),
    ("wins:remove_appreciation", "appreciation"),
)


def finds_nothing(desk: Desk, written: dict[str, Any], *, status: int) -> None:
    """No item opens or changes for this desk; its lists, where they open, hold none of the words."""
    for route in LISTS:
        answer = desk.client.get(desk.url(route))
        assert answer.status_code == status
        assert PHRASE not in answer.content.decode()
    for kind in ITEMS:
        assert desk.client.get(desk.url(f"show_{kind}", written[kind].pk)).status_code == 404
    for route, kind in POSTS:
        assert desk.client.post(desk.url(route, written[kind].pk), {"reply": "yes"}).status_code == 404


def test_mayas_two_dyads_never_cross(
    riverside: Riverside, desk: Callable[..., Desk], written: dict[str, Any], maya: Desk
) -> None:
    in_seven_east = desk(riverside.maya, riverside.seven_east)
    finds_nothing(in_seven_east, written, status=200)
    viewer, pair = in_seven_east.viewer, in_seven_east.pair
    assert queries.find(viewer, pair, PHRASE) == []
    assert wins_queries.find(viewer, pair, PHRASE) == []
    assert queries.waiting_for(viewer, pair) == queries.between_us(viewer, pair) == []
    assert queries.door_of(viewer, pair, pair.me) is None
    assert len(queries.find(maya.viewer, maya.pair, PHRASE)) == 3


def test_other_partner_of_maya_sees_nothing(
    riverside: Riverside, desk: Callable[..., Desk], written: dict[str, Any]
) -> None:
    finds_nothing(desk(riverside.ines, riverside.seven_east), written, status=200)


@pytest.mark.parametrize(
    "name", ["ana", "kwame", "helen", "ines", "priya", "joan", "lee", "sam", "dana", "rosa", "nia"]
)
def test_everyone_else_finds_nothing_at_all(
    riverside: Riverside, desk: Callable[..., Desk], written: dict[str, Any], name: str
) -> None:
    finds_nothing(desk(getattr(riverside, name)), written, status=404)


def test_past_partner_and_successor_see_nothing(
    riverside: Riverside, desk: Callable[..., Desk], written: dict[str, Any], tom: Desk
) -> None:
    keeper = viewer_of(riverside.priya)
    partnership_actions.end_seat(partnership=riverside.six_west, side="physician", by=keeper)
    finds_nothing(tom, written, status=404)
    partnership_actions.fill_seat(
        partnership=riverside.six_west, side="physician", person=riverside.ines, by=keeper, is_interim=True
    )
    finds_nothing(desk(riverside.ines), written, status=200)
    finds_nothing(desk(riverside.maya), written, status=200)


def test_two_partners_find_their_own_words(maya: Desk, tom: Desk, written: dict[str, Any]) -> None:
    for desk in (maya, tom):
        found = queries.find(desk.viewer, desk.pair, "COHORT the")
        assert {line.kind for line in found} == {"runit", "debrief", "brief"}
    assert queries.find(tom.viewer, tom.pair, "gut_check") == []
    assert queries.find(tom.viewer, tom.pair, "  ") == []
    assert "draft:" not in str(queries.find(tom.viewer, tom.pair, "draft"))
