"""Reminders in a sentence that fits anything, to whoever leads: has it begun, the office's day, what was promised."""

from datetime import date, datetime, time

from django.utils import timezone

from colead.foundation import clock, notices
from colead.people.models import Person
from colead.practice.reviews.models import Case
from colead.practice.reviews.queries import Desk
from colead.rules import cadence
from colead.rules import reviews as rules
from colead.rules.reviews import Kind, State

SENTENCE = "next_step"
NOT_BEGUN = (State.SCREENED_IN, State.PEOPLE_FIRST)


def at_a_good_moment(person: Person, on: date) -> datetime | None:
    """The person's own hour, on this day or the next that is not quiet."""
    now = timezone.localtime(clock.now())
    morning = timezone.make_aware(datetime.combine(on, time.min))
    blocks = [(block.weekday, block.from_hour, block.until_hour) for block in person.quiet_blocks.all()]
    return cadence.next_allowed(max(now, morning), blocks, person.digest_hour)


def days_of(case: Case) -> dict[str, date]:
    """Each day on which the lead hears of it, by a word that tells nothing. What has passed is not said late."""
    days: dict[str, date] = {}
    if case.kind == Kind.ADVERSE_EVENT and case.state in NOT_BEGUN:
        days["one"] = rules.started_on(timezone.localdate(case.created_at))
    if case.due_on is not None:
        days["two"] = rules.ahead_of(case.due_on)
    if case.tell_by is not None and case.state == State.FOLLOWING:
        days["three"] = case.tell_by
    return {word: day for word, day in days.items() if day >= clock.today()}


def plan(desk: Desk) -> None:
    """Planned anew at each step: whoever handed it over or stepped back hears no more of it."""
    none_any_more(desk.case)
    if desk.case.state in rules.OVER or desk.case.state == State.POINTED:
        return
    for word, day in days_of(desk.case).items():
        for person in desk.leads:
            due_at = at_a_good_moment(person, day)
            if due_at is not None:
                key = f"{desk.case.pk} {word} {day} {person.pk}"
                notices.put(key=key, person_id=person.pk, sentence=SENTENCE, due_at=due_at)


def of_standing_in(case: Case, person: Person) -> None:
    """Once, to somebody who may not look here every day."""
    due_at = at_a_good_moment(person, clock.today())
    if due_at is not None:
        notices.put(key=f"{case.space_id} {person.pk}", person_id=person.pk, sentence=SENTENCE, due_at=due_at)


def none_any_more(case: Case) -> None:
    notices.withdraw(prefix=f"{case.pk} ")
