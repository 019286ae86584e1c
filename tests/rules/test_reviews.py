"""A pointer moves as its kind allows: people first for events, one tap for messages, told back before it is closed."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.content import reviews as content
from colead.rules import reviews
from colead.rules.moves import IllegalMove
from colead.rules.reviews import MACHINE, Kind, Person, State

KINDS = st.sampled_from(list(Kind))
STATES = st.sampled_from(list(State))
VERBS = sorted({verb for _, verb in MACHINE.moves})
WALKS = st.lists(st.sampled_from(VERBS), max_size=25)


def walked(kind: Kind, verbs: list[str]) -> list[tuple[str, State]]:
    """Every step that was allowed, and where it led."""
    state, steps = State.POINTED, []
    for verb in verbs:
        try:
            state = reviews.next_state(kind, state, verb)
        except IllegalMove:
            continue
        steps.append((verb, state))
    return steps


def test_every_state_can_be_reached_and_three_end_it():
    assert MACHINE.reachable == set(State)
    assert MACHINE.terminal == {State.SCREENED_OUT}
    assert set(State) == reviews.OPEN | reviews.OVER


@given(KINDS, STATES, st.sampled_from(VERBS))
def test_no_kind_may_more_than_the_table(kind, state, verb):
    assert MACHINE.may(state, verb) or not reviews.may(kind, state, verb)


@given(WALKS, st.sampled_from(sorted(reviews.EVENTS)))
def test_of_an_event_nothing_is_followed_before_people(verbs, kind):
    steps = walked(Kind(kind), verbs)
    states = [state for _, state in steps]
    for place, state in enumerate(states):
        if state in (State.FOLLOWING, State.TOLD_BACK, State.LEARNED, State.CLOSED):
            assert State.PEOPLE_FIRST in states[:place]


@given(WALKS, st.sampled_from(sorted(reviews.MESSAGES)))
def test_of_a_message_nothing_is_ever_written_but_how_it_ended(verbs, kind):
    steps = walked(Kind(kind), verbs)
    assert not {verb for verb, _ in steps} & {"care", "follow", "act", "tell", "learn", "say", "close"}
    assert {state for _, state in steps} <= {State.POINTED, State.SCREENED_IN} | reviews.OVER


@given(WALKS, KINDS.filter(lambda kind: kind not in reviews.MESSAGES))
def test_nothing_is_closed_before_it_was_told_back_or_said_that_it_will_not_be(verbs, kind):
    steps = walked(kind, verbs)
    states = [state for _, state in steps]
    if State.CLOSED in states:
        assert State.TOLD_BACK in states[: states.index(State.CLOSED)]


@given(KINDS, STATES.filter(lambda state: state in reviews.OVER), st.sampled_from(VERBS))
def test_what_is_over_stays_over_but_for_a_slip_of_a_message(kind, state, verb):
    if verb == "slip" and kind in reviews.MESSAGES and state is not State.SCREENED_OUT:
        assert reviews.next_state(kind, state, verb) is State.SCREENED_IN
        return
    with pytest.raises(IllegalMove):
        reviews.next_state(kind, state, verb)


@given(WALKS, KINDS)
def test_only_how_a_message_ended_is_ever_a_slip(verbs, kind):
    steps = walked(kind, verbs)
    assert kind in reviews.MESSAGES or "slip" not in {verb for verb, _ in steps}
    for (_, before), (verb, after) in pairwise(steps):
        assert verb != "slip" or (before in (State.CLOSED, State.RETURNED) and after is State.SCREENED_IN)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_a_slip_is_taken_back_on_the_same_day_alone(day, later):
    assert reviews.is_still_a_slip(day, day + timedelta(days=later)) is (later == 0)


@given(KINDS, STATES.filter(lambda state: state in reviews.OPEN))
def test_stepping_back_is_always_a_way_and_changes_nothing_else(kind, state):
    assert reviews.next_state(kind, state, "recuse") is state


@given(KINDS, STATES.filter(lambda state: state in reviews.OPEN and state is not State.POINTED))
def test_either_may_take_it_at_any_time(kind, state):
    assert reviews.next_state(kind, state, "hand_over") is state


@given(st.sets(st.sampled_from(list(Person))))
def test_all_three_are_known_before_anything_follows(ticked):
    assert reviews.are_people_seen_to(ticked) is (len(ticked) == len(Person))


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_reminders_fall_on_their_days(day):
    assert reviews.started_on(day) - day == timedelta(days=3)
    assert day - reviews.ahead_of(day) == timedelta(days=2)


def test_only_the_weakest_is_asked_whether_it_is_training():
    assert [one for one in reviews.Strength if reviews.is_only_training(one)] == [reviews.Strength.WEAKER]


def test_every_choice_of_the_rules_has_its_words():
    words = content.load()
    for choices, known in (
        (words.kinds, Kind),
        (words.people, Person),
        (words.strengths, reviews.Strength),
        (words.told, reviews.Told),
    ):
        assert [one.key for one in choices] == [one.value for one in known]
    assert {one.key for one in words.screen} == set(reviews.Screen) - {reviews.Screen.CLEAR}
    assert len(words.same_line) <= reviews.LINE_MAX


def test_nothing_is_marked_as_privileged_by_itself():
    assert content.load().privilege_label == ""
