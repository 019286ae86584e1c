"""A partner time follows its line in the calendar: moved by a delegate, or made of a line that a delegate placed."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.models import TimeHold
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.meetings.actions import moving, reminding, rhythm
from colead.practice.meetings.models import Meeting
from colead.practice.meetings.queries import partner_time
from colead.promises import space, states
from colead.rules.meetings import Kind
from colead.rules.retention import Kind as Kept


def follow(*, hold: TimeHold, on_day: date, starts_at: time | None, people: list[Person], by: Viewer) -> None:
    """Only the day and the hour change, and both read from where and by whom; who moves them reads nothing of it."""
    if hold.thing_id is None or (hold.on_day, hold.starts_at) == (on_day, starts_at):
        return
    fields: dict[str, Any] = {"on_day": on_day, "starts_at": starts_at}
    fields |= {"moved_from": hold.on_day, "moved_from_hour": hold.starts_at, "moved_by": by.person}
    fields["retain_until"] = moving.last_day(Kept.PARTNER_MEETING, on_day)
    meeting = states.change(Meeting, hold.thing_id, space=hold.space, where={"is_ahead": True}, **fields)
    reminding.not_of_partner_time(meeting)
    reminding.of_partner_time(meeting, people)


@transaction.atomic
def take(*, pair: Pair, id: UUID, by: Viewer) -> Meeting:
    """Either of the two makes the line their next partner time."""
    space.locked_for(by, pair.space)
    hold = TimeHold.objects.filter(pk=id, space=pair.space, thing_id=None, lifted_on=None).first()
    if hold is None or partner_time.ahead(by, pair) is not None:
        raise Hidden
    slot = rhythm.Slot(hold.on_day, Kind.WEEKLY, hold.starts_at, hold.minutes)
    return rhythm.plan(pair, slot, pair.my_side, by)
