"""What the forms of a case refuse comes back as it was typed; steps out of turn change nothing; any case goes back."""

from datetime import timedelta

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.reviews import queries
from colead.promises import retention
from colead.rules import reviews as rules
from colead.rules.reviews import State
from tests.practice.conftest import Desk
from tests.practice.reviews.conftest import ACTION, NUMBER, PEOPLE, Case6West, status

pytestmark = pytest.mark.django_db
TOLD = {"told_who": "staff", "is_told": "yes"}


def day(n: int) -> str:
    return (clock.today() + timedelta(days=n)).isoformat()


REFUSED = [
    ("add_action", {**ACTION, "action": "A" * 101}, "action"),
    ("add_action", {**ACTION, "owner_role": "R" * 61}, "owner_role"),
    ("add_action", {**ACTION, "owner_role": ""}, "action"),
    ("add_action", {**ACTION, "strength": "heroic"}, "action"),
    ("add_action", {**ACTION, "measure": "M" * 101}, "measure"),
    ("add_action", {**ACTION, "due_on": "2199-01-01"}, "due_on"),
    ("add_action", {**ACTION, "is_copied": "on"}, "action"),
    ("see_to_people", {**PEOPLE, "by_family": "T" * 61}, "by_family"),
    ("promise_to_tell", {"tell_by": "0001-01-01"}, "tell_by"),
    ("tell_back", {**TOLD, "told_on": "2199-01-01"}, "told_on"),
    ("tell_back", {**TOLD, "told_on": "1999-01-01"}, "told_on"),
]


@pytest.mark.parametrize(("route", "words", "kept"), REFUSED)
def test_what_is_refused_comes_back_as_it_was_typed(
    west: Case6West, route: str, words: dict[str, str], kept: str
) -> None:
    id = west.following()
    before = west.text(id)
    page = west.maya.sends(f"reviews:{route}", id, status=422, **words)
    assert "has-errors" in page
    assert f'value="{words[kept]}"' in page
    assert (west.text(id), west.state(id)) == (before, "following")
    assert queries.actions_of(west.maya.viewer, west.enter(id).case) == []


def test_a_line_too_long_is_kept_in_its_box(west: Case6West) -> None:
    id = west.following()
    line = "We are looking into it together. " * 9
    assert len(line) > rules.LINE_MAX
    page = west.maya.sends("reviews:word_line", id, status=422, line=line, seen="")
    assert line.strip() in page
    assert west.enter(id).case.line is None


def test_told_today_and_told_long_ago_are_taken(west: Case6West) -> None:
    id = west.following()
    for who, on in (("reporter", day(0)), ("family", day(-400))):
        west.maya.sends("reviews:tell_back", id, told_who=who, is_told="yes", told_on=on)
        assert west.text(id)[f"told_{who}_on"] == on


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("look_over", {"answer": "clear", "lead": "both"}),
        ("take_away", {}),
        ("carry", {"outcome": "delivered"}),
        ("carry", {"outcome": "could_not"}),
        ("tap", {"verb": "learn"}),
        ("tap", {"verb": "close"}),
        ("tap", {"verb": "slip"}),
        ("note_channel", {"channel": "in_person", "confidential": "yes"}),
    ],
)
def test_step_out_of_turn_changes_nothing_of_an_event(west: Case6West, route: str, words: dict[str, str]) -> None:
    id = west.following()
    before = west.text(id)
    answer = west.maya.client.post(west.maya.url(f"reviews:{route}", id), words)
    assert answer.status_code in (404, 422)
    assert (west.text(id), west.state(id)) == (before, "following")


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("see_to_people", PEOPLE),
        ("add_action", ACTION),
        ("word_line", {"line": "We look.", "seen": ""}),
        ("tell_back", {**TOLD, "told_on": "2026-01-06"}),
        ("promise_to_tell", {"tell_by": "2026-12-30"}),
        ("note_channel", {"channel": "in_person", "confidential": "no"}),
        ("tap", {"verb": "learn"}),
        ("tap", {"verb": "close"}),
    ],
)
def test_nothing_is_written_of_a_message_by_whatever_address(
    west: Case6West, route: str, words: dict[str, str]
) -> None:
    id = west.led(kind="conduct", lead="maya")
    before = west.text(id)
    answer = west.maya.client.post(west.maya.url(f"reviews:{route}", id), words)
    assert answer.status_code in (404, 422)
    assert (west.text(id), west.state(id)) == (before, "screened_in")


@pytest.mark.parametrize("kind", ["adverse_event", "patient_feedback", "employee_concern"])
def test_any_case_goes_back_to_its_office_and_ends_there(west: Case6West, kind: str) -> None:
    id = west.led(kind=kind)
    west.tom.sends("reviews:carry", id, outcome="returned")
    case = west.enter(id).case
    assert case.state == State.RETURNED
    assert case.space.closed_at is not None
    assert case.retain_until == clock.today() + timedelta(days=90)
    assert not Notice.objects.filter(key__startswith=f"{id} ", sent_at=None).exists()
    page = west.maya.sees("reviews:show_case", id)
    assert "the office&#x27;s again, once you have told them." in page
    assert "Back to the office" not in page
    west.maya.sends("reviews:tap", id, status=422, verb="slip")
    retention.sweep(on=case.retain_until + timedelta(days=1))
    assert status(west.town.maya, "reviews:show_case", west.town.six_west.pk, id) == 404


def test_way_back_stands_where_it_can_be_gone_and_not_on_a_message_twice(west: Case6West) -> None:
    assert "Back to the office" in west.maya.sees("reviews:show_case", west.led())
    message = west.maya.sees("reviews:show_case", west.led(kind="conduct", lead="maya", number="7"))
    assert message.count("Back to the office") == 1


def test_who_looks_on_is_offered_no_step(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    client = Desk(west.town.nia, west.town.six_west)
    page = client.sees("reviews:show_case", id)
    assert NUMBER in page
    for step in ("Back to the office", "Add an action", "Hand over to", "Turn my key", "Find the words"):
        assert step not in page
    client.sends("reviews:carry", id, status=422, outcome="returned")
    assert west.state(id) == "following"


def test_hand_over_to_somebody_who_does_not_answer_to_it_is_hidden(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    for lead in (str(west.town.nia.pk), str(west.town.ana.pk), "", "nobody"):
        west.maya.sends("reviews:hand_over", id, status=404, lead=lead)
    assert west.text(id)["lead"] == "both"


def test_twentieth_action_is_the_last(west: Case6West) -> None:
    id = west.following()
    for n in range(20):
        west.maya.sends("reviews:add_action", id, **{**ACTION, "action": f"Action {n}"})
    page = west.tom.sends("reviews:add_action", id, status=422, **{**ACTION, "action": "One more"})
    assert "Twenty actions stand here" in page
    assert len(queries.actions_of(west.maya.viewer, west.enter(id).case)) == 20


def test_action_of_another_case_is_not_tapped_from_this_one(west: Case6West) -> None:
    one, other = west.following(), west.following(number="7")
    west.maya.sends("reviews:add_action", one, **ACTION)
    [(action, _text)] = queries.actions_of(west.maya.viewer, west.enter(one).case)
    for verb in ("done", "remove"):
        west.maya.sends("reviews:tap_action", other, action.pk, status=404, verb=verb)
    west.maya.sends("reviews:tap_action", one, action.pk, status=404, verb="burn")
    [(same, _text)] = queries.actions_of(west.maya.viewer, west.enter(one).case)
    assert same.done_on is None
