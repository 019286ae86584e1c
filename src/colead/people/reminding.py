"""The one door to a reminder: content-free, at the hour the person chose, in that person's own time."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from colead.foundation import clock, notices
from colead.people.models import Person
from colead.rules import cadence


def zone_of(person: Person) -> ZoneInfo:
    """Where nothing is said, or a zone this system has no more, the person's clock goes like that of the site."""
    try:
        return ZoneInfo(person.time_zone or timezone.get_default_timezone_name())
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(timezone.get_default_timezone_name())


def local_now(person: Person) -> datetime:
    return clock.now().astimezone(zone_of(person))


def blocks_of(person: Person) -> list[cadence.QuietBlock]:
    return [(block.weekday, block.from_hour, block.until_hour) for block in person.quiet_blocks.all()]


def at_a_good_moment(person: Person, on: date | None = None) -> datetime | None:
    """The person's own hour, on this day or the next that is not quiet."""
    now = local_now(person)
    morning = datetime.combine(on, time.min, tzinfo=now.tzinfo) if on is not None else now
    return cadence.next_allowed(max(now, morning), blocks_of(person), person.digest_hour)


def last_moment_before(person: Person, day: date) -> datetime | None:
    """The person's last digest before that day; none once it has passed."""
    found = cadence.last_before(day, blocks_of(person), person.digest_hour)
    at = found.replace(tzinfo=zone_of(person)) if found is not None else None
    return at if at is not None and at > clock.now() else None


def put(*, key: str, person: Person, sentence: str, on: date | None = None, space_id: UUID | None = None) -> None:
    """What is due by then goes into the digest of that day; the same key again changes nothing."""
    due_at = at_a_good_moment(person, on)
    if due_at is not None:
        notices.put(key=key, person_id=person.pk, sentence=sentence, due_at=due_at, space_id=space_id)


def put_before(*, key: str, person: Person, sentence: str, day: date, space_id: UUID | None = None) -> None:
    """For what has its own day: into the last digest before it; who chose an evening hears the evening before."""
    due_at = last_moment_before(person, day)
    if due_at is not None:
        notices.put(key=key, person_id=person.pk, sentence=sentence, due_at=due_at, space_id=space_id)
