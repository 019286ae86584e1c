"""The calendar file: 'Partner time', when and how long; the same two words for everything, and nothing else."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from colead.partnerships.models import TimeHold

PRODUCT: Final = "-//Colead//Partner time//EN"
ASK_AGAIN: Final = timedelta(hours=1)


def text_of(holds: list[TimeHold]) -> bytes:
    """As RFC 5545 has it, with the zone spelled out; the same lines give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Partner time"))
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    for hold in holds:
        calendar.add_component(event_of(hold))
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text


def event_of(hold: TimeHold) -> Event:
    event = Event()
    event.add("uid", f"{hold.pk}@{urlsplit(settings.SITE_URL).hostname or 'colead'}")
    event.add("summary", _("Partner time"))
    event.add("sequence", hold.sequence)
    event.add("dtstamp", whole_second(hold.changed_at))
    event.add("last-modified", whole_second(hold.changed_at))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if is_cancelled(hold) else "CONFIRMED")
    add_when(event, hold)
    return event


def add_when(event: Event, hold: TimeHold) -> None:
    """Without an hour it is a note on the day, which keeps nobody from being asked for it."""
    if hold.starts_at is None:
        event.add("dtstart", hold.on_day)
        event.add("dtend", hold.on_day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    begins = datetime.combine(hold.on_day, hold.starts_at, tzinfo=ZoneInfo(settings.TIME_ZONE))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=hold.minutes))
    event.add("transp", "OPAQUE")


def is_cancelled(hold: TimeHold) -> bool:
    """Lifted before its day. On the day and after it nothing tells whether they met."""
    return hold.lifted_on is not None and hold.lifted_on < hold.on_day


def whole_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def tag_of(text: bytes) -> str:
    return f'"{hashlib.sha256(text).hexdigest()[:32]}"'
