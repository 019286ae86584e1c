"""The one line about a memo, content-free: that a signature waits, that something was lent, that it came back."""

from uuid import UUID

from colead.foundation import notices
from colead.people import reminding
from colead.people.models import Person
from colead.practice.memos.models import Memo, Sheet


def of_the_signature(memo: Memo, person: Person) -> None:
    """At the person's own hour. The same key again changes nothing, so other words later do not ring twice."""
    reminding.put(key=f"{memo.pk} {person.pk}", person=person, sentence="signature_waits", space_id=memo.space_id)


def of_a_withdrawal(memo: Memo, person: Person) -> None:
    """To who signed it too."""
    key = f"{memo.pk} back {person.pk}"
    reminding.put(key=key, person=person, sentence="partnership_changed", space_id=memo.space_id)


def of_what_nobody_reads(memo: Memo, people: list[Person]) -> None:
    """To both who signed it, once: its hour came, and it stayed."""
    for person in people:
        key = f"{memo.pk} stays {person.pk}"
        reminding.put(key=key, person=person, sentence="next_step", space_id=memo.space_id)


def of_an_offer(sheet: Sheet, person: Person) -> None:
    """The other's yes is needed before anything is lent."""
    reminding.put(key=f"{sheet.pk} asked {person.pk}", person=person, sentence="waiting", space_id=sheet.space_id)


def of_a_loan(sheet: Sheet, person: Person) -> None:
    reminding.put(key=f"{sheet.pk} lent {person.pk}", person=person, sentence="lent", space_id=sheet.space_id)


def of_a_version(version_id: UUID, person: Person, lender: UUID) -> None:
    reminding.put(key=f"{version_id} {person.pk}", person=person, sentence="next_step", space_id=lender)


def no_offer_any_more(sheet: Sheet) -> None:
    notices.withdraw(prefix=f"{sheet.pk} asked ")


def none_any_more(memo: Memo) -> None:
    notices.withdraw(prefix=f"{memo.pk} ")
