"""Lines without content to a sponsor: when a request comes, after a week, after a fortnight; never a fourth."""

from collections.abc import Iterable
from uuid import UUID

from colead.foundation import notices
from colead.people import reminding
from colead.people.models import Person
from colead.promises.models import Release


def of(release_id: UUID) -> str:
    """Ids without dashes: a key is short."""
    return f"request {release_id.hex} "


def to_sponsors(release: Release, people: Iterable[Person], after: int = 0) -> None:
    for person in people:
        key = f"{of(release.pk)}{person.pk.hex} {after}"
        reminding.put(key=key, person=person, sentence="sponsor_waiting", space_id=release.space_id)


def none_any_more(release_id: UUID) -> None:
    notices.withdraw(prefix=of(release_id))
