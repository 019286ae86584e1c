"""A byte of zero, which no database column takes: in an address, a field, a cookie; refused, and nothing breaks."""

from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access.routes import Route, every_route
from tests.attacks.robot import ask_and_undo, why
from tests.cast import Riverside
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db
ZERO = "nurse\0"
FIELDS = (
    "q",
    "name",
    "title",
    "line",
    "whom",
    "sponsor",
    "person",
    "phrase",
    "text",
    "kind",
    "seen",
    "key",
    "login",
    "email",
)


def address(route: Route, town: Riverside) -> str:
    """The pair's own ids where there is one; every free word of the path ends in a zero."""
    known: dict[str, Any] = {"partnership_id": town.exec.pk, "unit_id": town.general.pk, "person_id": town.ana.pk}
    try:
        return reverse(route.name, kwargs={name: known.get(name, ZERO) for name in route.kwargs})
    except NoReverseMatch:
        return ""


@pytest.mark.parametrize("who", ["ana", "priya", "sam", ""])
def test_zero_byte_anywhere_breaks_no_page(who: str, riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(getattr(riverside, who)) if who else Client()
    words = dict.fromkeys(FIELDS, ZERO)
    asked, faults = 0, []
    for route in every_route():
        url = address(route, riverside)
        for method in ("GET", "POST") if url else ():
            answer = ask_and_undo(client, method, url, words, **{"HX-Request": "true", "HX-Trigger-Name": "q"})
            asked += 1
            faults += [f"{method} {route.name} answered {why(answer)}"] if answer.status_code >= 500 else []
    assert asked > 100
    assert faults == []


def test_zero_byte_in_the_cookie_of_a_session_is_turned_away(riverside: Riverside) -> None:
    client = Client(raise_request_exception=False)
    assert client.get("/", HTTP_COOKIE="session=abcdefgh\0abcdefghabcdefghabcdefgh").status_code == 400
