"""That the two talked, and that it is settled, only both can say; each half is one's own, and can be taken back."""

from datetime import timedelta

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.home import queries as home
from colead.promises.models import Round
from colead.promises.models.rounds import RoundState
from colead.rules.conflicts import State
from tests.practice.conflicts.conftest import TOPIC, agreed, both_say, invited, matter_of, state_of, talked
from tests.practice.conftest import Desk


def test_one_tap_says_only_ones_own_half(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    kwame.sends("conflicts:answer", id, reply="not_yet")
    ana.sends("conflicts:tap", id, verb="talk")
    ana.sends("conflicts:tap", id, verb="talk")
    assert state_of(ana) == State.NOT_YET
    assert "You say you two have talked. It waits for Dr Kwame Osei." in ana.sees("conflicts:show", id)
    assert "The two of you have talked." not in ana.sees("conflicts:show", id)
    assert "Ana Ruiz says you two have talked." in kwame.sees("conflicts:show", id)
    kwame.sends("conflicts:tap", id, verb="talk")
    assert state_of(ana) == State.TALKED


def test_settled_is_said_by_both_and_found_at_home_without_what_it_is_about(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    ana.sends("conflicts:tap", id, verb="settle")
    assert state_of(kwame) == State.TALKED
    assert "You say it is settled. Dr Kwame Osei has not said so yet." in ana.sees("conflicts:show", id)
    at_home = kwame.sees("home:pair")
    assert "Ana Ruiz says it is settled." in at_home
    assert TOPIC not in at_home
    assert "says it is settled" not in ana.sees("home:pair")
    kwame.sends("conflicts:tap", id, verb="settle")
    assert state_of(ana) == State.SETTLED


@pytest.mark.parametrize("verb", ["talk", "settle"])
def test_half_that_waits_is_taken_back_by_who_said_it_alone(ana: Desk, kwame: Desk, verb: str) -> None:
    id = invited(ana) if verb == "talk" else talked(ana, kwame)
    before = state_of(ana)
    clock.travel(timedelta(days=1))
    ana.sends("conflicts:tap", id, verb=verb)
    assert "Nothing was changed" in kwame.sends("conflicts:tap", id, status=422, verb="take_back")
    waiting = Notice.objects.filter(sentence="next_step", sent_at=None)
    assert not waiting.exists()
    ana.sends("conflicts:tap", id, verb="take_back")
    assert waiting.exists() is (verb == "talk"), "the one who asked is reminded of the talk after all"
    assert "Ana Ruiz says" not in kwame.sees("conflicts:show", id) + kwame.sees("home:pair")
    kwame.sends("conflicts:tap", id, verb=verb)
    assert state_of(ana) == before


def test_what_both_said_is_taken_back_on_the_same_day_and_the_others_half_stands(ana: Desk, kwame: Desk) -> None:
    id = agreed(ana, kwame)
    before = len(Notice.objects.filter(sentence="next_step", sent_at=None))
    both_say("settle", id, ana, kwame)
    assert state_of(ana) == State.SETTLED
    kwame.sends("conflicts:tap", id, verb="take_back")
    assert state_of(ana) == State.AGREED
    assert "Ana Ruiz says it is settled." in kwame.sees("home:pair")
    assert len(Notice.objects.filter(sentence="next_step", sent_at=None)) == before
    kwame.sends("conflicts:tap", id, verb="settle")
    clock.travel(timedelta(days=1))
    for desk in (ana, kwame):
        assert "Take my half back" not in desk.sees("conflicts:show", id)
        desk.sends("conflicts:tap", id, status=422, verb="take_back")
    assert state_of(ana) == State.SETTLED


def test_talk_said_by_both_stands_once_a_line_is_written_on_it(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    assert "Take my half back" in ana.sees("conflicts:show", id)
    ana.sends("conflicts:add_line", id, line="A line")
    kwame.sends("conflicts:tap", id, status=422, verb="take_back")
    assert state_of(ana) == State.TALKED


def test_sealed_look_ends_only_when_both_say_it_is_settled(ana: Desk, kwame: Desk) -> None:
    id = agreed(ana, kwame)
    clock.travel(timedelta(days=14))
    ana.sends("conflicts:check", id, check_value="further")
    kwame.sends("conflicts:tap", id, verb="settle")
    [round] = Round.door.visible_to(ana.viewer).filter(kind="check")
    assert round.state == RoundState.OPEN
    ana.sends("conflicts:tap", id, verb="settle")
    ana.sends("conflicts:tap", id, verb="take_back")
    assert state_of(ana) == State.CHECK_DUE
    ana.sends("conflicts:check", id, check_value="closer")
    assert matter_of(ana).round_id is not None


def test_another_turn_of_it_ends_a_half_that_cannot_follow(ana: Desk, kwame: Desk) -> None:
    id = agreed(ana, kwame)
    ana.sends("conflicts:tap", id, verb="settle")
    kwame.sends("conflicts:tap", id, verb="again")
    for desk in (ana, kwame):
        desk.sends("conflicts:choose_rung", id, rung="formal")
    assert state_of(ana) == State.LADDERED
    assert "says it is settled" not in kwame.sees("home:pair")
    assert "You say" not in ana.sees("conflicts:show", id)
    both_say("talk", id, kwame, ana)
    assert "says it is settled" not in kwame.sees("home:pair")


def test_half_is_found_by_no_search(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    ana.sends("conflicts:tap", id, verb="settle")
    for phrase in ("settle", "half", str(ana.person.pk)):
        assert home.find(kwame.viewer, kwame.pair, phrase) == []


def test_crossed_wire_is_ended_by_talk_only_when_both_say_so(ana: Desk, kwame: Desk) -> None:
    ana.sends("conflicts:cross", side="heard", line="That I was late.")
    id = matter_of(ana).pk
    ana.sends("conflicts:tap", id, verb="settle")
    assert state_of(ana) == State.CROSSED
    assert "Ana Ruiz says you two have talked." in kwame.sees("home:pair")
    kwame.sends("conflicts:tap", id, verb="settle")
    assert state_of(ana) == State.SETTLED
