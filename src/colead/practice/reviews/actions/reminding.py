"""Reminders in a sentence that fits anything, to whoever leads: has it begun, the office's day, what was promised."""

from datetime import date
from uuid import UUID

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
    notices.withdraw(prefix=planned(desk.case))
    if desk.case.state in rules.OVER or desk.case.state == State.POINTED:
        return
    for word, day in days_of(desk.case).items():
        for person in desk.leads:
            key = f"{planned(desk.case)}{word} {day} {person.pk}"
            reminding.put(key=key, person=person, sentence=SENTENCE, on=day, space_id=desk.case.beside_id)


def of_standing_in(case: Case, person: Person) -> None:
    """Once, to somebody who may not look here every day."""
    reminding.put(key=at_the_start(case, person), person=person, sentence=SENTENCE, space_id=case.beside_id)


def planned(case: Case) -> str:
    return f"{case.pk} planned "


def at_the_start(case: Case, person: Person) -> str:
    return f"{case.pk} {person.pk}"


def none_to(case: Case, person: Person) -> None:
    """Who steps back hears nothing more of it; what is planned for the others was planned without them."""
    none_of(case.pk, person)


def none_of(case_id: UUID, person: Person) -> None:
    """By the id alone, for where nobody opens the case."""
    notices.withdraw(prefix=f"{case_id} ", person_id=person.pk)


def none_any_more(case: Case) -> None:
    notices.withdraw(prefix=f"{case.pk} ")
