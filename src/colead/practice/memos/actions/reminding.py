"""The one line about a memo: that something waits for a signature; content-free, once, to who has not signed."""

from colead.foundation import notices
from colead.people import reminding
from colead.people.models import Person
from colead.practice.memos.models import Memo


def of_the_signature(memo: Memo, person: Person) -> None:
    """At the person's own hour. The same key again changes nothing, so other words later do not ring twice."""
    reminding.put(key=f"{memo.pk} {person.pk}", person=person, sentence="signature_waits")


def none_any_more(memo: Memo) -> None:
    notices.withdraw(prefix=f"{memo.pk} ")
