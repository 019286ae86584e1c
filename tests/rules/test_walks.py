"""Rounds and seats: a promise stays until people were told; a wish only where somebody is missing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import seats, walks
from colead.rules.moves import IllegalMove
from colead.rules.seats import Mode
from colead.rules.walks import MACHINE, PROMISE, Promise, State

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
VERBS = st.lists(st.sampled_from(sorted({verb for _state, verb in PROMISE.moves})), max_size=12)


@given(VERBS)
def test_a_promise_ends_by_telling_or_by_taking_it_out_and_opens_again_only_by_taking_back(verbs):
    state = PROMISE.start
    for verb in verbs:
        if not PROMISE.may(state, verb):
            continue
        before, state = state, PROMISE.next_state(state, verb)
        if before is Promise.OPEN and state is not Promise.OPEN:
            assert verb in {"tell_back", "take_out"}
        assert before is not Promise.TOLD_BACK or (verb, state) == ("take_back", Promise.OPEN)


def test_told_not_yet_keeps_the_promise_in_sight():
    assert PROMISE.next_state(Promise.OPEN, "tell_not_yet") is Promise.OPEN


@pytest.mark.parametrize("verb", ["tell_back", "tell_not_yet"])
def test_nothing_is_told_back_where_nothing_was_promised(verb):
    with pytest.raises(IllegalMove):
        PROMISE.next_state(Promise.NONE, verb)


def test_a_round_that_was_walked_is_not_planned_anew():
    assert not MACHINE.may(State.WALKED, "plan")
    assert MACHINE.may(State.WALKED, "note")


@given(DAYS, st.integers(0, 40), st.sampled_from(Promise))
def test_a_promise_is_long_open_after_a_fortnight(told_on, days, promise):
    is_long = walks.is_long_open(promise, told_on, told_on + timedelta(days=days))
    assert is_long is (promise is Promise.OPEN and days > 14)


@pytest.mark.parametrize("mode", Mode)
def test_a_seat_is_wished_for_only_where_somebody_is_missing(mode):
    assert seats.may_wish(mode) is (mode is not Mode.BOTH)
    assert seats.may_alternate(mode, is_co_led=True) is (mode is Mode.BOTH)
    assert not seats.may_alternate(mode, is_co_led=False)
