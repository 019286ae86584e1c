"""Lines without content to a sponsor: when a request comes, after a week, after a fortnight; never a fourth."""

from collections.abc import Iterable
from uuid import UUID

from colead.foundation import clock, notices
from colead.people.models import Person
from colead.practice.meetings.actions.reminding import at_a_good_moment


def of(release_id: UUID) -> str:
    """Ids without dashes: a key is short."""
    return f"request {release_id.hex} "


def to_sponsors(release_id: UUID, people: Iterable[Person], after: int = 0) -> None:
    for person in people:
        due_at = at_a_good_moment(person, clock.today())
        if due_at is not None:
            key = f"{of(release_id)}{person.pk.hex} {after}"
            notices.put(key=key, person_id=person.pk, sentence="sponsor_waiting", due_at=due_at)


def none_any_more(release_id: UUID) -> None:
    notices.withdraw(prefix=of(release_id))
