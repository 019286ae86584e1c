"""The reminders of a decision: two days before its date, when the partner is ready, when it is time to look back."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from colead.foundation import clock, notices
from colead.people.models import Person
from colead.practice.decisions.models import Decision
from colead.rules import cadence

DAYS_BEFORE = timedelta(days=2)


def at_a_good_moment(person: Person, on: date | None = None) -> datetime | None:
    """The person's own hour, on this day or the next that is not quiet."""
    now = timezone.localtime(clock.now())
    morning = timezone.make_aware(datetime.combine(on, time.min)) if on is not None else now
    blocks = [(block.weekday, block.from_hour, block.until_hour) for block in person.quiet_blocks.all()]
    return cadence.next_allowed(max(now, morning), blocks, person.digest_hour)


def put(decision: Decision, what: str, person: Person, sentence: str, on: date | None = None) -> None:
    due_at = at_a_good_moment(person, on)
    if due_at is not None:
        notices.put(key=key_of(decision, what, person), person_id=person.pk, sentence=sentence, due_at=due_at)


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
