"""The one line about a memo: that something waits for a signature; content-free, once, to who has not signed."""

from django.utils import timezone

from colead.foundation import clock, notices
from colead.people.models import Person
from colead.practice.memos.models import Memo
from colead.rules import cadence


def of_the_signature(memo: Memo, person: Person) -> None:
    """At the person's own hour. The same key again changes nothing, so other words later do not ring twice."""
    blocks = [(block.weekday, block.from_hour, block.until_hour) for block in person.quiet_blocks.all()]
    due_at = cadence.next_allowed(timezone.localtime(clock.now()), blocks, person.digest_hour)
    if due_at is not None:
        key = f"{memo.pk} {person.pk}"
        notices.put(key=key, person_id=person.pk, sentence="signature_waits", due_at=due_at)


def none_any_more(memo: Memo) -> None:
    notices.withdraw(prefix=f"{memo.pk} ")
