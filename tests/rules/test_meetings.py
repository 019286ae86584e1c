"""Partner time: when the next one comes, who opens it, what ends it, how much two people take along."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import meetings
from colead.rules.meetings import MACHINE, POINT, Kind, PointState, Rhythm, Side, State

DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))
WEEKDAYS = st.integers(0, 4)
RHYTHMS = st.sampled_from([Rhythm.WEEKLY, Rhythm.FORTNIGHTLY, Rhythm.MONTHLY])
BLOCKS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(0, 23)), max_size=6)


def walked(machine, verbs):
    """The states passed through; what is not allowed changes nothing."""
    path = [machine.start]
    for verb in verbs:
        if machine.may(path[-1], verb):
            path.append(machine.next_state(path[-1], verb))
    return path


def verbs_of(machine):
    return st.lists(st.sampled_from(sorted({verb for _state, verb in machine.moves})), max_size=10)


@given(DAYS, WEEKDAYS, RHYTHMS)
def test_next_time_lies_ahead_on_the_day_that_two_chose(after, weekday, rhythm):
    day, _kind = meetings.next_time(rhythm, weekday, after)
    assert day > after
    assert day.weekday() == weekday
    assert (day - after).days <= {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14, Rhythm.MONTHLY: 38}[rhythm]


@given(DAYS, WEEKDAYS)
def test_weekly_times_are_a_week_apart_and_fortnightly_ones_two(after, weekday):
    for rhythm, days in ((Rhythm.WEEKLY, 7), (Rhythm.FORTNIGHTLY, 14)):
        first, _kind = meetings.next_time(rhythm, weekday, after)
        second, _kind = meetings.next_time(rhythm, weekday, first)
        assert (second - first).days == days


@given(DAYS, WEEKDAYS)
def test_monthly_times_take_the_first_such_day_of_each_month(after, weekday):
    first, _kind = meetings.next_time(Rhythm.MONTHLY, weekday, after)
    second, _kind = meetings.next_time(Rhythm.MONTHLY, weekday, first)
    assert first.day <= 7
    assert second.day <= 7
    assert (second.year * 12 + second.month) - (first.year * 12 + first.month) == 1


@given(DAYS, WEEKDAYS)
def test_a_year_of_weeks_has_four_half_days_and_eight_long_hours(start, weekday):
    day = date(start.year, 12, 31) - timedelta(days=7)
    day, _kind = meetings.next_time(Rhythm.WEEKLY, weekday, day)
    kinds = []
    while True:
        day, kind = meetings.next_time(Rhythm.WEEKLY, weekday, day)
        if day.year > start.year + 1:
            break
        kinds += [kind] if day.year == start.year + 1 else []
    assert (kinds.count(Kind.QUARTERLY), kinds.count(Kind.MONTHLY)) == (4, 8)


@given(DAYS, WEEKDAYS)
def test_who_wants_none_for_now_gets_none(after, weekday):
    assert meetings.next_time(Rhythm.NONE, weekday, after) is None


@given(verbs_of(MACHINE))
def test_a_time_that_has_ended_only_stands_again_and_never_ends_another_way_at_once(verbs):
    path = walked(MACHINE, verbs)
    for before, after in pairwise(path):
        assert before is State.PLANNED or (after is State.PLANNED and before is not State.MOVED)


@given(verbs_of(POINT))
def test_a_point_never_comes_back_once_it_is_done(verbs):
    path = walked(POINT, verbs)
    done = [at for at, state in enumerate(path) if state is PointState.DONE]
    assert done in ([], [len(path) - 1])


@given(st.integers(0, 12), st.integers(0, 12))
def test_there_are_never_more_than_five_joint_actions(n_open, n_new):
    assert meetings.may_take(n_open, n_new) is (n_open + n_new <= 5)


@given(st.sampled_from(Side), st.lists(st.booleans(), max_size=12))
def test_who_opens_alternates_over_the_times_that_took_place(first, took_place):
    opens = [first]
    for held in took_place:
        opens.append(meetings.whose_turn(opens[-1], took_place=held))
    held_by = [who for who, held in zip(opens, took_place, strict=False) if held]
    assert all(one is not two for one, two in zip(held_by, held_by[1:], strict=False))


@pytest.mark.parametrize(("minutes", "verb"), [(10, "hold_short"), (30, "hold"), (240, "hold")])
def test_ten_minutes_are_a_time_in_short(minutes, verb):
    assert meetings.verb_of_closing(minutes) == verb


@given(DAYS, st.integers(-3, 20))
def test_a_time_that_came_is_asked_about_for_a_week(on_day, days):
    assert meetings.is_asked_about(on_day, on_day + timedelta(days=days)) is (0 <= days <= 7)


@given(DAYS, st.integers(1, 9))
def test_question_of_a_month_is_the_same_all_month_and_each_comes_in_turn(day, n):
    things = [f"Question {number}" for number in range(n)]
    first = day.replace(day=1)
    assert meetings.of_the_month(things, day) == meetings.of_the_month(things, first)
    months = [date(2026 + at // 12, at % 12 + 1, 1) for at in range(n)]
    assert {meetings.of_the_month(things, month) for month in months} == set(things)


@given(DAYS)
def test_question_of_a_week_changes_within_seven_days(day):
    things = ["one", "two", "three"]
    week = {meetings.of_the_week(things, day + timedelta(days=days)) for days in range(7)}
    assert len(week) <= 2
    assert meetings.of_the_week([], day) == ""
