"""Does a page of a decision say once who can see it, and name the guideposts and the North Star once?"""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NORTH_STAR, Riverside
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import GUIDEPOSTS, TOGETHER
from tests.practice.decisions.voice import VOICE

Step = Callable[[Two], UUID]


class AtRest(HTMLParser):
    """The words of a page before any fold is opened, and those of them that say who can see it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.folds: list[bool] = []
        self.told: list[str] = []
        self.words, self.is_telling = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "details":
            self.folds.append("open" in given)
        elif tag == "p" and "who" in (given.get("class") or "").split() and all(self.folds):
            self.is_telling = True
            self.told.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.folds.pop()
        self.is_telling = self.is_telling and tag != "p"

    def handle_data(self, data: str) -> None:
        if all(self.folds):
            self.words += data
        if self.is_telling:
            self.told[-1] = " ".join(f"{self.told[-1]} {data}".split())


@pytest.fixture(autouse=True)
def charter(riverside: Riverside) -> None:
    steps.agree_on_charter(riverside)


def opened(two: Two) -> UUID:
    return steps.reveal(two.ana, two.kwame)


def together(two: Two) -> UUID:
    id = opened(two)
    two.ana.tap(id, "talked")
    return id


def begun(two: Two) -> UUID:
    id = together(two)
    two.ana.save("write_integration", id, TOGETHER | {"guideposts": GUIDEPOSTS})
    return id


def decided(two: Two) -> UUID:
    return steps.decide(two.ana, two.kwame, guideposts=GUIDEPOSTS)


def spoken(two: Two) -> UUID:
    id = decided(two)
    two.ana.save("write_words", id, VOICE)
    return id


def called(two: Two) -> UUID:
    return steps.call(two.ana)


def framed(two: Two) -> UUID:
    return two.ana.frame("big")


def written(two: Two) -> UUID:
    id = framed(two)
    two.kwame.agree(id)
    return id


WITH_KWAME = "Who can see this: You and Dr Kwame Osei"


def says_once(page: str, *told: str) -> bool:
    at_rest = AtRest(page)
    assert [at_rest.words.count(line) for line in (NORTH_STAR, *GUIDEPOSTS)] == [1, 1, 1, 1]
    assert at_rest.told == list(told)
    return True


@pytest.mark.parametrize("step", [opened, together, begun, decided, spoken])
def test_page_of_a_decision_says_each_thing_once(two: Two, step: Step) -> None:
    id = step(two)
    only_me = ("Who can see this: Only you",) if step in {opened, together, begun} else ()
    assert says_once(two.ana.look("show_decision", id), WITH_KWAME, *only_me)


@pytest.mark.parametrize(
    ("name", "step"), [("write_integration", together), ("look_back", decided), ("edit_frame", framed)]
)
def test_page_that_is_written_on_says_each_thing_once(two: Two, name: str, step: Step) -> None:
    assert says_once(two.ana.look(name, step(two)), WITH_KWAME)


def test_view_says_once_that_it_is_sealed_and_once_what_stays_alone(two: Two) -> None:
    told = AtRest(two.ana.look("write_view", written(two))).told
    assert [one.removeprefix("Who can see this: ").split(":")[0] for one in told] == ["Sealed", "Only you"]


def test_call_names_the_north_star_only_beside_the_page(two: Two) -> None:
    at_rest = AtRest(two.kwame.look("show_decision", called(two)))
    assert at_rest.told == ["Who can see this: You and Ana Ruiz"]
    assert at_rest.words.count("North Star") == 1


def test_brief_says_once_that_the_sponsor_reads_it(two: Two, riverside: Riverside) -> None:
    told = AtRest(two.ana.look("write_brief", opened(two))).told
    assert len(told) == 1
    assert "Your sponsor too" in told[0]
