"""The keystroke budgets: each act is done by filling only what is required and tapping once."""

import re
from typing import Any

import pytest
from django.forms import Form

from colead.content import daily
from colead.practice.daily import queries
from colead.practice.daily.actions import coffees, debriefs, run_its
from colead.practice.daily.forms import AnswerForm, AskForm, CoffeeReplyForm, DebriefForm, DoorForm, ReplyForm
from colead.practice.daily.models import RunIt
from colead.practice.wins.forms import AppreciationForm
from colead.promises import space
from tests.practice.conftest import Desk

# act, form, required lines, required taps (workflows 0.5)
BUDGETS = (
    ("ask", AskForm(), 1, 1),
    ("answer", AnswerForm(answers=daily.load().run_it_answers), 0, 1),
    ("debrief", DebriefForm(), 1, 1),
    ("reply", ReplyForm(replies=daily.load().needs[0].replies, may_advise=True), 0, 1),
    ("coffee", CoffeeReplyForm(), 0, 1),
    ("door", DoorForm(), 0, 1),
    ("appreciation", AppreciationForm(), 1, 0),
)


@pytest.mark.parametrize(("act", "form", "lines", "taps"), BUDGETS, ids=[row[0] for row in BUDGETS])
def test_required_inputs_keep_the_budget(act: str, form: Form, lines: int, taps: int) -> None:
    required = [field for field in form.fields.values() if field.required]
    assert len([field for field in required if not hasattr(field, "choices")]) == lines
    assert len([field for field in required if hasattr(field, "choices")]) == taps


def test_each_act_is_done_with_its_budget(maya: Desk, tom: Desk) -> None:
    maya.sends("ask_run_it", line="Rounds at 8:15?", kind="gut_check")
    run_it = queries.run_its_of(tom.viewer, tom.pair).get()
    tom.sends("answer_run_it", run_it.pk, answer="good")
    maya.sends("invite_coffee")
    maya.sends("write_debrief", line="A long day", need="just_tell")
    tom.sends("set_door", says="open")
    tom.sends("wins:list_appreciations", line="You stayed.")


def test_whatever_waits_is_answered_in_place_with_one_tap(maya: Desk, tom: Desk) -> None:
    """Every button in the list, sent as the browser would send it, is taken and comes back to the list."""
    for kind in daily.load().run_it_kinds:
        run_its.ask(pair=tom.pair, kind=kind.key, line=f"About {kind.key}", by=tom.viewer)
    for need in daily.load().needs:
        debriefs.share(pair=tom.pair, text={"need": need.key, "line": f"Need {need.key}"}, by=tom.viewer)
    coffees.invite(pair=tom.pair, by=tom.viewer)
    waiting = queries.waiting_for(maya.viewer, maya.pair, back=maya.url("list_between"))
    assert len(waiting) == 10
    for line in waiting:
        answer = next(answer for answer in line.answers if not answer.asks)
        sent = maya.client.post(answer.action_url, answer.fields)
        assert (sent.status_code, sent.headers["Location"]) == (303, maya.url("list_between"))
    assert queries.waiting_for(maya.viewer, maya.pair) == []


def test_no_answer_but_the_open_line_asks_for_more_than_a_tap(maya: Desk, tom: Desk) -> None:
    """Workflows 0.5: what opens a line is W3's optional line; needed only where an answer would say nothing."""
    for kind in daily.load().run_it_kinds:
        run_its.ask(pair=tom.pair, kind=kind.key, line=f"About {kind.key}", by=tom.viewer)
    said = [answer for line in queries.waiting_for(maya.viewer, maya.pair) for answer in line.answers]
    assert {answer.label for answer in said if answer.asks} == {"Change this", "I would say ..."}
    assert {answer.label for answer in said if answer.needs_line} == {"I would say ..."}


def test_own_call_is_one_line_and_one_tap(maya: Desk) -> None:
    run_its.ask(pair=maya.pair, kind="gut_check", line="East side?", by=maya.viewer)
    settle = queries.asker_choices(*only(maya))
    choices = {choice.key: bool(choice.line) for choice in daily.load().asker_choices if choice.key in settle}
    assert choices == {"decide": True, "move": False, "talk": False, "drop": False}


def only(desk: Desk) -> tuple[RunIt, dict[str, Any]]:
    run_it = queries.run_its_of(desk.viewer, desk.pair).get()
    return run_it, space.read(run_it, desk.viewer)


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example/", "/sponsor/", "javascript:x"])
def test_way_back_never_leaves_the_pair(maya: Desk, tom: Desk, away: str) -> None:
    run_it = run_its.ask(pair=tom.pair, kind="fyi", line="One", by=tom.viewer)
    sent = maya.client.post(maya.url("answer_run_it", run_it.pk), {"answer": "good", "back": away})
    assert sent.headers["Location"] == maya.url("show_run_it", run_it.pk)


def test_first_writing_shows_the_honest_notice_and_later_folds_it(maya: Desk) -> None:
    notice = daily_notice()
    assert notice in maya.sees("ask_run_it")
    maya.sends("ask_run_it", line="One", kind="fyi")
    assert notice not in maya.sees("ask_run_it")
    assert "How private this is" in maya.sees("ask_run_it")


def daily_notice() -> str:
    return "a court can order the organisation to keep and hand over what still exists"


def test_every_writing_field_says_who_can_see_it(maya: Desk) -> None:
    for route in ("ask_run_it", "write_debrief", "write_brief", "wins:list_appreciations", "list_between"):
        page = maya.sees(route)
        fields = re.findall(r"<textarea|<input type=\"text\"", page)
        assert fields
        assert page.count("Who can see this:") >= 1
