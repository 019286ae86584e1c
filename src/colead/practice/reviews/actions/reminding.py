"""Reminders in a sentence that fits anything, to whoever leads: has it begun, the office's day, what was promised."""

from datetime import date

from django.utils import timezone

from colead.foundation import clock, notices
from colead.people import reminding
from colead.people.models import Person
from colead.practice.reviews.models import Case
from colead.practice.reviews.queries import Desk
from colead.rules import reviews as rules
from colead.rules.reviews import Kind, State

SENTENCE = "next_step"
NOT_BEGUN = (State.SCREENED_IN, State.PEOPLE_FIRST)


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
            key = f"{desk.case.pk} {word} {day} {person.pk}"
            reminding.put(key=key, person=person, sentence=SENTENCE, on=day)


def of_standing_in(case: Case, person: Person) -> None:
    """Once, to somebody who may not look here every day."""
    reminding.put(key=f"{case.space_id} {person.pk}", person=person, sentence=SENTENCE)


def none_any_more(case: Case) -> None:
    notices.withdraw(prefix=f"{case.pk} ")
