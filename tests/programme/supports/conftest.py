"""Ana and Kwame ask, Helen answers: each at the pages that are theirs."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from colead.people.models import Person
from colead.programme.supports.models import Request
from colead.programme.supports.queries import asked as queries
from colead.promises.models import Release
from tests.cast import Riverside
from tests.makers import confirm_sponsors
from tests.partnerships.test_sponsors import name_sponsor
from tests.practice.conftest import Desk

SEAT = "Please open a seat for Ana Ruiz beside Dr Kwame Osei: Board quality committee."
BECAUSE = "The charter names one physician; the board changes it in January."
YES = {"value": "yes", "by_on": "2099-01-31"}


class Asking:
    """The pair at work in this room, through its pages."""

    def __init__(self, ana: Desk, kwame: Desk) -> None:
        self.ana, self.kwame = ana, kwame

    def ask(self, desk: Desk | None = None, *, kind: str = "seat", text: str = SEAT, status: int = 303) -> UUID:
        (desk or self.ana).sends("supports:write_request", kind=kind, text=text, status=status)
        return self.newest().pk

    def newest(self) -> Release:
        return queries.rows(self.ana.viewer, self.ana.pair)[0]

    def get(self, id: UUID) -> Release:
        return queries.get(self.ana.viewer, self.ana.pair, id)

    def turn(self, id: UUID, desk: Desk | None = None, status: int = 303, **fields: str) -> str:
        said = {"seen": self.get(id).text_hash, **fields}
        return (desk or self.kwame).sends("supports:turn_key", id, status=status, **said)

    def edit(self, id: UUID, desk: Desk, text: str, status: int = 303, **fields: str) -> str:
        said = {"kind": "seat", "text": text, "seen": self.get(id).text_hash, **fields}
        return desk.sends("supports:edit_request", id, status=status, **said)

    def sent(self, **words: str) -> UUID:
        id = self.ask(**words)
        self.turn(id)
        return id

    def settle(self, id: UUID, verb: str, desk: Desk | None = None, status: int = 303, **fields: str) -> str:
        return (desk or self.ana).sends("supports:settle", id, status=status, verb=verb, **fields)

    def state(self, id: UUID) -> str:
        return Request.objects.get(release=id).state

    def home(self, desk: Desk) -> str:
        return desk.sees("home:pair")


class Sponsor:
    """Somebody at a sponsor's pages, signed in afresh each time."""

    def __init__(self, person: Person) -> None:
        self.desk = Desk(person, Any)  # type: ignore[arg-type]

    def look(self, id: UUID, status: int = 200) -> str:
        answer = self.desk.client.get(reverse("supports:show_request", args=[id]))
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def first_page(self) -> str:
        return self.desk.client.get("/sponsor/").content.decode()

    def waits(self) -> str:
        return self.first_page().split("The pairs you sponsor")[0].split("What you answered")[0]

    def answers(self, id: UUID, status: int = 303, **fields: str) -> str:
        url = reverse("supports:show_request", args=[id])
        answer = self.desk.client.post(url, {"once": str(uuid4()), **fields})
        assert answer.status_code == status, (answer.status_code, answer.content.decode()[:2000])
        return answer.content.decode()


def of_office(person: Person) -> str:
    answer = Desk(person, Any).client.get(reverse("supports:list_unanswered"))  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def ana(riverside: Riverside) -> Desk:
    return Desk(riverside.ana, riverside.exec)


@pytest.fixture
def kwame(riverside: Riverside) -> Desk:
    return Desk(riverside.kwame, riverside.exec)


@pytest.fixture
def asking(ana: Desk, kwame: Desk) -> Asking:
    return Asking(ana, kwame)


@pytest.fixture
def helen(riverside: Riverside) -> Sponsor:
    return Sponsor(riverside.helen)


@pytest.fixture
def nia(riverside: Riverside) -> Sponsor:
    """The second sponsor of the two, confirmed by them."""
    name_sponsor(riverside, riverside.nia)
    confirm_sponsors(riverside.exec, riverside.kwame)
    return Sponsor(riverside.nia)
