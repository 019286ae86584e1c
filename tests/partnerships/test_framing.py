"""The frame of a pair's views: every fault has a page, every page keeps the words, and no stranger meets either."""

from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from colead.access.viewer import SignedInViewer
from colead.forming.launch.views import replies as launch
from colead.partnerships.actions import Refused
from colead.partnerships.framing import Room, Told, status_of, written_in
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.conflicts.views import answering as conflicts
from colead.practice.daily.views import answering as daily
from colead.practice.decisions.views import answering as decisions
from colead.practice.goals.views import answering as goals
from colead.practice.wins import views as wins
from colead.promises.sealed import NotOpen, SomebodyLeft
from colead.promises.space import SpaceClosed
from colead.promises.two_key import StaleText
from colead.rules.moves import IllegalMove
from tests.cast import Riverside
from tests.house.floors import ROOT

ROOMS = [module.ROOM for module in (conflicts, daily, decisions, goals, launch, wins)]
WITH_PAGE = [
    room for room in ROOMS if (ROOT / f"src/colead/practice/{room.name}/templates/{room.name}/refused.html").is_file()
]


class Line(forms.Form):
    line = forms.CharField(label="A line")
    on = forms.DateField(required=False)
    seen = forms.CharField(widget=forms.HiddenInput)


def asked(person: Person, **sent: str) -> HttpRequest:
    request = RequestFactory().post("/", sent)
    request.viewer = SignedInViewer(person)  # type: ignore[attr-defined]
    request.user = person.login
    return request


def entering(room: Room, fault: Exception) -> Any:
    @room.of_pair
    def step(request: HttpRequest, pair: Pair, **given: Any) -> HttpResponse:
        raise fault

    return step


@pytest.mark.parametrize("room", WITH_PAGE, ids=lambda room: room.name)
def test_every_fault_of_a_room_is_told_on_a_page(room: Room, riverside: Riverside) -> None:
    assert len(WITH_PAGE) >= 3
    for kind in room.faults:
        fault = IllegalMove("m", "s", "v", "It is over.") if kind is IllegalMove else kind("Not this way.")
        answer = entering(room, fault)(asked(riverside.maya), riverside.six_west.pk)
        assert answer.status_code == 409
        said = room.said_of(fault)
        assert said.title
        assert said.sentence
        assert f"<h1>{said.title}</h1>" in answer.content.decode()


def test_a_refused_step_keeps_what_was_written_and_nothing_else(riverside: Riverside) -> None:
    room = Room("goals", thing="goal_id", label_of=written_in([Line]))
    sent = {"line": "Beds by noon", "on": "2026-03-01", "seen": "the draft", "once": "a key", "stray": "not ours"}
    page = entering(room, StaleText())(asked(riverside.maya, **sent), riverside.six_west.pk, goal_id=UUID(int=7))
    body = page.content.decode()
    assert "Beds by noon" in body
    assert "A line" in body
    assert not [value for name, value in sent.items() if name != "line" and value in body]
    assert str(UUID(int=7)) in body


def test_a_stranger_to_the_pair_meets_no_page_of_it(riverside: Riverside) -> None:
    with pytest.raises(Http404):
        entering(ROOMS[0], Refused("Not this way."))(asked(riverside.ines), riverside.six_west.pk)


def test_what_is_no_fault_of_the_room_is_not_told_as_one(riverside: Riverside) -> None:
    with pytest.raises(ZeroDivisionError):
        entering(goals.ROOM, ZeroDivisionError())(asked(riverside.maya), riverside.six_west.pk)


def test_a_kind_of_fault_is_told_as_its_nearest_relative() -> None:
    room = Room("goals", told={NotOpen: Told("Over", "It was opened.")})
    assert room.said_of(SomebodyLeft()).sentence == "It was opened."
    assert room.said_of(Refused("One seat is empty.")).sentence == "One seat is empty."
    assert room.said_of(IllegalMove("m", "s", "v", "It is over.")).sentence == "It is over."


def test_what_was_tried_says_why_it_could_not_be() -> None:
    def closed() -> None:
        raise SpaceClosed

    assert daily.ROOM.tried(closed) == str(daily.ROOM.told[SpaceClosed].sentence)
    assert daily.ROOM.tried(lambda: None) == ""


def test_a_form_that_comes_back_says_so() -> None:
    right, wrong = Line({"line": "x", "seen": "y"}), Line({})
    assert [status_of(), status_of(None, "page"), status_of(Line(), right), status_of(right, wrong)] == [200] * 3 + [
        422
    ]
