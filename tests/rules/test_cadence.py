"""A reminder never reaches a person at a weekend, in clinic, or twice a day; coffee finds when both are free."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import cadence, overlaps
from colead.rules.cadence import Say, next_allowed

MONDAY, TUESDAY, FRIDAY, SATURDAY = 0, 1, 4, 5
AT = datetime(2026, 11, 23)  # a Monday

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1))
blocks = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(0, 24)), max_size=8)
hours = st.integers(0, 23)


@given(moments, blocks, hours)
def test_digest_never_falls_into_a_weekend_or_a_quiet_block(moment, quiet, hour):
    at = next_allowed(moment, quiet, hour)
    if at is not None:
        assert at >= moment
        assert at.weekday() <= FRIDAY
        assert not cadence.is_quiet(at, quiet)
        assert cadence.may_remind(at, quiet)


@given(moments, hours)
def test_person_without_quiet_blocks_is_reached_at_their_hour_within_three_days(moment, hour):
    at = next_allowed(moment, [], hour)
    assert at.hour == hour
    assert at - moment <= timedelta(days=3)


@given(moments, blocks, hours)
def test_digest_is_never_due_at_a_weekend_in_a_quiet_block_or_twice(now, quiet, hour):
    if cadence.digest_is_due(now, quiet, hour, last_sent_on=None):
        assert cadence.may_remind(now, quiet)
        assert not cadence.digest_is_due(now, quiet, hour, last_sent_on=now.date())


def test_digest_moves_behind_the_clinic():
    assert next_allowed(AT.replace(hour=6), [(MONDAY, 7, 12)], 8) == AT.replace(hour=12)


def test_digest_moves_behind_two_blocks_that_touch():
    assert next_allowed(AT.replace(hour=6), [(MONDAY, 12, 15), (MONDAY, 7, 12)], 8) == AT.replace(hour=15)


def test_digest_of_a_day_quiet_to_its_end_goes_the_next():
    assert next_allowed(AT, [(MONDAY, 7, 24)], 8) == datetime(2026, 11, 24, 8)


def test_night_call_reaches_into_the_morning():
    quiet = [(MONDAY, 19, 9)]
    assert next_allowed(AT.replace(hour=20), quiet, 7) == datetime(2026, 11, 24, 9)
    assert cadence.is_quiet(AT.replace(hour=23), quiet)
    assert not cadence.is_quiet(AT.replace(hour=8), quiet)


def test_friday_evening_waits_for_monday():
    assert next_allowed(datetime(2026, 11, 27, 18), [], 8) == datetime(2026, 11, 30, 8)


def test_hour_that_has_just_passed_waits_for_tomorrow():
    assert next_allowed(AT.replace(hour=8, second=1), [], 8) == datetime(2026, 11, 24, 8)
    assert next_allowed(AT.replace(hour=8), [], 8) == AT.replace(hour=8)


def test_person_always_quiet_is_never_reached():
    assert next_allowed(AT, [(day, 0, 24) for day in range(7)], 8) is None


def test_digest_is_due_for_two_hours_and_not_at_night():
    assert not cadence.digest_is_due(AT.replace(hour=7, minute=59), [], 8, last_sent_on=None)
    assert cadence.digest_is_due(AT.replace(hour=9, minute=59), [], 8, last_sent_on=date(2026, 11, 20))
    assert not cadence.digest_is_due(AT.replace(hour=22), [], 8, last_sent_on=None)


@pytest.mark.parametrize(
    ("kind", "off", "may"),
    [("need_you_today", False, True), ("need_you_today", True, False), ("gut_check", False, False), ("", False, False)],
)
def test_only_need_you_today_may_ring(kind, off, may):
    assert cadence.may_push(kind, door_is_off=off) is may


def test_pause_is_asked_once_in_the_third_silent_week_and_then_nothing_is_said():
    said = [cadence.what_to_say(week, has_asked=False) for week in range(6)]
    assert said == [Say.USUAL] * 3 + [Say.ASK] * 3
    assert [cadence.what_to_say(week, has_asked=True) for week in range(6)] == [Say.USUAL] * 3 + [Say.NOTHING] * 3


@given(st.dates(date(2026, 1, 1), date(2031, 1, 1)), st.integers(0, 400))
def test_weeks_of_silence_begin_with_the_first_mail_and_last_seven_days(since, days):
    assert cadence.silent_weeks(None, since) == 0
    assert cadence.silent_weeks(since, since + timedelta(days=days)) == days // 7 + 1


@given(st.dates(date(2026, 1, 1), date(2031, 1, 1)), blocks, hours)
def test_last_digest_before_a_day_lies_before_it_and_disturbs_nobody(day, quiet, hour):
    at = cadence.last_before(day, quiet, hour)
    if at is not None:
        assert at.date() < day
        assert cadence.may_remind(at, quiet)
        assert cadence.digest_is_due(at, quiet, hour, last_sent_on=None)


def test_last_digest_before_a_monday_comes_on_friday_and_for_the_evening_in_the_evening():
    assert cadence.last_before(date(2026, 11, 23), [], 7) == datetime(2026, 11, 20, 7)
    assert cadence.last_before(date(2026, 11, 24), [], 18) == datetime(2026, 11, 23, 18)


def test_coffee_finds_the_gaps_between_two_calendars():
    clinic, theatre = [(MONDAY, 8, 12)], [(MONDAY, 13, 16)]
    found = overlaps.next_overlaps(AT.replace(hour=7), clinic, theatre)
    assert [(one.starts_at.hour, one.ends_at.hour) for one in found] == [(7, 8), (12, 13), (16, 18)]


def test_coffee_that_could_be_now_starts_at_the_next_quarter():
    found = overlaps.next_overlaps(AT.replace(hour=12, minute=31), [], [])
    assert found[0].starts_at == AT.replace(hour=12, minute=45)
    assert found[1].starts_at == datetime(2026, 11, 24, 7)


def test_last_minutes_of_a_gap_are_not_offered():
    found = overlaps.next_overlaps(AT.replace(hour=17, minute=50), [], [])
    assert found[0].starts_at == datetime(2026, 11, 24, 7)


def test_two_who_are_never_both_free_get_no_offer():
    always = [(day, 0, 24) for day in range(7)]
    assert overlaps.next_overlaps(AT, always, []) == []


@given(moments, blocks, blocks)
def test_offers_lie_in_working_hours_and_disturb_neither(now, first, second):
    found = overlaps.next_overlaps(now, first, second)
    assert len(found) <= 3
    assert found == sorted(found, key=lambda one: one.starts_at)
    for one in found:
        assert now <= one.starts_at < one.ends_at
        assert one.starts_at.weekday() <= FRIDAY
        assert one.starts_at.hour >= overlaps.DAY_BEGINS
        assert one.ends_at.hour <= overlaps.DAY_ENDS
        for moment in (one.starts_at, one.ends_at - timedelta(seconds=1)):
            assert not cadence.is_quiet(moment, first)
            assert not cadence.is_quiet(moment, second)


@given(moments, blocks, blocks)
def test_offers_are_the_same_for_both(now, first, second):
    assert overlaps.next_overlaps(now, first, second) == overlaps.next_overlaps(now, second, first)
