"""A request: nothing comes before an answer, nobody is told too early, a yes has a day and a no a because."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from colead.rules import requests
from colead.rules.moves import IllegalMove
from colead.rules.requests import MACHINE, State, Value

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
VERBS = st.lists(st.sampled_from(sorted({verb for _state, verb in MACHINE.moves})), max_size=12)


@given(VERBS)
def test_nothing_comes_and_nothing_lapses_before_an_answer(verbs):
    state, answered = MACHINE.start, False
    for verb in verbs:
        if MACHINE.may(state, verb):
            state = MACHINE.next_state(state, verb)
            answered = answered or verb == "answer"
        assert answered or state in {State.ASKED, State.TAKEN_BACK}


@given(VERBS)
def test_what_was_taken_back_stays_so_and_only_what_did_not_come_waits_again(verbs):
    state = MACHINE.start
    for verb in verbs:
        if not MACHINE.may(state, verb):
            continue
        before, state = state, MACHINE.next_state(state, verb)
        assert before is not State.TAKEN_BACK
        if before not in requests.OPEN:
            assert state not in requests.OPEN or (before, verb) == (State.LAPSED, "wait")


def test_every_state_is_reached_and_each_says_where_it_stands():
    assert MACHINE.reachable == MACHINE.states == frozenset(State)
    assert MACHINE.terminal == {State.ARRIVED, State.TAKEN_BACK}


@pytest.mark.parametrize("state", [State.ARRIVED, State.LAPSED, State.TAKEN_BACK])
def test_what_has_ended_is_not_answered_any_more(state):
    with pytest.raises(IllegalMove):
        MACHINE.next_state(state, "answer")


def test_what_did_not_come_may_come_after_all_and_what_came_has_come():
    assert MACHINE.next_state(State.LAPSED, "arrive") is State.ARRIVED
    assert not MACHINE.may(State.ARRIVED, "lapse")


@given(DAYS, st.integers(-3, 60), st.sampled_from(State))
@example(date(2026, 11, 2), 14, State.ASKED)
@example(date(2026, 11, 2), 15, State.ASKED)
def test_office_is_told_after_the_fourteenth_day_of_what_has_no_answer(asked_on, days, state):
    told = requests.is_told(state, asked_on, asked_on + timedelta(days=days))
    assert told is (state is State.ASKED and days > 14)


@given(DAYS, st.integers(0, 400), st.sampled_from(State))
def test_sponsor_hears_after_a_week_and_after_a_fortnight_and_never_again(asked_on, days, state):
    due = requests.reminder_due(state, asked_on, asked_on + timedelta(days=days))
    if state is not State.ASKED or days < 7 or days >= 21:
        assert due == 0
    else:
        assert due == (7 if days < 14 else 14)


@given(DAYS, st.integers(-10, 400))
def test_age_is_whole_days_and_never_less_than_none(asked_on, days):
    assert requests.age(asked_on, asked_on + timedelta(days=days)) == max(0, days)


@given(st.sampled_from(Value), st.booleans(), st.booleans())
def test_yes_needs_a_day_and_anything_else_a_because(value, has_day, has_words):
    lacking = requests.lacks(value, has_day=has_day, has_words=has_words)
    if value is Value.YES:
        assert lacking == ("" if has_day else "by_on")
    else:
        assert lacking == ("" if has_words else "words")


@given(DAYS, st.integers(-40, 40), st.sampled_from(Value))
def test_two_are_asked_whether_it_came_from_its_day_on(today, days, value):
    by_on = today + timedelta(days=days)
    assert requests.is_due(value, by_on, today) is (value is not Value.YES or days <= 0)
    assert requests.is_due(value, None, today)


@given(DAYS, st.integers(-40, 40), st.sampled_from(Value))
def test_nobody_says_that_it_did_not_come_before_its_day(today, days, value):
    may = requests.may_lapse(value, today + timedelta(days=days), today)
    assert may is (value is Value.NO or days <= 0)
    assert requests.may_lapse(value, None, today)


@given(DAYS, st.integers(0, 40), st.sampled_from(State))
def test_it_did_not_come_is_taken_back_on_its_day_alone(today, days, state):
    may = requests.may_wait_again(state, today - timedelta(days=days), today)
    assert may is (state is State.LAPSED and days == 0)
    assert not may or MACHINE.next_state(state, "wait") in requests.OPEN
