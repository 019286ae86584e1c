"""Maya and Tom of 6 West, each at a browser of their own; Ana sponsors them, Priya keeps the programme."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from colead.access.viewer import SignedInViewer
from colead.forming.launch.pages.rights import rights_page
from colead.foundation import clock
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, get_pair
from colead.people.models import Person
from tests.cast import Riverside
from tests.makers import PASSWORD, viewer_of


@dataclass
class Desk:
    """One person at a browser, with one dyad in view."""

    client: Client
    person: Person
    partnership: Partnership

    @property
    def viewer(self) -> SignedInViewer:
        return viewer_of(self.person)

    @property
    def pair(self) -> Pair:
        return get_pair(self.viewer, self.partnership.pk)

    def url(self, route: str, *more: Any) -> str:
        return reverse(f"launch:{route}", args=[self.partnership.pk, *more])

    def sees(self, route: str, *more: Any) -> str:
        answer = self.client.get(self.url(route, *more))
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def sends(self, route: str, *more: Any, **fields: Any) -> HttpResponse:
        return self.client.post(self.url(route, *more), fields)

    def taken(self, route: str, *more: Any, **fields: Any) -> None:
        answer = self.sends(route, *more, **fields)
        assert answer.status_code == 303, answer.content.decode()[-3000:]

    def rows(self, **changed: Any) -> dict[str, Any]:
        """The list of decision rights as it stands on the screen, with these fields changed: `equipment__level="N"`."""
        found: dict[str, Any] = {}
        for one in rights_page(self.viewer, self.pair).rows.all:
            found[f"{one.row.area}-seen"] = one.row.seen
            found |= {f"{one.row.area}-{name}": value or "" for name, value in one.start.items()}
        for name, value in changed.items():
            area, _underscore, field = name.rpartition("__")
            found[f"{area}-{field}"] = value
        return found

    def saves_rows(self, **changed: Any) -> None:
        self.taken("rights", **self.rows(**changed))

    def comes_back(self, days: int) -> None:
        """So many days from now, signed in again."""
        clock.travel(timedelta(days=days))
        self.client.logout()
        self.client.force_login(self.person.login, backend="allauth.account.auth_backends.AuthenticationBackend")

    def confirms_who(self) -> None:
        """Types the password again for the words on the screen; how often that is allowed is asked elsewhere."""
        cache.clear()
        way = re.search(r'href="(/account/reauthenticate/[^"]*)"', self.sees("sign_agreement"))
        if way is not None:  # else it was shown already for these words
            answer = self.client.post(unescape(way[1]), {"password": PASSWORD})
            assert answer["Location"].startswith(self.url("sign_agreement"))


def hidden_value(page: str, name: str = "on_screen") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no {name} on the page"
    return found.group(1)


def masked(page: str) -> str:
    """The page without the tokens that differ at every look."""
    return re.sub(r'(csrfmiddlewaretoken|once)" value="[^"]*"|nonce="[^"]*"|nonce-[\w+/=-]+', "", page)


@pytest.fixture
def sit(riverside: Riverside, as_person: Callable[[Person], Client]) -> Callable[[Person], Desk]:
    return lambda person: Desk(as_person(person), person, riverside.six_west)


@pytest.fixture
def maya(riverside: Riverside, sit: Callable[[Person], Desk]) -> Desk:
    return sit(riverside.maya)


@pytest.fixture
def tom(riverside: Riverside, sit: Callable[[Person], Desk]) -> Desk:
    return sit(riverside.tom)


@pytest.fixture
def ana(riverside: Riverside, sit: Callable[[Person], Desk]) -> Desk:
    return sit(riverside.ana)


@pytest.fixture
def priya(riverside: Riverside, sit: Callable[[Person], Desk]) -> Desk:
    return sit(riverside.priya)
