"""A decision of two: the order of its steps, what each size asks for, and the ways out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import decisions
from colead.rules.decisions import RAPID, TWO_VIEW, Kind, Size, State
from colead.rules.moves import IllegalMove
from colead.rules.rights import Level

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BEFORE_REVEAL = ("draft", "framed", "writing", "one_sealed")


def walk(size, *verbs):
    state = State.DRAFT
    for verb in verbs:
        state = decisions.next_state(size, state, verb)
    return state


def test_two_views_go_from_frame_to_look_back():
    assert walk(
        "standard", "frame", "agree_frame", "seal", "seal", "mark", "talked", "decide", "find_words", "announce",
        "fall_due", "look_back",
    ) is State.CLOSED  # fmt: skip


def test_second_seal_reveals_and_the_first_can_be_taken_back():
    assert walk("quick", "frame", "agree_frame", "seal", "unseal") is State.WRITING
    assert walk("quick", "frame", "agree_frame", "seal", "seal") is State.REVEALED
    with pytest.raises(IllegalMove):
        walk("quick", "frame", "agree_frame", "seal", "seal", "unseal")


def test_nothing_is_decided_before_both_have_written_and_talked():
    deciding = {state for (state, verb) in TWO_VIEW.moves if verb == "decide"}
    assert deciding == {State.INTEGRATING}
    assert {state for (state, verb) in TWO_VIEW.moves if verb == "talked"} == {State.REVEALED, State.ASKED}


@pytest.mark.parametrize("state", BEFORE_REVEAL)
def test_withdrawal_is_open_until_the_reveal(state):
    assert TWO_VIEW.next_state(state, "withdraw") is State.WITHDRAWN


@pytest.mark.parametrize("state", ["revealed", "asked", "integrating", "decided"])
def test_withdrawal_is_closed_after_the_reveal(state):
    assert not TWO_VIEW.may(state, "withdraw")


def test_nobody_takes_it_upstairs_before_both_views_are_open():
    assert {state for (state, verb) in TWO_VIEW.moves if verb == "escalate"} == {"revealed", "asked", "integrating"}


@pytest.mark.parametrize("state", ["framed", "writing", "one_sealed", "revealed", "asked", "integrating"])
def test_talking_instead_is_always_a_way_out(state):
    assert TWO_VIEW.next_state(state, "talk_instead") is State.TALKED_INSTEAD


def test_too_early_to_say_opens_another_date():
    assert TWO_VIEW.next_state("lookback_due", "look_again") is State.DECIDED


def test_own_call_is_told_and_can_still_be_talked_about():
    assert walk("own_call", "tell") is State.DECIDED
    assert walk("own_call", "tell", "lets_talk", "stand", "close") is State.CLOSED


def test_own_call_never_asks_for_two_views():
    assert not {"seal", "reveal", "mark"} & {verb for _, verb in decisions.OWN_CALL.moves}


def test_rapid_call_is_completed_only_when_the_partner_stands_behind_it():
    assert not RAPID.may("called", "complete")
    assert walk("rapid", "call", "lets_talk", "ours", "complete") is State.DECIDED


def test_rapid_call_after_two_days_can_only_be_dropped():
    late = NOW + timedelta(hours=48)
    assert decisions.rapid_choices("ours", called_at=NOW, now=late - timedelta(minutes=1)) == ("complete", "drop")
    assert decisions.rapid_choices("ours", called_at=NOW, now=late) == ("drop",)
    assert decisions.rapid_choices("decided", called_at=NOW, now=late) == RAPID.verbs_from("decided")


def test_every_size_has_a_rule_and_a_machine():
    for size in Size:
        assert decisions.machine_for(size).start is State.DRAFT
        assert decisions.SIZE_RULES[size].two_views == (decisions.machine_for(size) is TWO_VIEW)


def test_sizes_ask_for_more_as_they_grow():
    quick, standard, big = (decisions.SIZE_RULES[size] for size in (Size.QUICK, Size.STANDARD, Size.BIG))
    assert quick.view <= standard.view < big.view
    assert quick.integration < standard.integration < big.integration
    assert quick.cards_min < standard.cards_min < big.cards_min


def test_view_tells_what_is_still_empty():
    assert decisions.lacks_in_view("standard", frozenset({"view", "know"})) == {"imagine"}
    assert decisions.lacks_in_view("big", frozenset({"view", "know", "imagine"})) == {"firmness", "outside_frame"}
    assert decisions.lacks_in_view("own_call", frozenset()) == frozenset()
    assert decisions.lacks_in_integration("quick", frozenset({"outcome"})) == {"sentence"}


@pytest.mark.parametrize(
    ("size", "kinds", "enough"),
    [
        ("quick", (), True),
        ("standard", ("patient_family", "staff"), True),
        ("standard", ("staff", "staff"), False),
        ("standard", ("patient_family", "other"), False),
        ("big", ("patient_family", "staff"), False),
        ("big", ("patient_family", "staff", "other"), True),
    ],
)
def test_people_it_touches_hold_one_who_receives_and_one_who_gives_care(size, kinds, enough):
    assert decisions.cards_suffice(size, kinds) is enough


@pytest.mark.parametrize(
    ("kind", "level", "reversible", "size"),
    [
        (Kind.OPERATIONAL, Level.NURSE, True, Size.OWN_CALL),
        (Kind.OPERATIONAL, Level.PHYSICIAN, False, Size.OWN_CALL),
        (Kind.OPERATIONAL, Level.EITHER, True, Size.OWN_CALL),
        (Kind.CLINICAL, Level.PHYSICIAN_ASKS, False, Size.QUICK),
        (Kind.CLINICAL, Level.BOTH, True, Size.QUICK),
        (Kind.CLINICAL, Level.BOTH, False, Size.STANDARD),
        (Kind.STRATEGIC, Level.BOTH, False, Size.BIG),
        (Kind.ETHICAL, Level.NURSE, True, Size.STANDARD),
        (Kind.ETHICAL, Level.NURSE, False, Size.BIG),
        (Kind.PEOPLE, Level.ABOVE, True, Size.STANDARD),
    ],
)
def test_suggested_size(kind, level, reversible, size):
    assert decisions.suggested_size(kind=kind, level=level, is_reversible=reversible) is size


@given(st.sampled_from(list(Kind)), st.sampled_from(list(Level)), st.booleans())
def test_what_must_be_settled_now_is_rapid_whatever_it_is(kind, level, reversible):
    assert decisions.suggested_size(kind=kind, level=level, is_reversible=reversible, is_now=True) is Size.RAPID


@given(st.sampled_from(list(Kind)), st.sampled_from(list(Level)))
def test_what_cannot_be_undone_is_never_suggested_smaller(kind, level):
    order = list(Size)
    undone = decisions.suggested_size(kind=kind, level=level, is_reversible=False)
    assert order.index(undone) >= order.index(decisions.suggested_size(kind=kind, level=level, is_reversible=True))


def test_deadlock_counts_from_the_reveal():
    assert decisions.deadlock_on(NOW, 14) == NOW + timedelta(days=14)
