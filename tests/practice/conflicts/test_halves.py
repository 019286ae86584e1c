"""A half is said of where the talk stands: it ends with the next step, stands beside the other's, leaves no trace."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.promises import retention
from colead.rules.conflicts import State
from tests.practice.conflicts.conftest import LINE, agreed, both_say, invited, matter_of, state_of, talked
from tests.practice.conftest import Desk

SETTLED = "says it is settled."


def laddered(ana: Desk, kwame: Desk) -> UUID:
    id = talked(ana, kwame)
    for desk in (ana, kwame):
        desk.sends("conflicts:choose_rung", id, rung="coach")
    assert state_of(ana) == State.LADDERED
    return id


# It ends with the next step


def test_half_said_before_the_look_is_no_half_after_it(ana: Desk, kwame: Desk) -> None:
    """Ana said 'settled', and a fortnight later 'further apart': her last word stands."""
    id = agreed(ana, kwame)
    ana.sends("conflicts:tap", id, verb="settle")
    clock.travel(timedelta(days=15))
    ana.sends("conflicts:check", id, check_value="further")
    kwame.sends("conflicts:check", id, check_value="closer")
    assert "Ana Ruiz says" not in kwame.sees("conflicts:show", id) + kwame.sees("home:pair")
    kwame.sends("conflicts:tap", id, verb="settle")
    assert state_of(ana) == State.CHECK_DUE
    assert f"Dr Kwame Osei {SETTLED}" in ana.sees("conflicts:show", id)


def test_who_says_how_it_is_no_longer_says_that_it_is_settled(ana: Desk, kwame: Desk) -> None:
    """Also while the other has not looked yet."""
    id = agreed(ana, kwame)
    ana.sends("conflicts:tap", id, verb="settle")
    clock.travel(timedelta(days=15))
    ana.sends("conflicts:check", id, check_value="further")
    kwame.sends("conflicts:tap", id, verb="settle")
    assert state_of(ana) == State.CHECK_DUE
    kwame.sends("conflicts:check", id, check_value="closer")
    assert SETTLED not in ana.sees("conflicts:show", id)


def test_half_ends_with_the_line_that_is_agreed_on_after_it(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    kwame.sends("conflicts:add_line", id, line=LINE)
    kwame.sends("conflicts:tap", id, verb="settle")
    ana.sends("conflicts:tap_line", id, 1, seen=LINE)
    ana.sends("conflicts:tap", id, verb="settle")
    assert state_of(ana) == State.AGREED


def test_settled_words_go_after_ninety_days_whatever_half_was_waiting(ana: Desk, kwame: Desk) -> None:
    ana.sends("conflicts:cross", side="heard", line="That my number was wrong.")
    id = matter_of(ana).pk
    ana.sends("conflicts:tap", id, verb="settle")
    kwame.sends("conflicts:clear", id, line="That I had not seen it.")
    assert state_of(ana) == State.SETTLED
    clock.travel(timedelta(days=80))
    assert "Nothing was changed" in ana.sends("conflicts:tap", id, status=422, verb="take_back")
    clock.travel(timedelta(days=95))
    retention.sweep(on=clock.today())
    assert kwame.client.get(kwame.url("conflicts:show", id)).status_code == 404


# It stands beside the other's


def test_each_half_stands_beside_the_others(ana: Desk, kwame: Desk) -> None:
    """Where somebody is asked in, 'we talked' and 'settled' can both wait, and each is its own to take back."""
    id = laddered(ana, kwame)
    ana.sends("conflicts:tap", id, verb="settle")
    kwame.sends("conflicts:tap", id, verb="talk")
    page = ana.sees("conflicts:show", id)
    assert "You say it is settled." in page
    assert "Dr Kwame Osei says you two have talked." in page
    kwame.sends("conflicts:tap", id, verb="take_back")
    assert f"Ana Ruiz {SETTLED}" in kwame.sees("conflicts:show", id)
    assert "you two have talked" not in ana.sees("conflicts:show", id)
    kwame.sends("conflicts:tap", id, verb="settle")
    assert state_of(ana) == State.SETTLED


def test_who_says_another_thing_no_longer_says_the_first(ana: Desk, kwame: Desk) -> None:
    id = laddered(ana, kwame)
    ana.sends("conflicts:tap", id, verb="settle")
    ana.sends("conflicts:tap", id, verb="talk")
    assert "says it is settled" not in kwame.sees("conflicts:show", id)
    kwame.sends("conflicts:tap", id, verb="talk")
    assert state_of(ana) == State.TALKED


def test_half_taken_back_leaves_what_both_said_today_as_it_was(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    ana.sends("conflicts:tap", id, verb="settle")
    assert "before anything else" in kwame.sends("conflicts:tap", id, status=422, verb="take_back")
    ana.sends("conflicts:tap", id, verb="take_back")
    assert "Both of you said so today." in kwame.sees("conflicts:show", id)


# What was called settled is not wiped by one


@pytest.mark.parametrize("steps", [(), ("again",)])
def test_what_both_settled_is_not_wiped_by_one(ana: Desk, kwame: Desk, steps: tuple[str, ...]) -> None:
    """Nor by one who takes back their half and then says that they talk once more."""
    id = agreed(ana, kwame)
    both_say("settle", id, ana, kwame)
    for verb in ("take_back", *steps):
        ana.sends("conflicts:tap", id, verb=verb)
    assert "Let it go" not in ana.sees("conflicts:show", id)
    assert "does not wipe that" in ana.sends("conflicts:let_go", id, status=422)
    assert LINE in kwame.sees("conflicts:show", id)


def test_what_the_other_calls_settled_is_first_answered(ana: Desk, kwame: Desk) -> None:
    id = agreed(ana, kwame)
    kwame.sends("conflicts:tap", id, verb="settle")
    assert "Let it go" not in ana.sees("conflicts:show", id)
    ana.sends("conflicts:let_go", id, status=422)
    assert "Let it go" in kwame.sees("conflicts:show", id)
    ana.sends("conflicts:tap", id, verb="again")
    ana.sends("conflicts:let_go", id)
    assert kwame.client.get(kwame.url("conflicts:show", id)).status_code == 404


def test_one_line_stays_its_writers_until_both_have_talked_of_it(ana: Desk, kwame: Desk) -> None:
    """Who was asked keeps nobody from taking a first line back by one tap."""
    ana.sends("conflicts:cross", side="heard", line="That I was late.")
    id = matter_of(ana).pk
    kwame.sends("conflicts:tap", id, verb="settle")
    ana.sends("conflicts:let_go", id)
    assert kwame.client.get(kwame.url("conflicts:show", id)).status_code == 404


# It leaves no trace


def half(verb: str) -> Callable[[Desk, UUID], None]:
    def says_and_takes_back(desk: Desk, id: UUID) -> None:
        for tap in (verb, "take_back"):
            desk.sends("conflicts:tap", id, verb=tap)

    return says_and_takes_back


def rung(desk: Desk, id: UUID) -> None:
    desk.sends("conflicts:choose_rung", id, rung="coach")
    desk.sends("conflicts:choose_rung", id, leave="yes")


def line(desk: Desk, id: UUID) -> None:
    desk.sends("conflicts:add_line", id, line=LINE)
    desk.sends("conflicts:tap_line", id, 1, drop="yes")


@pytest.mark.parametrize("said", [half("settle"), rung, line], ids=["half", "rung", "line"])
def test_half_taken_back_moves_no_day(ana: Desk, kwame: Desk, said: Callable[[Desk, UUID], None]) -> None:
    """The page says on which day it goes 'without another step': what one said and took back is no step."""
    id = talked(ana, kwame)
    clock.travel(timedelta(days=5))
    before = matter_of(kwame).retain_until
    said(ana, id)
    assert matter_of(kwame).retain_until == before
    kwame.sends("conflicts:tap", id, verb="stuck")
    assert matter_of(kwame).retain_until == clock.today() + timedelta(days=90)


def test_look_of_both_is_a_step_and_that_of_one_is_none(ana: Desk, kwame: Desk) -> None:
    id = agreed(ana, kwame)
    before = matter_of(kwame).retain_until
    clock.travel(timedelta(days=15))
    ana.sends("conflicts:check", id, check_value="same")
    assert matter_of(kwame).retain_until == before
    kwame.sends("conflicts:check", id, check_value="same")
    assert matter_of(ana).retain_until == clock.today() + timedelta(days=90)


def to_the_inviter(ana: Desk, id: UUID) -> list[Notice]:
    return list(Notice.objects.filter(person_id=ana.person.pk, key__startswith=f"{id} "))


@pytest.mark.parametrize("days", [1, 6])
def test_reminder_of_who_asked_is_put_off_by_nobody(ana: Desk, kwame: Desk, days: int) -> None:
    id = invited(ana)
    [before] = to_the_inviter(ana, id)
    clock.travel(timedelta(days=days))
    half("talk")(kwame, id)
    [after] = to_the_inviter(ana, id)
    assert after.due_at == before.due_at


def test_reminder_waits_again_when_the_talk_is_set_after_all(ana: Desk, kwame: Desk) -> None:
    """A yes to the talk ends the half that took the reminder away."""
    id = invited(ana)
    [before] = to_the_inviter(ana, id)
    ana.sends("conflicts:tap", id, verb="talk")
    assert to_the_inviter(ana, id) == []
    kwame.sends("conflicts:answer", id, reply="accept")
    [after] = to_the_inviter(ana, id)
    assert after.due_at == before.due_at


def test_reminder_is_sent_once_however_often_a_half_is_taken_back(ana: Desk, kwame: Desk) -> None:
    id = invited(ana)
    clock.travel(timedelta(days=7))
    Notice.objects.filter(key__startswith=f"{id} ").update(sent_at=clock.now())
    half("talk")(kwame, id)
    assert [one.sent_at is None for one in to_the_inviter(ana, id)] == [False]
    clock.travel(timedelta(days=45))
    Notice.objects.all().delete()
    half("talk")(kwame, id)
    assert to_the_inviter(ana, id) == []
