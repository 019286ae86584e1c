"""Reminders in sentences that fit anything: once a week without the talk, once a fortnight after it."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from colead.foundation import clock, notices
from colead.people.models import Person
from colead.practice.conflicts.models import Call, Matter
from colead.rules import cadence
from colead.rules import conflicts as rules

SENTENCE = "next_step"


def at_a_good_moment(person: Person, on: date | None = None) -> datetime | None:
    """The person's own hour, on this day or the next that is not quiet."""
    now = timezone.localtime(clock.now())
    morning = timezone.make_aware(datetime.combine(on, time.min)) if on is not None else now
    blocks = [(block.weekday, block.from_hour, block.until_hour) for block in person.quiet_blocks.all()]
    return cadence.next_allowed(max(now, morning), blocks, person.digest_hour)


def put(key: str, person: Person, on: date | None, sentence: str = SENTENCE) -> None:
    """The key names neither this room nor what it is about."""
    due_at = at_a_good_moment(person, on)
    if due_at is not None:
        notices.put(key=f"{key} {person.pk}", person_id=person.pk, sentence=sentence, due_at=due_at)


def of_the_talk(matter: Matter, inviter: Person) -> None:
    put(f"{matter.pk} one", inviter, clock.today() + timedelta(days=rules.UNTALKED_DAYS))


def not_of_the_talk(matter: Matter) -> None:
    notices.withdraw(prefix=f"{matter.pk} one ")


def of_the_check(matter: Matter, people: list[Person]) -> None:
    """To both alike, on the day."""
    for person in people:
        put(f"{matter.pk} two {matter.check_on}", person, matter.check_on)


def not_of_the_check(matter: Matter, person: Person) -> None:
    notices.withdraw(prefix=f"{matter.pk} two {matter.check_on} {person.pk}")


def none_any_more(matter: Matter) -> None:
    notices.withdraw(prefix=f"{matter.pk} ")


def of_a_call(call: Call) -> None:
    put(f"{call.pk}", call.helper, None, "conversation")


def not_of_a_call(call: Call) -> None:
    notices.withdraw(prefix=f"{call.pk} ")


def to_sponsors(matter: Matter, sponsors: list[Person]) -> None:
    """Once for each brief that both keys let out."""
    for person in sponsors:
        put(f"{matter.brief_id}", person, None, "sponsor_waiting")
