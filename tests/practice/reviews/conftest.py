"""Maya and Tom of 6 West, what happened there, and who stands in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from colead.people.models import Person
from colead.practice.reviews import queries
from colead.practice.reviews.models import Case
from colead.promises import space
from tests.cast import Riverside
from tests.makers import make_login, make_person, viewer_of
from tests.practice.conftest import Desk

NUMBER = "88213"
PEOPLE = {
    "known_family": "on",
    "by_family": "Chief patient liaison",
    "known_staff": "on",
    "by_staff": "Nursing supervisor",
    "known_unit": "on",
}
ACTION = {"action": "Low beds on 6 West", "owner_role": "Facilities lead", "strength": "stronger"}


@dataclass
class Case6West:
    """A case as its people go through it; each step is sent as the page would send it."""

    town: Riverside
    maya: Desk
    tom: Desk
    stand_in: Person

    def point(self, by: Desk | None = None, **words: str) -> UUID:
        desk = by or self.maya
        given = {
            "kind": "adverse_event",
            "number": NUMBER,
            "system": "RL",
            "unit": str(self.town.west_unit.pk),
            "happened_on": "2026-01-05",
            **words,
        }
        desk.sends("reviews:point", **given)
        return self.newest(desk).pk

    def newest(self, desk: Desk) -> Case:
        found = queries.cases(desk.viewer, desk.partnership.pk).order_by("-created_at").first()
        assert found is not None
        return found

    def led(self, lead: str = "both", **words: str) -> UUID:
        """Pointed at and looked over: nobody was part of it."""
        id = self.point(**words)
        lead = {"maya": str(self.maya.person.pk), "tom": str(self.tom.person.pk)}.get(lead, lead)
        self.maya.sends("reviews:look_over", id, answer="clear", lead=lead)
        return id

    def following(self, **words: str) -> UUID:
        id = self.led(**words)
        self.maya.sends("reviews:see_to_people", id, **PEOPLE)
        return id

    def told(self, **words: str) -> UUID:
        id = self.following(**words)
        self.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
        return id

    def enter(self, id: UUID, person: Person | None = None) -> queries.Desk:
        viewer = viewer_of(person or self.maya.person)
        return queries.enter(viewer, self.town.six_west.pk, id)

    def text(self, id: UUID) -> dict[str, Any]:
        desk = self.enter(id)
        return space.read(desk.case, desk.viewer)

    def state(self, id: UUID) -> str:
        return self.enter(id).case.state

    def name_stand_in(self, side: str = "physician", person: Person | None = None) -> None:
        """Ana sponsors 6 West; she names her deputy."""
        client = client_of(self.town.ana)
        url = reverse("reviews:name_stand_ins", args=[self.town.six_west.pk])
        answer = client.post(url, {"side": side, "person": (person or self.stand_in).email})
        assert answer.status_code == 303, answer.content.decode()[:2000]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def status(person: Person, route: str, *ids: Any) -> int:
    return client_of(person).get(reverse(route, args=ids)).status_code


def required(page: str, action: str) -> set[str]:
    """The names of the fields that the browser insists on in the form sent there."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if action in form)
    return {
        name.group(1)
        for field in re.findall(r"<(?:input|textarea|select)[^>]*>", form)
        if re.search(r"\brequired\b", field) and (name := re.search(r'name="(\w+)"', field))
    }


@pytest.fixture
def west(riverside: Riverside, desk: Callable[..., Desk], maya: Desk, tom: Desk) -> Case6West:
    deputy = make_person("Grace Hale", profession="medicine", title="Deputy of the Chief Nursing Officer")
    make_login(deputy)
    return Case6West(riverside, maya, tom, deputy)
