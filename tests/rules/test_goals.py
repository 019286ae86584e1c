"""Goals: two keys make one live, five at most, two keys close it, and a month between is one tap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import goals
from colead.rules.goals import MACHINE, NEEDED, OUTCOMES, State
from colead.rules.moves import IllegalMove

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
VERBS = st.lists(st.sampled_from(sorted({verb for _state, verb in MACHINE.moves})), max_size=12)


def walked(verbs):
    """The states passed through; what is not allowed changes nothing."""
    path = [MACHINE.start]
    for verb in verbs:
        if MACHINE.may(path[-1], verb):
            path.append(MACHINE.next_state(path[-1], verb))
    return path


@given(VERBS)
def test_nothing_is_live_without_two_acceptances_of_the_same_words(verbs):
    path = walked(verbs)
    if State.LIVE in path:
        first = path.index(State.LIVE)
        assert path[first - 2 : first] == [State.DRAFT, State.ACCEPTED_BY_ONE]


@given(VERBS)
def test_what_is_closed_or_let_go_stays_so(verbs):
    path = walked(verbs)
    ended = [at for at, state in enumerate(path) if goals.is_over(state) or state is State.DROPPED]
    assert ended in ([], [len(path) - 1])


def test_an_edit_takes_the_one_acceptance_away():
    assert MACHINE.next_state(State.ACCEPTED_BY_ONE, "edit") is State.DRAFT


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_only_a_live_goal_ends(outcome):
    assert [state for state in State if MACHINE.may(state, outcome.value)] == [State.LIVE]


@pytest.mark.parametrize("state", [*OUTCOMES, State.DROPPED, State.DRAFT])
def test_only_a_live_goal_is_checked_in_on(state):
    with pytest.raises(IllegalMove) as refused:
        MACHINE.next_state(state, "check_in")
    assert refused.value.sentence.endswith("Nothing was changed.")


@pytest.mark.parametrize(("n_live", "may"), [(0, True), (4, True), (5, False), (6, False)])
def test_there_is_never_a_sixth(n_live, may):
    assert goals.may_go_live(n_live) is may


@given(st.sets(st.sampled_from([*NEEDED, "due_on", "objective"])))
def test_a_goal_lacks_what_both_need_and_nothing_else(filled):
    assert set(goals.lacks(filled)) == set(NEEDED) - filled


@given(DAYS, st.integers(0, 60))
def test_check_in_is_due_after_four_weeks_and_not_before(last_on, days):
    assert goals.check_in_is_due(last_on, last_on + timedelta(days=days)) is (days >= 28)


@given(DAYS)
def test_reminders_are_a_month_apart_and_fall_silent_by_themselves(said_on):
    days = goals.reminder_days(said_on)
    assert len(days) == 3
    assert {(later - earlier).days for earlier, later in zip((said_on, *days), days, strict=False)} == {28}


@given(DAYS, st.integers(0, 900), st.none() | st.integers(0, 900))
def test_look_with_the_sponsor_comes_once_a_year(first_on, days, looked_after):
    looked_on = first_on + timedelta(days=looked_after) if looked_after is not None else None
    due = goals.yearly_look_is_due(first_on, looked_on, first_on + timedelta(days=days))
    assert due is (days - (looked_after or 0) >= 365)
