"""What one sealed: can its author read it again, to the last private line, and only its author?"""

from datetime import timedelta

from colead.foundation import clock
from colead.promises import retention
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import ANAS, KWAMES

MINE = [words for name, words in KWAMES.items() if name != "firmness"]


def test_sealed_page_is_read_again_by_its_author_alone(two: Two) -> None:
    id = two.ana.frame("big")
    two.kwame.agree(id)
    two.kwame.seal(id, KWAMES)
    page = two.kwame.look("show_decision", id)
    assert [words for words in MINE if words not in page] == []
    assert not [words for words in MINE if words in two.ana.look("show_decision", id)]


def test_line_for_oneself_stays_readable_until_the_views_go(two: Two) -> None:
    id = steps.decide(two.ana, two.kwame)
    assert KWAMES["assumption"] in two.kwame.look("show_decision", id)
    assert KWAMES["assumption"] not in two.ana.look("show_decision", id)
    assert ANAS["assumption"] not in two.kwame.look("print_decision", id) + two.kwame.look("look_back", id)
    retention.sweep(on=clock.today() + timedelta(days=91))
    assert KWAMES["assumption"] not in two.kwame.look("show_decision", id)


def test_line_that_was_opened_is_not_shown_twice(two: Two) -> None:
    id = two.ana.frame("big")
    two.kwame.agree(id)
    two.kwame.seal(id, {**KWAMES, "release": "on"})
    two.ana.seal(id, ANAS)
    assert two.kwame.look("show_decision", id).count(KWAMES["assumption"]) == 1
    assert "What you kept to yourself" not in two.kwame.look("show_decision", id)


def test_decided_lines_say_the_day_and_not_that_they_are_decided(two: Two) -> None:
    steps.decide(two.ana, two.kwame)
    page = two.kwame.look("list_decisions")
    assert "today. We look back" in page
    assert page.count("Decided") == 1


def test_size_is_asked_once(two: Two) -> None:
    page = two.ana.look("open_decision", size="standard")
    assert "How large is it?" not in page
    assert 'type="hidden" name="size" value="standard"' in page
    id = two.ana.frame("standard")
    assert "How large is it?" in two.kwame.look("edit_frame", id)


def test_no_page_of_a_decision_speaks_of_a_frame(two: Two) -> None:
    page = two.ana.look("open_decision", size="big")
    id = two.ana.frame("big")
    page += two.ana.look("show_decision", id) + two.kwame.look("show_decision", id) + two.kwame.look("edit_frame", id)
    two.kwame.agree(id)
    page += two.ana.look("show_decision", id) + two.ana.look("choose_size")
    assert "the frame" not in page.lower()
    assert "this frame" not in page.lower()
