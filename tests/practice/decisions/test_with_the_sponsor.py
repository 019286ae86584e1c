"""A joint brief lies with the sponsor: the two note the answer, take it back with one tap, never lose hold of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.decisions import queries
from colead.promises import retention
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two

AGREED = {"agree_on": "Nobody is nursed in a corridor.", "recommendation": "Hold electives for two weeks."}


def send_up(two: Two, id: UUID, **words: str) -> None:
    two.ana.save("write_brief", id, words or AGREED)
    for screen in (two.ana, two.kwame):
        screen.turn(id, "brief")


@pytest.fixture
def sent(two: Two) -> UUID:
    id = steps.reveal(two.ana, two.kwame, "standard")
    send_up(two, id)
    return id


def at_helens(riverside: Riverside) -> list[str]:
    return [line.url for line in queries.for_sponsor(viewer_of(riverside.helen))]


def test_answer_is_noted_by_one_and_seen_by_both(two: Two, sent: UUID) -> None:
    two.kwame.tap(sent, "sponsor-answered")
    for screen in (two.ana, two.kwame):
        page = screen.look("show_decision", sent)
        assert "Your sponsor answered today." in page
        assert "Our sponsor has answered" not in page
    assert two.ana.get(sent).state == "escalated_jointly"


def test_brief_that_waits_for_a_key_stands_before_everything_else(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame, "standard")
    two.ana.save("write_brief", id, AGREED)
    two.ana.turn(id, "brief")
    page = two.kwame.look("show_decision", id)
    assert page.index(AGREED["agree_on"]) < page.index('id="views"')
    assert page.count(AGREED["agree_on"]) == 1


def test_nothing_is_urged_on_the_two_while_the_sponsor_reads(two: Two, sent: UUID) -> None:
    assert "button primary" not in two.ana.look("show_decision", sent).split("<main", 1)[1]
    two.kwame.tap(sent, "sponsor-answered")
    assert "button primary" in two.ana.look("show_decision", sent).split("<main", 1)[1]


def test_answer_is_noted_only_while_it_lies_there(two: Two, sent: UUID) -> None:
    two.ana.tap(sent, "come-back")
    assert two.kwame.send("tap_decision", sent, tap="sponsor-answered").status_code == 409


def test_either_takes_the_brief_back_with_one_tap(two: Two, sent: UUID, riverside: Riverside) -> None:
    assert len(at_helens(riverside)) == 1
    two.kwame.tap(sent, "take-brief-back")
    assert at_helens(riverside) == []
    assert two.ana.get(sent).state == "integrating"
    assert not Notice.objects.filter(person_id=riverside.helen.pk, sent_at=None).exists()
    assert two.kwame.send("tap_decision", sent, tap="take-brief-back").status_code == 409


def test_brief_can_still_be_taken_back_after_the_decision(two: Two, sent: UUID, riverside: Riverside) -> None:
    two.ana.tap(sent, "come-back")
    two.ana.save("write_integration", sent, steps.TOGETHER)
    for screen in (two.ana, two.kwame):
        screen.turn(sent, "integration")
    assert len(at_helens(riverside)) == 1
    assert "Take it out of our sponsor" in two.ana.look("show_decision", sent)
    two.ana.tap(sent, "take-brief-back")
    assert at_helens(riverside) == []
    assert two.ana.get(sent).state == "decided"


def test_second_brief_takes_the_place_of_the_first(two: Two, sent: UUID, riverside: Riverside) -> None:
    first = at_helens(riverside)
    two.ana.tap(sent, "sponsor-answered")
    two.ana.tap(sent, "come-back")
    send_up(two, sent)
    assert len(at_helens(riverside)) == 1
    assert at_helens(riverside) != first
    assert two.ana.get(sent).sponsor_answered_on is None


def test_every_brief_with_both_views_goes_when_the_views_go(two: Two, sent: UUID) -> None:
    first: Any = two.ana.get(sent).brief
    two.ana.tap(sent, "come-back")
    send_up(two, sent)
    retention.sweep(on=clock.today() + timedelta(days=91))
    for release in (two.ana.get(sent).brief, first):
        release.refresh_from_db()
        assert release.state == "forgotten"
