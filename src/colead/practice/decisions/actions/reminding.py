"""The reminders of a decision: two days before its date, when the partner is ready, when it is time to look back."""

from datetime import date, timedelta

from colead.foundation import clock, notices
from colead.people import reminding
from colead.people.models import Person
from colead.practice.decisions.models import Decision

DAYS_BEFORE = timedelta(days=2)


def put(decision: Decision, what: str, person: Person, sentence: str, on: date | None = None) -> None:
    key = key_of(decision, what, person)
    reminding.put(key=key, person=person, sentence=sentence, on=on, space_id=decision.space_id)


def key_of(decision: Decision, what: str, person: Person) -> str:
    return f"decision {decision.pk} {what} {person.pk}"


def of_the_date(decision: Decision, writer: Person) -> None:
    """Once, to the one who has not sealed, and only when two days are still ahead."""
    if decision.by_on is not None and decision.by_on - DAYS_BEFORE >= clock.today():
        put(decision, "by", writer, "next_step", decision.by_on - DAYS_BEFORE)


def take_back_of_the_date(decision: Decision, writer: Person) -> None:
    notices.withdraw(prefix=key_of(decision, "by", writer))


def that_partner_is_ready(decision: Decision, to: Person) -> None:
    put(decision, "ready", to, "partner_ready")


def take_back_that_partner_is_ready(decision: Decision, to: Person) -> None:
    notices.withdraw(prefix=key_of(decision, "ready", to))


def of_looking_back(decision: Decision, people: list[Person]) -> None:
    """To both alike, on the day; an earlier day that was set is forgotten."""
    notices.withdraw(prefix=f"decision {decision.pk} back")
    if decision.look_back_on is not None:
        for person in people:
            put(decision, f"back {decision.look_back_on}", person, "look_back", decision.look_back_on)


def to_sponsors(decision: Decision, sponsors: list[Person]) -> None:
    """Once for each brief of this decision; a later one begins alike and ends otherwise."""
    for person in sponsors:
        put(decision, f"brief {str(decision.brief_id)[:8]}", person, "sponsor_waiting")


def take_back_to_sponsors(decision: Decision) -> None:
    notices.withdraw(prefix=f"decision {decision.pk} brief")


def none_any_more(decision: Decision) -> None:
    notices.withdraw(prefix=f"decision {decision.pk} ")
