"""How two are seen: pages, appearances, visits, quarters, the day before."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import cadence
from colead.rules import visibility as rules
from colead.rules.moves import IllegalMove
from colead.rules.visibility import Hint, Level, PageState, State, VisitState, Who

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
BLOCKS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(1, 24)), max_size=6)
PLANNED = st.lists(st.tuples(st.sampled_from(list(Who)), st.sampled_from(list(Level))), max_size=9)


@pytest.mark.parametrize("machine", [rules.PAGE, rules.MACHINE, rules.VISIT], ids=lambda machine: machine.name)
def test_every_state_is_reached_and_has_words(machine: rules.Machine) -> None:
    assert machine.reachable == machine.states
    assert all(machine.words[state] for state in machine.states)


@given(st.booleans(), st.booleans())
def test_only_a_page_that_is_out_is_stale(is_out: bool, is_true: bool) -> None:
    state = rules.page_state(is_out=is_out, is_true=is_true)
    assert (state == PageState.STALE) == (is_out and not is_true)
    assert (state == PageState.DRAFT) == (not is_out)


@given(st.lists(st.sampled_from(["edit", "release", "change", "change_back", "take_out"]), max_size=20))
def test_page_goes_out_by_release_alone(verbs: list[str]) -> None:
    state = rules.PAGE.start
    for verb in verbs:
        before = state
        if rules.PAGE.may(state, verb):
            state = rules.PAGE.next_state(state, verb)
        if before == PageState.DRAFT and state != PageState.DRAFT:
            assert verb == "release"
        if state == PageState.STALE and before != PageState.STALE:
            assert verb == "change"


def test_past_never_becomes_a_plan() -> None:
    assert {rules.MACHINE.next_state(State.PAST, verb) for verb in rules.MACHINE.verbs_from(State.PAST)} == {State.PAST}
    with pytest.raises(IllegalMove):
        rules.MACHINE.next_state(State.PAST, "show")


@given(st.lists(st.sampled_from(["agree", "decline", "withdraw", "let_go", "finish"]), max_size=12))
def test_visit_takes_place_only_after_a_yes(verbs: list[str]) -> None:
    state, said = rules.VISIT.start, []
    for verb in verbs:
        if rules.VISIT.may(state, verb):
            state = rules.VISIT.next_state(state, verb)
            said.append(verb)
    assert state != VisitState.DONE or said == ["agree", "finish"]


def test_guests_never_answer_and_hosts_never_take_back() -> None:
    assert not rules.BY_GUESTS & {"agree", "decline"}
    assert "withdraw" not in rules.BY_HOSTS
    assert {verb for _state, verb in rules.VISIT.moves} == rules.BY_GUESTS | rules.BY_HOSTS


@given(DAYS)
def test_quarter_holds_its_day_and_the_next_begins_where_it_ends(day: date) -> None:
    begun, after = rules.quarter_of(day), rules.next_quarter(day)
    assert begun <= day < after
    assert rules.quarter_of(after) == after
    assert rules.quarter_of(after - timedelta(days=1)) == begun
    assert 90 <= (after - begun).days <= 92


@given(PLANNED)
def test_hint_is_at_most_one_and_never_asks_for_more_than_plenty(planned: list[tuple[str, str]]) -> None:
    found = rules.hint(planned)
    assert (found == Hint.PLENTY) == (len(planned) >= rules.PLENTY)
    if len(planned) < rules.FEW:
        assert found is None
    if found == Hint.WHERE_PEOPLE_WORK:
        assert not any(level == Level.UNIT for _who, level in planned)
    if found == Hint.NOT_BOTH_EVERYWHERE:
        assert all(who == Who.BOTH for who, _level in planned)


@given(st.permutations([("both", "unit"), ("nurse", "board"), ("both", "outside")]))
def test_hint_does_not_depend_on_the_order(planned: list[tuple[str, str]]) -> None:
    assert rules.hint(planned) is None


def test_only_who_goes_is_reminded() -> None:
    assert rules.reminded_of("both") == {Who.NURSE, Who.PHYSICIAN}
    assert rules.reminded_of("nurse") == {Who.NURSE}


@given(DAYS, BLOCKS, st.integers(0, 23), st.integers(0, 60))
def test_reminder_comes_on_the_working_day_before_or_not_at_all(
    day: date, blocks: list[tuple[int, int, int]], hour: int, ahead: int
) -> None:
    now = datetime.combine(day - timedelta(days=ahead), time(12))
    at = rules.reminder_at(day, blocks, hour, now=now)
    if at is not None:
        assert now < at < datetime.combine(day, time.min)
        assert at.date() == rules.working_day_before(day)
        assert cadence.may_remind(at, blocks)


def test_monday_is_reminded_of_on_friday() -> None:
    monday = date(2026, 11, 23)
    at = rules.reminder_at(monday, [], 7, now=datetime(2026, 11, 18, 12))
    assert at == datetime(2026, 11, 20, 7)


def test_day_that_has_begun_is_not_reminded_of() -> None:
    assert rules.reminder_at(date(2026, 11, 24), [], 7, now=datetime(2026, 11, 23, 8)) is None
