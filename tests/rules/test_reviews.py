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
def test_what_is_over_stays_over_but_for_the_one_way_back(kind, state, verb):
    if verb == reviews.way_back(kind, state):
        led = State.POINTED if state is State.SCREENED_OUT else State.SCREENED_IN
        assert reviews.next_state(kind, state, verb) is led
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


@given(KINDS, STATES)
def test_a_way_back_leads_out_of_an_end_and_every_kind_has_it_from_an_office(kind, state):
    found = reviews.way_back(kind, state)
    assert not found or (state in reviews.OVER and reviews.next_state(kind, state, found) in reviews.OPEN)
    assert reviews.way_back(kind, State.SCREENED_OUT)
    assert bool(reviews.way_back(kind, State.CLOSED)) is (kind in reviews.MESSAGES)


@given(st.sampled_from(VERBS))
def test_who_holds_it_alone_gives_it_to_an_office_and_ends_it_in_no_other_way(verb):
    assert reviews.may_end(verb, is_held_alone=False)
    ends = {reviews.MACHINE.next_state(state, known) for state, known in MACHINE.moves if known == verb}
    is_official = bool(ends) and ends <= {State.SCREENED_OUT, State.RETURNED}
    assert reviews.may_end(verb, is_held_alone=True) is is_official


@given(KINDS, st.sets(st.sampled_from(list(Person))))
def test_all_whom_its_kind_asks_for_are_known_before_anything_follows(kind, ticked):
    assert reviews.are_people_seen_to(kind, ticked) is not bool(reviews.people_of(kind) - ticked)


def test_no_kind_asks_for_people_or_an_answer_that_do_not_fit_it():
    """Where nobody was harmed no family waits; a concern has one who raised it; of a message nobody is told."""
    assert {kind for kind in Kind if reviews.people_of(kind)} == reviews.EVENTS
    assert {kind for kind in Kind if Person.FAMILY in reviews.people_of(kind)} == {Kind.ADVERSE_EVENT}
    assert reviews.told_of(Kind.EMPLOYEE_CONCERN) == {reviews.Told.REPORTER}
    assert {kind for kind in Kind if not reviews.told_of(kind)} == reviews.MESSAGES
    assert {kind for kind in Kind if reviews.Told.FAMILY in reviews.told_of(kind)} == {
        Kind.ADVERSE_EVENT,
        Kind.PATIENT_FEEDBACK,
    }


@given(KINDS, STATES, st.sampled_from(["", *reviews.Outcome]))
def test_every_standing_has_words_and_none_that_something_was_done_for_you(kind, state, outcome):
    said = reviews.words_of(kind, state, outcome)
    assert said.endswith(".")
    assert not [claim for claim in ("was left", "was told", "went back", "has been told") if claim in said]


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
