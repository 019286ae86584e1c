"""Is every page of a decision at ease: in both themes, on a phone and at a desk, for axe, without a fault?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from colead.foundation import clock
from colead.people.models import Person
from tests.cast import Riverside
from tests.journeys.conftest import town, visit, width
from tests.journeys.visitor import Visitor
from tests.practice.decisions import steps
from tests.practice.decisions.steps import ANAS, KWAMES, TOGETHER, Screen
from tests.practice.decisions.voice import VOICE

__all__ = ["town", "visit", "width"]
pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def screen_of(person: Person, town: Riverside) -> Screen:
    screen = Screen(Client(), person, town.exec)
    screen.sign_in_again()
    return screen


def at_ease(visitor: Visitor, path: str, name: str, *, opened: bool = False) -> None:
    visitor.goes_to(path)
    if opened:
        visitor.page.eval_on_selector_all("details", "parts => parts.forEach(part => part.open = true)")
    visitor.keeps_a_picture(f"decisions-{name}")
    visitor.is_at_ease()


def test_from_the_first_screen_to_the_seal(town: Riverside, visit: Visit) -> None:
    steps.agree_on_charter(town)
    ana, kwame = screen_of(town.ana, town), screen_of(town.kwame, town)
    eyes = visit(town.ana)
    at_ease(eyes, ana.url("list_decisions"), "00-empty")
    at_ease(eyes, ana.url("choose_size") + "?area=closing_beds&kind=strategic&undo=no", "01-sizes")
    at_ease(eyes, ana.url("open_decision", size="own_call"), "02-own-call")
    at_ease(eyes, ana.url("open_decision", size="rapid"), "03-rapid")
    at_ease(eyes, ana.url("open_decision", size="big"), "04-frame")
    id = kwame.frame("big")
    at_ease(eyes, ana.url("show_decision", id), "05-framed")
    ana.agree(id)
    at_ease(eyes, ana.url("show_decision", id), "06-writing", opened=True)
    ana.done("write_view", id, {**{name: ANAS[name] for name in ("view", "firmness", "card_family")}, "then": "seal"})
    at_ease(eyes, ana.url("write_view", id) + "?check=1", "07-write")
    kwame.seal(id, KWAMES)
    at_ease(eyes, ana.url("show_decision", id), "08-ready")
    at_ease(visit(town.kwame), kwame.url("show_decision", id), "09-sealed")


def test_from_the_reveal_to_the_decision(town: Riverside, visit: Visit) -> None:
    steps.agree_on_charter(town)
    ana, kwame = screen_of(town.ana, town), screen_of(town.kwame, town)
    eyes = visit(town.ana)
    id = steps.reveal(ana, kwame)
    at_ease(eyes, ana.url("show_decision", id), "10-opened")
    kwame.done("mark_imagination", id, {"value": "not_that", "add": "I fear for the night nurses, not for the money."})
    ana.done("mark_imagination", id, {"value": "partly", "add": "And I would stop at twelve."})
    ask = {
        "whom": "The night charge nurse: what would it change?",
        "asker": str(town.ana.pk),
        "by_on": str(steps.DECIDE_BY),
    }
    ana.done("plan_ask", id, ask | {"by_on": steps.DECIDE_BY})
    at_ease(eyes, ana.url("show_decision", id), "11-asked", opened=True)
    ana.save("write_brief", id, {"agree_on": "Nobody is nursed in a corridor for a whole night."})
    kwame.turn(id, "brief")
    at_ease(eyes, ana.url("show_decision", id), "12-brief-draft")
    at_ease(eyes, ana.url("write_brief", id), "13-brief")
    ana.tap(id, "talked")
    at_ease(eyes, ana.url("write_integration", id), "14-integrate")
    kwame.save("write_integration", id, TOGETHER | {"guideposts": steps.GUIDEPOSTS[:2]})
    kwame.turn(id, "integration")
    at_ease(eyes, ana.url("show_decision", id), "15-together")
    ana.turn(id, "integration")
    at_ease(eyes, ana.url("show_decision", id), "16-decided")


def test_from_the_words_to_the_look_back(town: Riverside, visit: Visit) -> None:
    steps.agree_on_charter(town)
    ana, kwame = screen_of(town.ana, town), screen_of(town.kwame, town)
    id = steps.decide(ana, kwame, guideposts=steps.GUIDEPOSTS[:2])
    eyes = visit(town.ana)
    at_ease(eyes, ana.url("write_words", id), "20-words")
    ana.save("write_words", id, VOICE | {"parts": ["what", "why", "patients", "nurses", "heard", "questions"]})
    kwame.turn(id, "words")
    at_ease(eyes, ana.url("show_decision", id), "21-words-draft")
    ana.turn(id, "words")
    at_ease(eyes, ana.url("show_decision", id), "22-words-out")
    message = ana.get(id).words
    assert message is not None
    at_ease(visit(town.nia), reverse("decisions:show_message", args=[message.pk]), "24-published")
    at_ease(eyes, ana.url("write_words", id), "25-correction")
    at_ease(eyes, ana.url("print_decision", id), "26-print")
    at_ease(eyes, ana.url("look_back", id), "27-look-back")
    kwame.done("open_decision", None, {"sentence": "We hold the agency contract until spring."}, size="own_call")
    steps.call(kwame)
    steps.reveal(ana, kwame, "standard")
    clock.travel(timedelta(hours=1))
    at_ease(eyes, ana.url("list_decisions"), "28-list")


def test_small_decisions_and_the_brief(town: Riverside, visit: Visit) -> None:
    steps.agree_on_charter(town)
    ana, kwame = screen_of(town.ana, town), screen_of(town.kwame, town)
    eyes = visit(town.ana)
    told = kwame.done("open_decision", None, {"sentence": "We hold the agency contract until spring."}, size="own_call")
    at_ease(eyes, told["Location"], "30-told")
    at_ease(eyes, ana.url("show_decision", steps.call(kwame)), "31-called")
    id = steps.reveal(ana, kwame, "quick")
    at_ease(eyes, ana.url("show_decision", id), "32-quick-opened")
    ana.save("write_brief", id, {"agree_on": "Nobody is nursed in a corridor for a whole night."})
    kwame.turn(id, "brief")
    ana.turn(id, "brief")
    brief = ana.get(id).brief
    assert brief is not None
    helen, page = visit(town.helen), reverse("decisions:show_brief", args=[brief.pk])
    at_ease(helen, "/sponsor/", "32-sponsor")
    at_ease(helen, page, "33-brief-out")
    helen.chooses(value="see_both").fills(words="Thursday at four, in my room; bring the night charge nurse.")
    helen.taps("Answer both of them")
    at_ease(helen, page, "33-brief-answered")
    at_ease(eyes, ana.url("show_decision", id), "34-away")
    stale = ana.url("agree_to_frame", id)
    eyes.goes_to(ana.url("write_view", id))
    eyes.keeps_a_picture("decisions-35-refused")
    assert stale
