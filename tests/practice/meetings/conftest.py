"""Maya and Tom with partner time on Tuesdays, their rounds and their tables."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from colead.foundation import clock
from colead.practice.meetings.models import Committee, Meeting, Point, Walk
from colead.practice.meetings.queries import partner_time, seats, walks
from colead.promises import space
from colead.rules.meetings import PointState
from tests.practice.conftest import Desk

RHYTHM = {"rhythm": "weekly", "weekday": "1", "starts_at": "15:00", "minutes": "30", "place": "Room 4"}
TIME = "meetings:partner_time"


class Together:
    """The pair at work in this room, through its pages."""

    def __init__(self, maya: Desk, tom: Desk) -> None:
        self.maya, self.tom = maya, tom

    def chosen(self, **changes: str) -> Meeting:
        self.maya.sends("meetings:choose_rhythm", **{**RHYTHM, **changes})
        return self.ahead

    @property
    def ahead(self) -> Meeting:
        found = partner_time.ahead(self.maya.viewer, self.maya.pair)
        assert found is not None
        return found

    @property
    def is_free(self) -> bool:
        return partner_time.ahead(self.maya.viewer, self.maya.pair) is None

    def past(self) -> list[str]:
        return [text["state"] for _row, text in partner_time.past(self.maya.viewer, self.maya.pair)]

    def close(self, desk: Desk | None = None, status: int = 303, **ticks: Any) -> str:
        return (desk or self.maya).sends("meetings:close", self.ahead.pk, status=status, **ticks)

    def say_us(self, desk: Desk, value: int, status: int = 303) -> str:
        return desk.sends("meetings:say_us", self.ahead.pk, value=str(value), status=status)

    def points(self, state: PointState) -> list[tuple[Point, dict[str, Any]]]:
        return partner_time.points(self.maya.viewer, self.maya.pair, state)

    @property
    def actions(self) -> list[str]:
        return [text["line"] for _row, text in self.points(PointState.ACTION)]

    def walk(self, desk: Desk | None = None, place: str = "6 West", days: int = 2) -> UUID:
        day = clock.today() + timedelta(days=days)
        (desk or self.maya).sends("meetings:list_walks", place=place, on_day=day.isoformat())
        newest: Walk = walks.rows(self.maya.viewer, self.maya.pair).order_by("-created_at")[0]
        return newest.pk

    def get_walk(self, id: UUID) -> Walk:
        return walks.get(self.maya.viewer, self.maya.pair, id)

    def note(self, id: UUID, desk: Desk | None = None, status: int = 303, **words: str) -> str:
        seen = space.stamp_of(self.get_walk(id))
        said = {"heard": "The lifts stop at night", "seen": seen, **words}
        return (desk or self.maya).sends("meetings:write_note", id, status=status, **said)

    def table(self, name: str = "Quality committee", mode: str = "physician", level: str = "hospital") -> UUID:
        self.maya.sends("meetings:list_seats", name=name, mode=mode, level=level)
        newest: Committee = seats.rows(self.maya.viewer, self.maya.pair).order_by("-created_at")[0]
        return newest.pk

    def get_table(self, id: UUID) -> Committee:
        return seats.get(self.maya.viewer, self.maya.pair, id)


def to_the_morning_of(day: date) -> timedelta:
    """From now until eight o'clock of that day, at whatever hour the test runs."""
    now = timezone.localtime(clock.now() - clock._offset)
    return datetime.combine(day, time(8), tzinfo=now.tzinfo) - now


def live_until(together: Together) -> None:
    clock.travel(to_the_morning_of(together.ahead.on_day))


@pytest.fixture
def together(maya: Desk, tom: Desk) -> Together:
    return Together(maya, tom)


@pytest.fixture
def on_the_day(together: Together) -> Callable[[], None]:
    """Lives on until the partner time that lies ahead has come."""

    def wait() -> None:
        clock.travel((together.ahead.on_day - clock.today()) + (clock.now() - clock.now()))

    return wait
