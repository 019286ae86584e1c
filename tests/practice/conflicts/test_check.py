"""After a fortnight each says how it is, sealed until both have; then it is settled, or they talk once more."""

from datetime import timedelta

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.conflicts import queries
from colead.promises import retention
from colead.promises.models import Entry, Round
from colead.promises.models.rounds import RoundState
from colead.rules.conflicts import State
from tests.practice.conflicts.conftest import agreed, both_say, matter_of, state_of, talked
from tests.practice.conftest import Desk


def due(one: Desk, two: Desk) -> object:
    id = agreed(one, two)
    clock.travel(timedelta(days=14))
    return id


def test_both_are_reminded_alike_of_the_day(ana: Desk, kwame: Desk) -> None:
    agreed(ana, kwame)
    rows = Notice.objects.filter(sent_at=None)
    assert {(row.person_id, row.sentence) for row in rows} == {
        (ana.person.pk, "next_step"),
        (kwame.person.pk, "next_step"),
    }


def test_check_opens_on_its_day_and_not_before(ana: Desk, kwame: Desk) -> None:
    id = agreed(ana, kwame)
    assert "day has not come" in ana.sends("conflicts:check", id, status=422, check_value="same")
    assert state_of(ana) == State.AGREED
    assert not Round.door.visible_to(ana.viewer).filter(kind="check").exists()
    clock.travel(timedelta(days=14))
    assert state_of(ana) == State.CHECK_DUE
    assert "How is it since you two talked?" in ana.sees("home:pair")


def test_ps04_what_one_has_said_shows_nowhere_before_both_have(ana: Desk, kwame: Desk) -> None:
    id = due(ana, kwame)
    ana.sends("conflicts:check", id, check_value="further")
    page = kwame.sees("conflicts:show", id)
    assert "Ana Ruiz is ready when you are" in page
    assert "checked" not in page.partition("<main")[2]
    assert queries.views_of_check(matter_of(kwame), kwame.viewer) == {}
    assert [entry.is_sealed for entry in Entry.door._unguarded().filter(author=kwame.person)] == [False]
    ana.sends("conflicts:check", id, back="yes")
    assert "is ready when you are" not in kwame.sees("conflicts:show", id)


def test_second_seal_opens_both_at_once(ana: Desk, kwame: Desk) -> None:
    id = due(ana, kwame)
    ana.sends("conflicts:check", id, check_value="closer")
    assert "How is it since" not in ana.sees("home:pair")
    kwame.sends("conflicts:check", id, check_value="same")
    for desk in (ana, kwame):
        page = desk.sees("conflicts:show", id)
        assert "Closer" in page
        assert "The same" in page
    kwame.sends("conflicts:check", id, status=422, check_value="further")
    assert queries.views_of_check(matter_of(ana), ana.viewer)[kwame.person.pk] == "same"


def test_nobody_is_reminded_after_they_have_said_it(ana: Desk, kwame: Desk) -> None:
    id = due(ana, kwame)
    ana.sends("conflicts:check", id, check_value="closer")
    assert {row.person_id for row in Notice.objects.filter(sent_at=None)} == {kwame.person.pk}


def test_once_more_begins_a_new_fortnight(ana: Desk, kwame: Desk) -> None:
    id = due(ana, kwame)
    for desk in (ana, kwame):
        desk.sends("conflicts:check", id, check_value="same")
    kwame.sends("conflicts:tap", id, verb="again")
    assert state_of(ana) == State.AGAIN
    both_say("talk", id, ana, kwame)
    ana.sends("conflicts:add_line", id, line="A second line")
    kwame.sends("conflicts:tap_line", id, 2, seen="A second line")
    assert matter_of(ana).check_on == clock.today() + timedelta(days=14)
    assert matter_of(ana).round_id is None


def test_look_that_not_both_have_sealed_ends_unseen(ana: Desk, kwame: Desk) -> None:
    id = due(ana, kwame)
    ana.sends("conflicts:check", id, check_value="further")
    both_say("settle", id, kwame, ana)
    [round] = Round.door.visible_to(ana.viewer).filter(kind="check")
    assert round.state == RoundState.WITHDRAWN
    assert state_of(kwame) == State.SETTLED


def test_round_goes_with_its_matter(ana: Desk, kwame: Desk) -> None:
    id = due(ana, kwame)
    for desk in (ana, kwame):
        desk.sends("conflicts:check", id, check_value="closer")
    both_say("settle", id, ana, kwame)
    clock.travel(timedelta(days=14 + 91))
    retention.sweep(on=clock.today())
    [round] = Round.door.visible_to(ana.viewer).filter(kind="check")
    assert round.state == RoundState.FORGOTTEN


def test_in_part_is_looked_at_too(ana: Desk, kwame: Desk) -> None:
    id = talked(ana, kwame)
    ana.sends("conflicts:tap", id, verb="part")
    assert matter_of(ana).check_on == clock.today() + timedelta(days=14)
