"""Words that everyone will read: who sees them before and after both agree, and who hears of them first."""

import re
from typing import Any
from uuid import UUID

import pytest

from colead.practice.decisions import queries
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import Screen, hidden
from tests.practice.decisions.voice import VOICE

LATER = "; everyone, if you choose it, once both agree"
FIRST = "Ana goes to the night nurses before it is read."


def form_of_key(screen: Screen, id: UUID) -> str:
    page = screen.look("show_decision", id)
    part = next(part for part in page.split("<form") if "/keys/words/" in part and 'name="seen"' in part)
    return part.split("</form>")[0]


@pytest.fixture
def first_key(two: Two) -> UUID:
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, VOICE | {"parts": ["what", "why"], "who_goes": FIRST})
    assert 'name="told"' not in form_of_key(two.ana, id)
    two.ana.turn(id, "words")
    return id


def titles(riverside: Riverside) -> list[str]:
    return [line.title for line in queries.published(viewer_of(riverside.nia))]


def test_second_key_asks_whether_those_who_hear_it_first_have(two: Two, first_key: UUID, riverside: Riverside) -> None:
    form = form_of_key(two.kwame, first_key)
    assert FIRST in form
    answer: Any = two.kwame.send("turn_key", first_key, {"seen": hidden("seen", form)}, paper="words")
    assert answer.status_code == 422
    assert "Nothing was sent" in answer.content.decode()
    assert titles(riverside) == []
    two.kwame.done("turn_key", first_key, {"seen": hidden("seen", form), "told": "yes"}, paper="words")
    assert titles(riverside) == [VOICE["what"]]


def test_second_key_names_nobody_where_nobody_was_named(two: Two) -> None:
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, {name: VOICE[name] for name in ("what", "why")} | {"parts": ["what"]})
    two.ana.turn(id, "words")
    assert "Whoever should hear it from one of us first has heard it" in form_of_key(two.kwame, id)


def test_words_that_stay_between_two_ask_for_nothing(two: Two) -> None:
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, VOICE)
    two.ana.turn(id, "words")
    assert 'name="told"' not in form_of_key(two.kwame, id)
    two.kwame.turn(id, "words")
    assert two.kwame.get(id).state == "announced"


def test_fields_say_who_sees_the_words_before_and_after_both_agree(two: Two) -> None:
    id = steps.decide(two.ana, two.kwame)
    page = two.ana.look("write_words", id)
    spoken, plan = page.split("How people may feel about it")
    assert f"You and Dr Kwame Osei{LATER}" in spoken
    assert spoken.count(LATER) == 1  # said once, before nine parts, three questions and three answers
    assert spoken.count("who-words") == 16
    assert LATER not in plan.split("Which parts does everyone read?")[0]
    assert "You and Dr Kwame Osei" in plan


def folds_open(page: str) -> list[str]:
    return re.findall(r'<details class="details "? open[^>]*><summary>([^<]*)', page)


def test_folds_with_words_open_by_themselves(two: Two) -> None:
    id = steps.decide(two.ana, two.kwame)
    assert folds_open(two.ana.look("write_words", id)) == []
    two.ana.save("write_words", id, {name: VOICE[name] for name in ("what", "why", "answer_1", "who_goes")})
    assert folds_open(two.ana.look("write_words", id)) == ["Three hard questions", "How people may feel about it"]


def test_fold_with_a_fault_opens_by_itself(two: Two) -> None:
    id = steps.decide(two.ana, two.kwame)
    page = two.ana.send("write_words", id, {"what": "x", "why": "y", "nurses": "n" * 999})
    assert page.status_code == 422
    assert folds_open(page.content.decode()) == ["What it means for patients, nurses, physicians and others"]


def test_what_is_out_keeps_its_choice_of_parts_in_sight(two: Two, first_key: UUID) -> None:
    assert folds_open(two.ana.look("write_words", first_key))[-1] == "Publish parts of it"
    two.kwame.turn(first_key, "words")
    page = two.ana.look("write_words", first_key)
    assert "Publish parts of it" not in page
    assert "Which parts does everyone read?" in page


def test_draft_is_shown_as_what_only_the_two_see(two: Two, first_key: UUID) -> None:
    draft = two.kwame.look("show_decision", first_key).split("One voice")[1]
    assert "Everyone at" not in draft
    two.kwame.turn(first_key, "words")
    out = two.kwame.look("show_decision", first_key).split("One voice")[1]
    assert "Everyone at" in out
    two.kwame.tap(first_key, "unpublish")
    assert "Everyone at" not in two.kwame.look("show_decision", first_key).split("One voice")[1]
