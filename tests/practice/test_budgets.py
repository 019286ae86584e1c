"""Workflows 0.5 in one table: each act is done by filling only what its page insists on, and that is no more than this.

A new room adds its rows: the act, how many lines and taps it may ask for, and how one comes to the page of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from colead.practice.daily import queries
from tests.cast import Riverside
from tests.practice.conftest import Desk
from tests.practice.decisions.steps import Screen
from tests.practice.goals.conftest import Goals, sign_agreement
from tests.practice.meetings.conftest import TIME, Together
from tests.practice.memos.conftest import Memos
from tests.practice.reviews.conftest import Case6West

FEW_WORDS = "A few words"
CHOICES = {"radio", "checkbox"}


@dataclass
class Two:
    """Maya and Tom, and what they may have to do first."""

    town: Riverside
    maya: Desk
    tom: Desk

    def screens(self) -> tuple[Screen, Screen]:
        one, two = (Screen(desk.client, desk.person, desk.partnership) for desk in (self.maya, self.tom))
        return one, two


@dataclass
class Place:
    """A page, the words that tell its form from the others on it, and where to send it if the form does not say."""

    client: Client
    url: str
    mark: str


@dataclass
class Asked:
    """What stands in a form already, what it insists on, and the buttons that are a choice."""

    action: str
    given: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def taps(self) -> int:
        """The choices; where nothing is to be filled or chosen, the button is the tap."""
        return len(self.choices) or (0 if self.lines else 1)

    @property
    def data(self) -> dict[str, str]:
        return {**self.given, **dict.fromkeys(self.lines, FEW_WORDS), **self.choices, **dict(self.buttons[:1])}


def value_of(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else ""


def asked_by(page: str, mark: str, url: str) -> Asked:
    form = next(part for part in re.findall(r"<form.*?</form>", page, re.DOTALL) if mark in part)
    asked = Asked(value_of(re.match(r"<form[^>]*>", form)[0], "action") or url)  # type: ignore[index]
    for tag in re.findall(r"<(?:input|textarea|select)\b[^>]*>", form):
        note(asked, tag, value_of(tag, "name"), value_of(tag, "type"))
    for tag in re.findall(r"<button[^>]*>", form):
        if value_of(tag, "name"):
            asked.buttons.append((value_of(tag, "name"), value_of(tag, "value")))
    asked.choices = {name: value for name, value in asked.choices.items() if name not in asked.given}
    return asked


def note(asked: Asked, tag: str, name: str, kind: str) -> None:
    is_required = bool(re.search(r"\brequired\b", tag))
    if kind == "hidden" or (kind in CHOICES and re.search(r"\bchecked\b", tag)):
        asked.given.setdefault(name, value_of(tag, "value"))
    elif kind in CHOICES and is_required:
        asked.choices.setdefault(name, value_of(tag, "value"))
    elif kind not in CHOICES and is_required:
        asked.lines.append(name)


def ask(two: Two) -> Place:
    return Place(two.maya.client, two.maya.url("ask_run_it"), 'name="line"')


def answer(two: Two) -> Place:
    two.maya.sends("ask_run_it", line="Rounds at 8:15?", kind="gut_check")
    id = queries.run_its_of(two.tom.viewer, two.tom.pair).get().pk
    return Place(two.tom.client, two.tom.url("show_run_it", id), two.tom.url("answer_run_it", id))


def coffee(two: Two) -> Place:
    return Place(two.maya.client, two.maya.url("list_between"), two.maya.url("invite_coffee"))


def debrief(two: Two) -> Place:
    return Place(two.maya.client, two.maya.url("write_debrief"), 'name="need"')


def door(two: Two) -> Place:
    return Place(two.maya.client, two.maya.url("home:pair"), two.maya.url("set_door"))


def thanks(two: Two) -> Place:
    return Place(two.maya.client, two.maya.url("wins:list_appreciations"), 'name="line"')


def how_we_are(two: Two) -> Place:
    Together(two.maya, two.tom).chosen()
    return Place(two.maya.client, two.maya.url(TIME), "/us/")


def close(two: Two) -> Place:
    Together(two.maya, two.tom).chosen()
    return Place(two.maya.client, two.maya.url(TIME), "/close/")


def check_in(two: Two) -> Place:
    sign_agreement(two.maya, two.tom, "why", "guideposts", "mine_yours_ours")
    id = Goals(two.maya, two.tom).live()
    return Place(two.maya.client, two.maya.url("goals:show_goal", id), "/check-in/")


def own_call(two: Two) -> Place:
    one, _ = two.screens()
    return Place(one.client, one.url("open_decision", size="own_call"), 'name="sentence"')


def view(two: Two) -> Place:
    one, other = two.screens()
    id: UUID = one.frame("standard")
    other.agree(id)
    return Place(one.client, one.url("write_view", id), 'name="view"')


def signature(two: Two) -> Place:
    memos = Memos(two.maya, two.tom)
    id = memos.draft()
    return Place(memos.sure(two.maya, id), two.maya.url("memos:sign_memo", id), "/sign/")


def hand_over(two: Two) -> Place:
    id = Case6West(two.town, two.maya, two.tom, two.town.helen).led("maya")
    return Place(two.maya.client, two.maya.url("reviews:show_case", id), two.maya.url("reviews:hand_over", id))


# the act, the lines and the taps it may ask for, the way to it
BUDGETS: tuple[tuple[str, int, int, Callable[[Two], Place]], ...] = (
    ("ask a run-it-by", 1, 1, ask),
    ("answer one", 0, 1, answer),
    ("coffee invitation", 0, 1, coffee),
    ("debrief", 1, 1, debrief),
    ("appreciation", 1, 0, thanks),
    ("door status", 0, 1, door),
    ("how are we", 0, 1, how_we_are),
    ("close a partner meeting", 0, 1, close),
    ("goal check-in", 0, 1, check_in),
    ("own-call record", 1, 1, own_call),
    ("one view of a standard decision", 4, 1, view),
    ("sign a memo", 0, 1, signature),
    ("hand a case over", 0, 1, hand_over),
)


def over(act: str, lines: int, taps: int, asked: Asked) -> list[str]:
    faults = [f"{act} asks for {asked.lines}"] if len(asked.lines) > lines else []
    return faults + ([f"{act} asks for {asked.taps} taps: {asked.choices}"] if asked.taps > taps else [])


@pytest.mark.parametrize(("act", "lines", "taps", "way"), BUDGETS, ids=[row[0] for row in BUDGETS])
def test_act_is_done_with_what_is_required_alone(
    act: str, lines: int, taps: int, way: Callable[[Two], Place], riverside: Riverside, maya: Desk, tom: Desk
) -> None:
    place = way(Two(riverside, maya, tom))
    page = place.client.get(place.url).content.decode()
    asked = asked_by(page, place.mark, place.url)
    assert over(act, lines, taps, asked) == []
    done: Any = place.client.post(asked.action, asked.data)
    assert done.status_code in {204, 303}, (act, asked, done.status_code)


def test_line_too_many_would_be_seen(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    place = thanks(Two(riverside, maya, tom))
    page = place.client.get(place.url).content.decode()
    more = page.replace('name="line"', 'name="line" required><input name="why" required', 1)
    assert over("appreciation", 1, 0, asked_by(more, place.mark, place.url)) == [
        "appreciation asks for ['line', 'why']"
    ]
