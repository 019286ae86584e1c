"""Who is who in the story, and how an act is done: as somebody, in a pair, at a moment."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.module_loading import import_string

from colead.foundation.viewer import Viewer
from colead.operations.demo.history import story
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, get_pair
from colead.people.models import Person

Act = Callable[[], Any]
# The site's own viewer, named as the settings name the middleware: this floor lies below the policy.
VIEWER = "colead.access.viewer.SignedInViewer"
A_MOMENT = timedelta(minutes=7)


class House:
    """Riverside while it is being told."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.people: dict[str, Person] = {}
        self.partnerships: dict[str, Partnership] = {}
        self.partners: dict[str, tuple[str, str]] = {}
        self.sponsors: dict[str, str] = {}
        self.viewer_class = import_string(VIEWER)
        self.viewers: dict[str, Viewer] = {}
        self.pairs: dict[tuple[str, str], Pair] = {}

    def viewer(self, key: str) -> Viewer:
        """Looks as this person, until seats or roles change."""
        if key not in self.viewers:
            self.viewers[key] = self.viewer_class(self.people[key])
        return self.viewers[key]

    def pair(self, dyad: str, key: str) -> tuple[Pair, Viewer]:
        viewer = self.viewer(key)
        if (dyad, key) not in self.pairs:
            self.pairs[dyad, key] = get_pair(viewer, self.partnerships[dyad].pk)
        return self.pairs[dyad, key], viewer

    def look_again(self) -> None:
        """Seats or roles have changed: nobody goes on with what they could see before."""
        self.viewers.clear()
        self.pairs.clear()

    def other(self, dyad: str, key: str) -> str:
        return next(other for other in self.partners[dyad] if other != key)

    def at(self, said: str) -> datetime:
        return story.moment(said, self.now)

    def day(self, said: str) -> date:
        return story.day(said, self.now)

    def ahead(self, said: str) -> datetime:
        """An hour in somebody's calendar, behind or ahead of today: 'd+6 10:00'."""
        day, _, hour = said.partition(" ")
        return datetime.combine(story.day(day, self.now), time.fromisoformat(hour or "10:00"), self.now.tzinfo)


class Arc:
    """A string of acts that follow each other: none comes before the one ahead of it, whatever the calendar says."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.acts: list[tuple[datetime, Act]] = []

    def tell(self, said: str, act: Act) -> None:
        at = self.after(said) if said.startswith("+") else self.house.at(said)
        if self.acts and at <= self.acts[-1][0]:
            at = self.acts[-1][0] + A_MOMENT
        self.acts.append((min(at, self.house.now), act))

    def after(self, said: str) -> datetime:
        """'+1 16:00', the day after the act ahead of it, weekend or not."""
        days, _, hour = said.partition(" ")
        last = self.acts[-1][0]
        return datetime.combine(last.date() + timedelta(days=int(days)), time.fromisoformat(hour), last.tzinfo)

    def __iter__(self) -> Iterator[tuple[datetime, Act]]:
        return iter(self.acts)
