"""Two partners at their desks, as the pages know them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, get_pair
from colead.people.models import Person
from tests.cast import Riverside
from tests.makers import viewer_of


@dataclass
class Desk:
    """One partner, in one dyad: goes to pages, taps what stands on them, sends forms."""

    person: Person
    partnership: Partnership

    @property
    def client(self) -> Client:
        """Signed in afresh, as a test may have lived through days since the last page."""
        client = Client()
        client.force_login(self.person.login, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    @property
    def viewer(self) -> Any:
        return viewer_of(self.person)

    @property
    def pair(self) -> Pair:
        return get_pair(self.viewer, self.partnership.pk)

    def url(self, route: str, *ids: Any) -> str:
        return reverse(f"{route}" if ":" in route else f"daily:{route}", args=[self.partnership.pk, *ids])

    def sees(self, route: str, *ids: Any) -> str:
        answer = self.client.get(self.url(route, *ids))
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def sends(self, route: str, *ids: Any, status: int = 303, **fields: str) -> str:
        answer = self.client.post(self.url(route, *ids), fields)
        assert answer.status_code == status, (answer.status_code, answer.content.decode()[:2000])
        return answer.content.decode()

    def taps(self, label: str, on: str = "list_between", *, line: str | None = None) -> None:
        """Sends the form whose button says this, exactly as a browser would; with `line`, the one it opens."""
        said = rf">\s*{re.escape(label)}\s*</{'button' if line is None else 'summary'}>"
        parts = re.findall(r"<form.*?</form>" if line is None else r"<details.*?</details>", self.sees(on), re.DOTALL)
        form = next(part for part in parts if re.search(said, part))
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
        named = re.search(rf'<button[^>]*name="(\w+)"[^>]*value="([^"]*)"[^>]*>\s*{re.escape(label)}', form)
        if named:
            fields[named[1]] = named[2]
        fields |= {"line": line} if line is not None else {}
        action = re.search(r'action="([^"]*)"', form)
        assert action
        answer = self.client.post(action[1] or self.url(on), fields)
        assert answer.status_code == 303, answer.content.decode()[:2000]


@pytest.fixture
def desk(riverside: Riverside) -> Callable[..., Desk]:
    def sit(person: Person, partnership: Partnership | None = None) -> Desk:
        return Desk(person, partnership or riverside.six_west)

    return sit


@pytest.fixture
def maya(riverside: Riverside, desk: Callable[..., Desk]) -> Desk:
    return desk(riverside.maya)


@pytest.fixture
def tom(riverside: Riverside, desk: Callable[..., Desk]) -> Desk:
    return desk(riverside.tom)
