"""Lines without content: before an appearance, of a page that says what was, of somebody who asks to sit in."""

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from colead.foundation import clock, notices
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.visibility.models import Appearance
from colead.rules import cadence
from colead.rules import visibility as rules
from colead.rules.visibility import Who


def of_space(id: UUID) -> str:
    """Ids without dashes: a key is short."""
    return f"seen {id.hex} "


def of_thing(item: Appearance) -> str:
    return f"{of_space(item.space_id)}{item.pk.hex} "


def blocks_of(person: Person) -> list[cadence.QuietBlock]:
    return [(block.weekday, block.from_hour, block.until_hour) for block in person.quiet_blocks.all()]


def sides(pair: Pair) -> dict[Who, Person]:
    """Who sits on which side."""
    other = Who.PHYSICIAN if pair.my_side == Who.NURSE else Who.NURSE
    return {Who(pair.my_side): pair.me} | ({other: pair.partner} if pair.partner is not None else {})


def of_appearance(item: Appearance, who: str, pair: Pair) -> None:
    """To those who go there, once; where the last working day has gone by, or is all quiet, nothing is sent."""
    not_of_appearance(item)
    now = timezone.localtime(clock.now()).replace(tzinfo=None)
    goes = rules.reminded_of(who)
    for person in (person for side, person in sides(pair).items() if side in goes):
        at = rules.reminder_at(item.on_day, blocks_of(person), person.digest_hour, now=now)
        if at is not None:
            key = f"{of_thing(item)}{person.pk.hex}"
            notices.put(key=key, person_id=person.pk, sentence="next_step", due_at=timezone.make_aware(at))


def not_of_appearance(item: Appearance) -> None:
    notices.withdraw(prefix=of_thing(item))


def of_stale_page(release_id: UUID, people: list[Person]) -> None:
    """To both alike, once for each page: something about them has changed."""
    for person in people:
        at = at_a_good_moment(person, clock.today())
        if at is not None:
            key = f"page {release_id.hex} {person.pk.hex}"
            notices.put(key=key, person_id=person.pk, sentence="partnership_changed", due_at=at)


def of_visit(visit_id: UUID, people: list[Person]) -> None:
    """To both hosts alike."""
    for person in people:
        at = at_a_good_moment(person, clock.today())
        if at is not None:
            key = f"visit {visit_id.hex} {person.pk.hex}"
            notices.put(key=key, person_id=person.pk, sentence="conversation", due_at=at)


def not_of_visit(visit_id: UUID) -> None:
    notices.withdraw(prefix=f"visit {visit_id.hex} ")


def at_a_good_moment(person: Person, on: date) -> datetime | None:
    now = timezone.localtime(clock.now())
    morning = timezone.make_aware(datetime.combine(on, time.min))
    return cadence.next_allowed(max(now, morning), blocks_of(person), person.digest_hour)


def none_any_more(space_id: UUID) -> None:
    notices.withdraw(prefix=of_space(space_id))
