"""After they have opened: are both views, their cards and the words of a call readable wherever it goes next?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from colead.foundation import clock
from colead.promises import retention
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import ANAS, KWAMES, TOGETHER, Screen

OPENED = [words for told in (ANAS, KWAMES) for name, words in told.items() if name not in {"firmness", "assumption"}]
AFFECTED = "Night nurses, families, the emergency department"
CALLED = ("The generator of the east wing failed", "We move the two units", "Nobody is left in the dark")
Step = Callable[[Two, UUID], Any]


def lacking(screen: Screen, id: UUID, wanted: list[str]) -> list[str]:
    page = screen.look("show_decision", id)
    return [words for words in wanted if words not in page]


def talked(two: Two, id: UUID) -> None:
    two.ana.tap(id, "talked")


def talked_instead(two: Two, id: UUID) -> None:
    two.ana.tap(id, "talk-instead")


def differed(two: Two, id: UUID) -> None:
    two.kwame.tap(id, "differ")


def differed_and_closed(two: Two, id: UUID) -> None:
    two.kwame.tap(id, "differ")
    two.kwame.tap(id, "close")


def brought_up(two: Two, id: UUID) -> None:
    two.ana.save("write_brief", id, {"agree_on": "That the nights are too thin."})
    two.ana.turn(id, "brief")
    two.kwame.turn(id, "brief")


def decided(two: Two, id: UUID) -> None:
    two.ana.tap(id, "talked")
    two.ana.save("write_integration", id, TOGETHER)
    two.ana.turn(id, "integration")
    two.kwame.turn(id, "integration")


def nothing_more(two: Two, id: UUID) -> None:
    """Both views have just been opened."""


LATER = [nothing_more, talked, talked_instead, differed, differed_and_closed, brought_up, decided]


@pytest.mark.parametrize("step", LATER)
def test_both_views_and_the_question_stay_readable(two: Two, step: Step) -> None:
    id = steps.reveal(two.ana, two.kwame)
    step(two, id)
    for screen in (two.ana, two.kwame):
        assert lacking(screen, id, [*OPENED, AFFECTED]) == []


@pytest.mark.parametrize("step", [talked_instead, differed_and_closed, decided])
def test_views_and_cards_are_gone_when_their_days_are_over(two: Two, step: Step) -> None:
    id = steps.reveal(two.ana, two.kwame)
    step(two, id)
    retention.sweep(on=clock.today() + timedelta(days=91))
    assert lacking(two.kwame, id, OPENED) == OPENED


@pytest.mark.parametrize("taps", [(), ("talk",), ("ours",), ("drop",), ("talk", "talk-instead")])
def test_words_of_a_call_stay_readable(two: Two, taps: tuple[str, ...]) -> None:
    id = steps.call(two.kwame)
    for tap in taps:
        two.ana.tap(id, tap)
    for screen in (two.ana, two.kwame):
        assert lacking(screen, id, list(CALLED)) == []


def test_words_of_a_call_stay_readable_when_it_is_completed(two: Two) -> None:
    id = steps.call(two.kwame)
    two.ana.tap(id, "ours")
    two.ana.save("write_integration", id, {"sentence": "The two units stay in recovery until the lifts run."})
    two.ana.turn(id, "integration")
    two.kwame.turn(id, "integration")
    assert lacking(two.ana, id, list(CALLED)) == []


def test_answer_of_one_who_was_asked_stays_readable(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame)
    two.ana.done("plan_ask", id, {"whom": "The night charge nurse", "asker": str(two.ana.person.pk)})
    talked_instead(two, id)
    assert lacking(two.kwame, id, ["The night charge nurse"]) == []


def test_what_was_begun_together_stays_readable_while_it_waits(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame)
    two.ana.tap(id, "talked")
    two.ana.save("write_integration", id, TOGETHER)
    differed(two, id)
    assert lacking(two.kwame, id, [TOGETHER["sentence"]]) == []
