"""A pulse: nothing is told before the close, nothing changes after it, and the next one waits for the loop."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import pulses
from colead.rules.pulses import MACHINE, Before, Fault, State

OPENS = datetime(2026, 11, 2, 8, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=10)
VERBS = st.lists(st.sampled_from(sorted({verb for _state, verb in MACHINE.moves})), max_size=12)


def faults(**changed: object) -> list[Fault]:
    plan = {"questions": ["P0", "P1", "P4"], "opens_at": OPENS, "closes_at": CLOSES, "k": 7, "before": []}
    return pulses.faults(**(plan | changed))  # type: ignore[arg-type]


@given(VERBS)
def test_nothing_is_told_before_the_close_and_nothing_is_asked_after_it(verbs: list[str]) -> None:
    state, done = MACHINE.start, []
    for verb in verbs:
        if MACHINE.may(state, verb):
            state = MACHINE.next_state(state, verb)
            done.append(verb)
        if state in pulses.SETTLED:
            assert done[:2] == ["open", "close"]
            assert not MACHINE.may(state, "open")


@given(VERBS)
def test_a_wave_is_told_at_most_once(verbs: list[str]) -> None:
    state, told = MACHINE.start, 0
    for verb in verbs:
        if MACHINE.may(state, verb):
            state = MACHINE.next_state(state, verb)
            told += verb in ("release", "find_too_few")
    assert told <= 1


def test_every_state_is_reached_and_says_where_it_stands() -> None:
    assert MACHINE.reachable == MACHINE.states == frozenset(State)


def test_a_good_plan_opens() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"questions": ["P0", "P1"]}, Fault.TOO_FEW_QUESTIONS),
        ({"questions": ["P0", "P1", "P2", "P3", "P4", "P5"]}, Fault.TOO_MANY_QUESTIONS),
        ({"questions": ["P1", "P2", "P3"]}, Fault.TRUST_LEFT_OUT),
        ({"closes_at": OPENS + timedelta(days=4)}, Fault.TOO_SHORT),
        ({"closes_at": OPENS + timedelta(days=11)}, Fault.TOO_LONG),
        ({"k": 4}, Fault.K_BELOW_FLOOR),
        ({"before": [Before(OPENS - timedelta(days=27), State.LOOPED)]}, Fault.TOO_SOON),
        ({"before": [Before(OPENS - timedelta(days=90), State.RELEASED)]}, Fault.LOOP_OPEN),
        ({"before": [Before(OPENS - timedelta(days=90), State.TOO_FEW)]}, Fault.LOOP_OPEN),
    ],
)
def test_a_plan_that_may_not_open_says_why(changed: dict[str, object], fault: Fault) -> None:
    assert faults(**changed) == [fault]


def test_everything_amiss_is_said_at_once() -> None:
    assert faults(questions=[], k=1, closes_at=OPENS) == [
        Fault.TOO_FEW_QUESTIONS,
        Fault.TRUST_LEFT_OUT,
        Fault.TOO_SHORT,
        Fault.K_BELOW_FLOOR,
    ]


def test_the_next_wave_opens_four_weeks_after_a_loop_that_was_closed() -> None:
    assert faults(before=[Before(OPENS - timedelta(days=28), State.LOOPED)]) == []


@pytest.mark.parametrize(
    ("since", "seen", "leads", "may"),
    [
        (date(2026, 10, 3), True, False, True),
        (date(2026, 10, 4), True, False, False),
        (date(2026, 1, 1), False, False, False),
        (date(2026, 1, 1), True, True, False),
    ],
)
def test_who_came_yesterday_was_never_seen_or_leads_here_is_not_asked(
    since: date, seen: bool, leads: bool, may: bool
) -> None:
    told = pulses.may_answer(on_roster_since=since, has_signed_in=seen, leads_here=leads, opens_on=date(2026, 11, 2))
    assert told is may


def test_two_reminders_lie_within_the_shortest_wave() -> None:
    days = pulses.reminded_on(CLOSES.date())
    assert len(days) == 2
    assert all(CLOSES.date() - timedelta(days=pulses.OPEN_DAYS_MIN) < day < CLOSES.date() for day in days)


def test_what_came_is_told_two_days_after_the_close_and_to_all_a_week_later() -> None:
    told = pulses.tells_at(CLOSES)
    assert (told - CLOSES, pulses.read_by_everybody_from(told) - told) == (timedelta(days=2), timedelta(days=7))
