"""Reminders in sentences that fit anything: once a week without the talk, once a fortnight after it."""

from datetime import date, timedelta
from uuid import UUID

from colead.foundation import clock, notices
from colead.people import reminding
from colead.people.models import Person
from colead.practice.conflicts import queries
from colead.practice.conflicts.models import Call, Matter
from colead.rules import conflicts as rules

SENTENCE = "next_step"
# What was sent is known for longer than that, so it is said once.
MADE_UP_FOR = timedelta(days=14)


def put(key: str, person: Person, on: date | None, sentence: str = SENTENCE, space_id: UUID | None = None) -> None:
    """The key names neither this room nor what it is about."""
    reminding.put(key=f"{key} {person.pk}", person=person, sentence=sentence, on=on, space_id=space_id)


def of_the_talk(matter: Matter) -> None:
    """To the inviter, a week after the invitation: nothing that is said and taken back puts it off."""
    on = rules.untalked_day(queries.invited_on(matter))
    if clock.today() <= on + MADE_UP_FOR:
        put(f"{matter.pk} one", matter.author, on, space_id=matter.space_id)


def not_of_the_talk(matter: Matter) -> None:
    notices.withdraw(prefix=f"{matter.pk} one ")


def of_the_check(matter: Matter, people: list[Person]) -> None:
    """To both alike, on the day."""
    for person in people:
        put(f"{matter.pk} two {matter.check_on}", person, matter.check_on, space_id=matter.space_id)


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
        put(f"{matter.brief_id}", person, None, "sponsor_waiting", matter.space_id)
