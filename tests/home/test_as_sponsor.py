"""A sponsor who leads a pair too is told at home that something waits for them as a sponsor; never what, nor whose."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from colead.home import queries
from colead.partnerships.models import Partnership
from colead.people.models import Person
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.forming.launch.conftest import hidden_value
from tests.forming.launch.walked import walk
from tests.makers import make_partnership, viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two, two
from tests.practice.decisions.test_with_the_sponsor import send_up

__all__ = ["two"]

WORDS = "As a sponsor: something waits for you"


def home_of(as_person: SignIn, person: Person, partnership: Partnership) -> str:
    return as_person(person).get(reverse("home:pair", args=[partnership.pk])).content.decode()


@pytest.fixture
def second(riverside: Riverside) -> Partnership:
    """Another pair that Ana leads."""
    people = {"nurse": riverside.ana, "physician": riverside.ines, "sponsor": riverside.helen}
    return make_partnership(unit=riverside.east_unit, name="East", keeper=riverside.priya, **people)


def acknowledge(as_person: SignIn, person: Person, partnership: Partnership) -> None:
    client = as_person(person)
    page = client.get(reverse("launch:summary", args=[partnership.pk])).content.decode()
    url = reverse("launch:acknowledge", args=[partnership.pk])
    assert client.post(url, {"on_screen": hidden_value(page)}).status_code == 303


def test_home_of_a_sponsor_says_that_something_waits_until_it_is_read(riverside: Riverside, as_person: SignIn) -> None:
    assert WORDS not in home_of(as_person, riverside.ana, riverside.exec)
    walk(riverside)
    page = home_of(as_person, riverside.ana, riverside.exec)
    waiting = page.split("Between us</h2>")[0]
    assert f'<a href="{reverse("home:sponsor")}">{WORDS}</a>' in waiting
    assert "6 West" not in page
    acknowledge(as_person, riverside.ana, riverside.six_west)
    assert WORDS not in home_of(as_person, riverside.ana, riverside.exec)


def test_nobody_else_is_told(riverside: Riverside, as_person: SignIn) -> None:
    walk(riverside)
    assert WORDS not in home_of(as_person, riverside.kwame, riverside.exec)
    for person in (riverside.maya, riverside.tom):
        assert WORDS not in home_of(as_person, person, riverside.six_west)


@pytest.mark.usefixtures("second")
def test_choice_between_pairs_says_it_too(riverside: Riverside, as_person: SignIn) -> None:
    assert WORDS not in as_person(riverside.ana).get("/").content.decode()
    walk(riverside)
    page = as_person(riverside.ana).get("/").content.decode()
    assert "With whom now?" in page
    assert WORDS in page
    assert "6 West" not in page
    acknowledge(as_person, riverside.ana, riverside.six_west)
    assert WORDS not in as_person(riverside.ana).get("/").content.decode()


@pytest.mark.parametrize(("who", "cost"), [("ana", 1), ("maya", 0)])
def test_it_costs_one_question_and_none_to_who_sponsors_nobody(
    riverside: Riverside, who: str, cost: int, db: Any
) -> None:
    viewer = viewer_of(getattr(riverside, who))
    assert viewer.abilities
    with CaptureQueriesContext(connection) as asked:
        queries.as_sponsor(viewer)
    assert len(asked) == cost


def test_brief_waits_for_a_sponsor_until_it_is_answered(two: Two, riverside: Riverside, as_person: SignIn) -> None:
    """Helen, to whom Ana and Kwame report, leads a pair of her own with Ines."""
    people = {"nurse": riverside.helen, "physician": riverside.ines, "sponsor": riverside.joan}
    own = make_partnership(unit=riverside.east_unit, name="East", keeper=riverside.priya, **people)
    id = steps.reveal(two.ana, two.kwame, "standard")
    assert WORDS not in home_of(as_person, riverside.helen, own)
    send_up(two, id)
    page = home_of(as_person, riverside.helen, own)
    assert WORDS in page
    assert steps.QUESTION not in page
    brief = reverse("decisions:show_brief", args=[two.ana.get(id).brief_id])
    assert as_person(riverside.helen).post(brief, {"once": str(uuid4()), "value": "yes"}).status_code == 303
    assert WORDS not in home_of(as_person, riverside.helen, own)
