"""The hallway-bed decision, from the question to the look back, through two browsers."""

from datetime import timedelta

from django.urls import reverse

from colead.foundation import clock
from colead.promises import retention
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import ANAS, KWAMES, QUESTION, TOGETHER, decide, reveal
from tests.practice.decisions.voice import VOICE


def test_hallway_beds_from_question_to_look_back(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    ana, kwame = two.ana, two.kwame
    id = ana.frame("big")
    assert "waits for" in ana.look("show_decision", id)
    kwame.agree(id)
    kwame.seal(id, KWAMES)
    assert "is ready when you are" in ana.look("show_decision", id)
    ana.seal(id, ANAS)

    opened = kwame.look("show_decision", id)
    for words in (ANAS["view"], ANAS["imagine"], KWAMES["view"], KWAMES["imagine"], ANAS["outside_frame"]):
        assert words in opened
    assert ANAS["assumption"] not in opened
    assert KWAMES["assumption"] in opened
    assert "next patient in the emergency department" in opened.split("Seen by neither")[1]

    kwame.done("mark_imagination", id, {"value": "not_that", "add": "I fear the night nurses."})
    assert "I fear the night nurses." in ana.look("show_decision", id)
    ask = {"whom": "The night charge nurse: what would the lounge change?", "asker": str(riverside.ana.pk)}
    ana.done("plan_ask", id, ask)
    ana.tap(id, "talked")
    kwame.save("write_integration", id, TOGETHER)
    kwame.turn(id, "integration")
    assert ana.get(id).state == "integrating"
    ana.turn(id, "integration")
    assert ana.get(id).state == "decided"

    start = ana.look("write_words", id)
    assert TOGETHER["sentence"] in start
    ana.save("write_words", id, VOICE | {"parts": ["what", "why", "questions"]})
    ana.turn(id, "words")
    kwame.turn(id, "words")
    assert kwame.get(id).state == "announced"
    message = ana.get(id).words
    assert message is not None
    nia = as_person(riverside.nia).get(reverse("decisions:show_message", args=[message.pk])).content.decode()
    assert VOICE["what"] in nia
    assert VOICE["answer_1"] in nia
    for kept in (VOICE["who_feels"], VOICE["who_goes"], VOICE["patients"], ANAS["view"], TOGETHER["give_up"]):
        assert kept not in nia

    clock.travel(timedelta(days=130))
    ana.sign_in_again()
    kwame.sign_in_again()
    assert "Time to look back" in kwame.look("list_decisions")
    kwame.done("look_back", id, {"value": "partly", "missed": "The night charge nurse saw it."})
    assert ana.get(id).state == "closed"
    retention.sweep(on=clock.today())
    after = ana.look("show_decision", id)
    assert TOGETHER["sentence"] in after
    assert "The night charge nurse saw it." in after
    for gone in (ANAS["view"], KWAMES["view"], KWAMES["imagine"], "I fear the night nurses."):
        assert gone not in after


def test_views_stay_ninety_days_after_deciding_and_no_longer(two: Two) -> None:
    id = decide(two.ana, two.kwame)
    assert retention.sweep(on=clock.today() + timedelta(days=90)) == 0
    for screen in (two.ana, two.kwame):
        page = screen.look("show_decision", id)
        assert ANAS["view"] in page
        assert "The two of you can read both views until" in page
    retention.sweep(on=clock.today() + timedelta(days=91))
    after = two.ana.look("show_decision", id)
    assert ANAS["view"] not in after
    assert TOGETHER["sentence"] in after


def test_page_to_print_holds_what_was_decided(two: Two) -> None:
    id = decide(two.ana, two.kwame)
    page = two.kwame.look("print_decision", id)
    assert QUESTION in page
    assert TOGETHER["give_up"] in page
    assert ANAS["view"] not in page


def test_every_page_of_an_open_decision_draws(two: Two) -> None:
    id = reveal(two.ana, two.kwame)
    for name in ("list_decisions", "choose_size"):
        two.ana.look(name)
    for size in ("own_call", "quick", "standard", "big", "rapid"):
        two.ana.look("open_decision", size=size)
    two.ana.look("write_brief", id)
    two.ana.tap(id, "talked")
    two.ana.look("write_integration", id)
