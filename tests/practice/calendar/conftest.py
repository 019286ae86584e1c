"""Ana and Kwame with their partner time, and Rosa who keeps Ana's calendar."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from colead.foundation import clock
from colead.partnerships.models import TimeHold
from colead.partnerships.queries import Pair, get_pair
from colead.people.models import Person
from colead.practice.calendar import actions, views
from colead.practice.calendar.models import Role
from colead.practice.calendar.pace import Pace
from colead.practice.meetings.actions import partner_time, rhythm
from colead.practice.meetings.models import Meeting
from colead.practice.meetings.queries import partner_time as times
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of

HOUR = time(15, 0)


@dataclass
class Exec:
    """The executive pair, each seen through one's own eyes."""

    town: Riverside
    sign_in: SignIn

    def by(self, who: Person) -> Any:
        return viewer_of(who)

    def pair(self, who: Person | None = None) -> Pair:
        return get_pair(viewer_of(who or self.town.ana), self.town.exec.pk)

    def choose(self, rhythm_word: str = "weekly") -> None:
        rhythm.choose(
            pair=self.pair(),
            rhythm=rhythm_word,
            weekday=(clock.today().weekday() + 3) % 5,
            starts_at=HOUR,
            minutes=30,
            place="The third-floor corridor canary",
            by=self.by(self.town.ana),
        )

    def ahead(self) -> Meeting:
        found = times.ahead(self.by(self.town.ana), self.pair())
        assert found is not None
        return found

    def step(self, verb: str, **given: Any) -> Any:
        act = getattr(partner_time, verb)
        return act(pair=self.pair(), id=self.ahead().pk, by=self.by(self.town.ana), **given)

    def hold(self) -> TimeHold:
        return TimeHold.objects.get(space=self.town.exec.space_id, lifted_on=None)

    def name_rosa(self, serves: Person | None = None) -> Any:
        who = serves or self.town.ana
        return actions.name_delegate(pair=self.pair(who), words="Rosa Diaz", by=self.by(who))

    def address(self, who: Person | None = None, role: Role = Role.PARTNER) -> str:
        person = who or self.town.ana
        token = actions.make_address(partnership=self.town.exec, role=role, by=self.by(person))
        return f"/calendar/{token}.ics"

    def client(self, who: Person) -> Client:
        return self.sign_in(who)

    def url(self, end: str, id: UUID | None = None) -> str:
        return f"/partnerships/{self.town.exec.pk}/{end.format(id=id)}"


@pytest.fixture(autouse=True)
def fresh_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "FEEDS", Pace(30, 600))
    monkeypatch.setattr(views, "STRANGERS", Pace(3000, 600))


@pytest.fixture
def pair(riverside: Riverside, as_person: SignIn) -> Exec:
    return Exec(riverside, as_person)


def in_days(n: int) -> Any:
    return clock.today() + timedelta(days=n)
