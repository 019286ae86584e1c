"""What waits, what lies open, what is found: for the right partner, of the right pair, at the price of few queries."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from colead.foundation import clock
from colead.practice.decisions import queries
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import ANAS, KWAMES, QUESTION, Screen


def waiting(screen: Screen) -> list[str]:
    return [line.note for line in queries.waiting_for(viewer_of(screen.person), screen.pair)]


def answer_in_place(screen: Screen, label: str) -> None:
    lines = queries.waiting_for(viewer_of(screen.person), screen.pair)
    answer = next(answer for line in lines for answer in line.answers if answer.label == label)
    response: Any = screen.client.post(answer.action_url, answer.fields)
    assert response.status_code == 303


def test_frame_waits_for_the_other_and_is_agreed_in_place(two: Two) -> None:
    id = two.ana.frame("quick")
    assert waiting(two.ana) == []
    answer_in_place(two.kwame, "Yes, that is the question")
    assert two.ana.get(id).state == "writing"


def test_own_call_waits_a_week_and_then_lets_go(two: Two) -> None:
    two.ana.done("open_decision", None, {"sentence": "We hold the contract."}, size="own_call")
    assert waiting(two.ana) == []
    assert waiting(two.kwame) == ["Ana Ruiz decided this"]
    clock.travel(timedelta(days=8))
    assert waiting(two.kwame) == []


def test_own_call_and_call_on_the_spot_are_answered_in_place(two: Two) -> None:
    two.ana.done("open_decision", None, {"sentence": "We hold the contract."}, size="own_call")
    answer_in_place(two.kwame, "Fine by me")
    steps.call(two.ana)
    answer_in_place(two.kwame, "Yes, ours")
    assert "Complete it together" in waiting(two.kwame)[0]


def test_partner_who_is_ready_is_named_and_only_to_the_other(two: Two) -> None:
    id = two.ana.frame("quick")
    two.kwame.agree(id)
    assert "Write your view alone, about 3 minutes" in waiting(two.ana)[0]
    two.kwame.seal(id, {name: KWAMES[name] for name in ("view", "imagine")})
    assert "Dr Kwame Osei is ready when you are" in waiting(two.ana)[0]
    assert waiting(two.kwame) == []


def test_marks_keys_and_look_back_wait_in_their_turn(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame, "standard")
    assert "How near did Dr Kwame Osei come?" in waiting(two.ana)[0]
    two.ana.done("mark_imagination", id, {"value": "partly"})
    assert waiting(two.ana) == []
    two.ana.tap(id, "talked")
    two.ana.save("write_integration", id, steps.TOGETHER)
    two.ana.turn(id, "integration")
    assert waiting(two.kwame) == ["Ana Ruiz has agreed. It waits for you"]
    two.kwame.turn(id, "integration")
    assert waiting(two.kwame) == []
    clock.travel(timedelta(days=200))
    assert waiting(two.kwame) == waiting(two.ana) == ["Time to look back"]


def test_brief_that_was_not_sent_asks_for_no_key_after_the_decision(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame, "standard")
    two.ana.save("write_brief", id, {"agree_on": "Nobody is nursed in a corridor."})
    two.ana.turn(id, "brief")
    assert "Ana Ruiz has agreed. It waits for you" in waiting(two.kwame)
    two.ana.tap(id, "talked")
    two.ana.save("write_integration", id, steps.TOGETHER)
    two.ana.turn(id, "integration")
    two.kwame.turn(id, "integration")
    assert waiting(two.kwame) == []
    assert two.kwame.get(id).brief is None


def test_ask_waits_for_the_one_who_asks(two: Two, riverside: Riverside) -> None:
    id = steps.reveal(two.ana, two.kwame, "standard")
    day = (clock.today() + timedelta(days=3)).isoformat()
    ask = {"whom": "The night charge nurse", "asker": str(riverside.kwame.pk), "by_on": day}
    two.ana.done("plan_ask", id, ask)
    assert "You wanted to ask" not in waiting(two.kwame)
    clock.travel(timedelta(days=3))
    assert "You wanted to ask" in waiting(two.kwame)
    assert "You wanted to ask" not in waiting(two.ana)


def test_key_tells_who_was_to_be_asked_and_was_not(two: Two, riverside: Riverside) -> None:
    id = steps.reveal(two.ana, two.kwame, "standard")
    two.ana.tap(id, "talked")
    two.ana.save("write_integration", id, steps.TOGETHER)
    told = "You planned to ask The night charge nurse. No answer is written down."
    assert told not in two.kwame.look("show_decision", id)
    two.kwame.done("plan_ask", id, {"whom": "The night charge nurse", "asker": str(riverside.kwame.pk)})
    assert told in two.kwame.look("show_decision", id)
    (ask, _text), *_rest = queries.asks(two.kwame.get(id), viewer_of(two.kwame.person))
    two.kwame.done("answer_ask", id, {"answer": "Three more at night, not five."}, ask_id=ask.pk)
    assert told not in two.kwame.look("show_decision", id)


def test_open_decisions_lie_between_the_two_with_their_state(two: Two) -> None:
    steps.reveal(two.ana, two.kwame)
    lines = queries.between_us(viewer_of(two.kwame.person), two.kwame.pair)
    assert [(line.title, line.note) for line in lines] == [(QUESTION, "Both views have been opened.")]


def test_revealed_words_are_found_and_sealed_ones_are_not(two: Two) -> None:
    id = two.ana.frame("big")
    two.kwame.agree(id)
    two.kwame.seal(id, KWAMES)

    def find(screen: Screen) -> list[str]:
        return [line.title for line in queries.find(viewer_of(screen.person), screen.pair, "Three FALLS")]

    assert find(two.ana) == []
    two.ana.seal(id, ANAS)
    assert find(two.ana) == [QUESTION]
    assert "Nothing found" in two.ana.client.post(two.ana.url("find_decisions"), {"phrase": "lemon"}).content.decode()


def test_two_dyads_of_one_person_never_cross(riverside: Riverside, as_person: SignIn) -> None:
    maya = as_person(riverside.maya)
    west, east = (Screen(maya, riverside.maya, dyad) for dyad in (riverside.six_west, riverside.seven_east))
    tom = Screen(as_person(riverside.tom), riverside.tom, riverside.six_west)
    ines = Screen(as_person(riverside.ines), riverside.ines, riverside.seven_east)
    id = steps.reveal(west, tom)
    viewer = viewer_of(riverside.maya)
    assert queries.find(viewer, east.pair, "hallway") == queries.between_us(viewer, east.pair) == []
    assert queries.waiting_for(viewer, east.pair) == []
    assert str(id) not in east.look("list_decisions")
    for screen in (east, ines):
        for name in ("show_decision", "write_view", "edit_frame", "write_brief", "look_back"):
            assert screen.client.get(screen.url(name, id)).status_code == 404
        for name in ("agree_to_frame", "mark_imagination", "plan_ask", "keep_draft"):
            assert screen.send(name, id, {"value": "partly", "view": "x"}).status_code in {404, 422}
    assert west.get(id).state == "revealed"


def n_queries(work: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        work()
    return len(caught)


def test_lists_cost_the_same_for_many_as_for_one(two: Two) -> None:
    def measure() -> tuple[int, int, int]:
        viewer = viewer_of(two.kwame.person)
        pair = two.kwame.pair
        return (
            n_queries(lambda: two.kwame.look("list_decisions")),
            n_queries(lambda: queries.waiting_for(viewer, pair)),
            n_queries(lambda: queries.between_us(viewer, pair)),
        )

    two.kwame.agree(two.ana.frame("quick"))
    two.ana.frame("quick")
    two.kwame.look("list_decisions")
    few = measure()
    for _ in range(4):
        two.kwame.agree(two.ana.frame("quick"))
        two.ana.frame("quick")
        two.ana.done("open_decision", None, {"sentence": "We hold the contract."}, size="own_call")
    assert measure() == few
