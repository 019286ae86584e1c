"""A talk of two moves only as they both can follow, ends in two ways, and asks how it is after a fortnight."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.content import conflicts as content
from colead.content import prompts
from colead.rules import conflicts
from colead.rules.conflicts import MACHINE, State
from colead.rules.moves import IllegalMove

DAY = date(2026, 11, 24)
STATES = st.sampled_from(list(State))


def test_every_state_can_be_reached_and_two_end_it():
    assert MACHINE.reachable == set(State)
    assert MACHINE.terminal == conflicts.CLOSED


@given(STATES.filter(lambda state: state not in conflicts.CLOSED))
def test_whatever_stands_open_can_be_let_go_by_the_one_who_began(state):
    assert MACHINE.next_state(state, "let_go") is State.LET_GO
    assert conflicts.may_let_go(state, is_inviter=True, is_called_settled=False)
    assert not conflicts.may_let_go(state, is_inviter=True, is_called_settled=True)


@pytest.mark.parametrize("state", [State.INVITED, State.NOT_YET, State.CROSSED])
def test_who_was_asked_cannot_make_the_invitation_go_away(state):
    assert not conflicts.may_let_go(state, is_inviter=False, is_called_settled=False)


@pytest.mark.parametrize("state", [State.INVITED, State.NOT_YET, State.SET])
def test_we_talked_is_always_a_way(state):
    assert MACHINE.next_state(state, "talk") is State.TALKED


@given(st.lists(st.sampled_from(sorted({verb for _, verb in MACHINE.moves})), max_size=25))
def test_nobody_agrees_on_anything_before_they_talked(verbs):
    state, was_talked = State.PRIVATE, False
    for verb in verbs:
        try:
            state = MACHINE.next_state(state, verb)
        except IllegalMove:
            continue
        was_talked = was_talked or state is State.TALKED
        assert was_talked or state not in {State.AGREED, State.PART, State.STUCK, State.CHECK_DUE, State.LADDERED}


@given(STATES, st.integers(-40, 40))
def test_only_what_was_agreed_on_falls_due_and_only_on_its_day(state, days):
    today = DAY + timedelta(days=days)
    now = conflicts.present_state(state, check_on=DAY, today=today)
    falls_due = state in {State.AGREED, State.PART} and days >= 0
    assert now is (State.CHECK_DUE if falls_due else state)
    assert conflicts.present_state(state, check_on=None, today=today) is state


def test_check_comes_after_a_fortnight_and_a_time_within_a_week():
    assert conflicts.check_day(DAY) == DAY + timedelta(days=14)
    assert conflicts.propose_by(DAY) == DAY + timedelta(days=7)


@given(STATES, STATES, st.integers(0, 3))
def test_what_both_said_goes_back_only_where_it_can_be_said_again_and_only_that_day(state, before, days):
    today = DAY + timedelta(days=days)
    verb = conflicts.may_take_back(state, before=before, both_on=DAY.isoformat(), today=today)
    if verb:
        assert days == 0
        assert MACHINE.next_state(before, verb) is state
        assert conflicts.still_waits(before, verb)
    assert not conflicts.may_take_back(state, before=before, both_on="", today=today)


@given(STATES, st.integers(0, 30))
def test_only_an_invitation_without_a_talk_is_asked_about(state, days):
    asked = conflicts.is_untalked(state, invited_on=DAY, today=DAY + timedelta(days=days))
    assert asked == (days >= 7 and state in {State.INVITED, State.NOT_YET, State.SET})


def test_every_key_of_the_rules_has_its_words():
    known = content.load()
    for choices, keys in (
        (known.entries, conflicts.Kind),
        (known.settings, conflicts.Setting),
        (known.checks, conflicts.Check),
        (known.rungs, conflicts.Rung),
    ):
        assert {choice.key for choice in choices} == set(keys)
    assert {reply.key for reply in known.replies} | {"other_time"} == set(conflicts.Reply)


def test_five_prompts_and_a_generous_reading_among_them():
    asked = prompts.load().conflict
    assert [one.key for one in asked] == ["camera", "story", "good_will", "my_part", "want"]
    assert "meant well" in asked[2].text
