"""Lines without content: before an appearance, of a page that says what was, of somebody who asks to sit in."""

from uuid import UUID

from colead.foundation import notices
from colead.partnerships.queries import Pair
from colead.people import reminding
from colead.people.models import Person
from colead.practice.visibility.models import Appearance, Visit
from colead.promises.models import Release
from colead.rules import visibility as rules
from colead.rules.visibility import Who


def of_space(id: UUID) -> str:
    """Ids without dashes: a key is short."""
    return f"seen {id.hex} "


def of_thing(item: Appearance) -> str:
    return f"{of_space(item.space_id)}{item.pk.hex} "


def sides(pair: Pair) -> dict[Who, Person]:
    """Who sits on which side."""
    other = Who.PHYSICIAN if pair.my_side == Who.NURSE else Who.NURSE
    return {Who(pair.my_side): pair.me} | ({other: pair.partner} if pair.partner is not None else {})


def of_appearance(item: Appearance, who: str, pair: Pair) -> None:
    """To those who go there, once; where the last working day has gone by, or is all quiet, nothing is sent."""
    not_of_appearance(item)
    goes = rules.reminded_of(who)
    for person in (person for side, person in sides(pair).items() if side in goes):
        now = reminding.local_now(person)
        at = rules.reminder_at(
            item.on_day, reminding.blocks_of(person), person.digest_hour, now=now.replace(tzinfo=None)
        )
        if at is not None:
            key = f"{of_thing(item)}{person.pk.hex}"
            due_at = at.replace(tzinfo=now.tzinfo)
            notices.put(key=key, person_id=person.pk, sentence="next_step", due_at=due_at, space_id=item.space_id)


def not_of_appearance(item: Appearance) -> None:
    notices.withdraw(prefix=of_thing(item))


def of_stale_page(page: Release, people: list[Person]) -> None:
    """To both alike, once for each page: something about them has changed."""
    for person in people:
        key = f"page {page.pk.hex} {person.pk.hex}"
        reminding.put(key=key, person=person, sentence="partnership_changed", space_id=page.space_id)


def of_old_page(page: Release, people: list[Person]) -> None:
    """To both alike, once for each page that both have agreed to a year ago."""
    for person in people:
        key = f"page year {page.pk.hex} {person.pk.hex}"
        reminding.put(key=key, person=person, sentence="look_back", space_id=page.space_id)


def of_visit(visit: Visit, people: list[Person]) -> None:
    """To both hosts alike."""
    for person in people:
        key = f"visit {visit.pk.hex} {person.pk.hex}"
        reminding.put(key=key, person=person, sentence="conversation", space_id=visit.host_space_id)


def not_of_visit(visit_id: UUID) -> None:
    notices.withdraw(prefix=f"visit {visit_id.hex} ")


def none_any_more(space_id: UUID) -> None:
    notices.withdraw(prefix=of_space(space_id))
