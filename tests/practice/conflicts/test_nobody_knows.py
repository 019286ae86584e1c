"""Two worlds, one with a hard talk and one without: nobody outside the pair gets another answer anywhere.

The partner gets the same answers as long as one has only written for oneself, or asked somebody for help.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.people.models import Person
from colead.promises.models import TrailEntry
from tests.access.routes import every_route
from tests.access.world import fresh_client
from tests.attacks import masks
from tests.attacks.robot import Undo, ask, crawl
from tests.attacks.twins import stillness
from tests.cast import Riverside
from tests.practice.conflicts.conftest import NOTES, agreed, both_say, invited
from tests.practice.conftest import Desk

Life = Callable[[], None]
OUTSIDERS = ("helen", "priya", "sam", "joan", "maya")
A_FORTNIGHT = timedelta(days=14)


def addresses(person: Person, town: Riverside) -> list[str]:
    """Everything this person is shown, and the addresses of the pair that they should not be."""
    routes = [route for route in every_route() if "GET" in route.methods]
    own = [reverse(route.name) for route in routes if not route.kwargs]
    pairs = [
        reverse(route.name, kwargs={"partnership_id": town.exec.pk})
        for route in routes
        if route.kwargs == ("partnership_id",)
    ]
    shown = crawl(fresh_client(person), [*own, *pairs], each=2).statuses
    return sorted(url for url in shown if not url.startswith("/you/take-away/file"))


def answers(person: Person, urls: list[str], at: datetime, life: Life) -> dict[str, Any]:
    """What this person gets everywhere after such a life; afterwards nothing of it has happened."""
    found: dict[str, Any] = {}
    try:
        with transaction.atomic():
            life()
            clock.travel(timedelta(days=30))
            client = fresh_client(person)
            with stillness(11, at):
                found = {url: masks.answer(ask(client, "GET", url)) for url in urls}
            raise Undo
    except Undo:
        clock.travel(timedelta(0))
        return found


def told_apart(person: Person, urls: list[str], life: Life) -> list[str]:
    at = timezone.now()
    without, having = (answers(person, urls, at, each) for each in (lambda: None, life))
    return [url for url in urls if without[url] != having[url]]


def whole_talk(ana: Desk, kwame: Desk) -> Life:
    """Notes, an invitation, a talk, an agreement, a sealed look, the end; and a second one that stays open."""

    def live() -> None:
        ana.sends("conflicts:prepare", **NOTES)
        id = agreed(ana, kwame)
        clock.travel(A_FORTNIGHT)
        for desk, value in ((ana, "closer"), (kwame, "same")):
            desk.sends("conflicts:check", id, check_value=value)
        both_say("settle", id, kwame, ana)
        invited(kwame, kind="same_again")

    return live


def alone(ana: Desk, town: Riverside) -> Life:
    def live() -> None:
        ana.sends("conflicts:keep_notes", status=204, **NOTES)
        ana.sends("conflicts:ask_help", person=str(town.joan.pk))

    return live


@pytest.fixture
def lived(riverside: Riverside, ana: Desk, kwame: Desk) -> Riverside:
    """Each has looked in before, so that spaces and sessions are there in both worlds."""
    for desk in (ana, kwame):
        desk.sees("conflicts:start")
        desk.sends("wins:list_appreciations", line="You stayed.")
        desk.sends("daily:write_debrief", line="A long day", need="just_tell", keep_alone="yes")
    return riverside


@pytest.mark.parametrize("name", OUTSIDERS)
def test_ps03_nobody_outside_can_tell_that_there_was_a_talk(
    name: str, lived: Riverside, ana: Desk, kwame: Desk
) -> None:
    person = getattr(lived, name)
    urls = addresses(person, lived)
    assert len(urls) > 20
    assert told_apart(person, urls, whole_talk(ana, kwame)) == []


def test_partner_cannot_tell_that_the_other_prepares_or_asks_for_help(lived: Riverside, ana: Desk) -> None:
    urls = addresses(lived.kwame, lived)
    assert ana.url("conflicts:start") in urls
    assert told_apart(lived.kwame, urls, alone(ana, lived)) == []


def test_twins_do_see_what_is_there_to_be_seen(lived: Riverside, ana: Desk, kwame: Desk) -> None:
    """The control: the partner's own pages do change with the talk."""
    assert told_apart(lived.kwame, addresses(lived.kwame, lived), whole_talk(ana, kwame))


def test_trail_and_outbox_say_nothing_that_tells_of_it(lived: Riverside, ana: Desk, kwame: Desk) -> None:
    before = set(TrailEntry.objects.values_list("pk", flat=True))
    whole_talk(ana, kwame)()
    for entry in TrailEntry.objects.exclude(pk__in=before):
        said = f"{entry.verb} {entry.subject_kind} {entry.facts}"
        assert not [word for word in ("conflict", "matter", "prep", "talk", "differ") if word in said], said
    assert {notice.sentence for notice in Notice.objects.all()} <= {"next_step"}
    assert not [key for key in Notice.objects.values_list("key", flat=True) if "conflict" in key or "talk" in key]
