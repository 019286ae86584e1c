"""Run-it-by, debrief, door, coffee, brief: small tools that never turn into a debt or a record."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import briefs, coffee, debriefs, doors, run_its
from colead.rules.doors import Door
from colead.rules.moves import IllegalMove
from colead.rules.run_its import Kind, State

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ONE_HOUR = timedelta(hours=1)


def choices(kind, *, state="asked", want_by=NOON + ONE_HOUR, now=NOON):
    return run_its.asker_choices(state, kind, want_by=want_by, now=now)


def test_asker_waits_until_the_time_they_named():
    assert "decide" not in choices(Kind.BEFORE_MEETING)
    assert "decide" in choices(Kind.BEFORE_MEETING, now=NOON + ONE_HOUR)


def test_asker_can_always_talk_or_let_go():
    assert choices(Kind.NEED_YOU_TODAY) == ("move", "talk", "drop")


def test_gut_check_can_be_settled_at_any_time():
    assert "decide" in choices(Kind.GUT_CHECK)


def test_question_without_a_time_is_no_debt():
    assert "decide" in choices(Kind.THEY_ASKED_ME, want_by=None)


def test_what_was_only_told_is_not_decided():
    assert "decide" not in choices(Kind.FYI, now=NOON + ONE_HOUR)


def test_after_you_decide_the_asker_decides_at_once():
    answered = run_its.MACHINE.next_state("asked", "answer")
    assert "decide" in choices(Kind.NEED_YOU_TODAY, state=answered)


def test_partner_may_still_speak_after_an_own_call():
    assert run_its.partner_choices(State.OWN_CALL) == ("talk", "fine_by_me", "lets_talk")
    assert run_its.MACHINE.next_state(State.OWN_CALL, "lets_talk") is State.OWN_CALL


def test_second_answer_is_refused_kindly():
    with pytest.raises(IllegalMove) as refused:
        run_its.MACHINE.next_state(State.ANSWERED, "answer")
    assert refused.value.sentence == "This has been answered. Nothing was changed."


@given(st.sampled_from(list(State)), st.sampled_from(list(Kind)), st.integers(-72, 72))
def test_every_choice_offered_is_a_legal_move(state, kind, hours):
    for verb in choices(kind, state=state, want_by=NOON, now=NOON + timedelta(hours=hours)):
        assert run_its.MACHINE.may(state, verb)


def test_everything_asked_ends_by_itself():
    assert all(run_its.MACHINE.may(state, "expire") for state in State if state is not State.EXPIRED)


@pytest.mark.parametrize(
    ("need", "asked", "may"), [("listen", False, False), ("listen", True, True), ("advise", False, True)]
)
def test_advice_opens_only_when_asked_for(need, asked, may):
    assert debriefs.may_advise(need, advice_asked=asked) is may


def test_debrief_of_a_mistake_shows_the_notice():
    assert [kind for kind in debriefs.Kind if debriefs.shows_privilege_notice(kind)] == ["mistake"]


def test_debrief_draft_cannot_be_answered():
    assert not debriefs.MACHINE.may("draft", "answer")
    assert debriefs.MACHINE.next_state("draft", "let_go") == "let_go"


def test_door_forgets_by_itself():
    until = doors.expires_at(Door.ROUNDING, set_at=NOON)
    assert until == NOON + timedelta(hours=2)
    assert doors.showing("rounding", until, now=until - timedelta(seconds=1)) is Door.ROUNDING
    assert doors.showing("rounding", until, now=until) is None


def test_door_never_set_says_nothing():
    assert doors.showing("", None, now=NOON) is None


@given(st.sampled_from(list(Door)), st.integers(-100, 1000))
def test_door_stays_at_most_a_day_and_at_least_an_hour(door, hours):
    stays = doors.expires_at(door, set_at=NOON, hours=hours) - NOON
    assert ONE_HOUR <= stays <= timedelta(hours=24)


def test_only_off_holds_back_need_you_today():
    assert [door for door in Door if not doors.lets_push_through(door)] == [Door.OFF]
    assert doors.lets_push_through(None)


def test_coffee_later_can_still_become_yes():
    later = coffee.MACHINE.next_state("invited", "later_today")
    assert coffee.MACHINE.next_state(later, "yes") == "set"


def test_coffee_knows_no_refusal():
    assert not {"no", "decline", "refuse"} & {verb for _, verb in coffee.MACHINE.moves}
    assert set(coffee.Reply) <= set(coffee.MACHINE.verbs_from("invited"))


def test_coffee_fades_in_two_days():
    assert coffee.fades_at(NOON) == NOON + timedelta(days=2)


def test_position_changed_after_the_tap_has_to_be_agreed_again():
    changed = briefs.MACHINE.next_state("agreed", "edit")
    assert not briefs.speaks_for_both(changed)
    assert briefs.speaks_for_both(briefs.MACHINE.next_state(changed, "agree"))


def test_what_was_said_can_be_brought_back_before_the_partner_looked():
    assert briefs.MACHINE.next_state("shared", "debrief") == "spoken"
    assert not briefs.MACHINE.may("draft", "debrief")
