"""Two lines without content: one on the evening before a partner time, one a fortnight after a promise."""

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from colead.foundation import clock, notices
from colead.people.models import Person
from colead.practice.meetings.models import Meeting, Walk
from colead.promises.models import Space
from colead.rules import cadence, walks
from colead.rules import meetings as rules


def of_space(id: UUID) -> str:
    """Ids without dashes: a key is short."""
    return f"time {id.hex} "


def of_thing(item: Meeting | Walk) -> str:
    return f"{of_space(item.space_id)}{item.pk.hex} "


def blocks_of(person: Person) -> list[cadence.QuietBlock]:
    return [(block.weekday, block.from_hour, block.until_hour) for block in person.quiet_blocks.all()]


def of_partner_time(meeting: Meeting, people: list[Person]) -> None:
    """To both alike. Where the last evening before has passed, or is quiet for days, nothing is sent."""
    for person in people:
        evening = rules.evening_before(meeting.on_day, blocks_of(person))
        due_at = timezone.make_aware(evening) if evening is not None else None
        if due_at is not None and due_at > clock.now():
            key = f"{of_thing(meeting)}{person.pk.hex}"
            notices.put(key=key, person_id=person.pk, sentence="next_step", due_at=due_at)


def not_of_partner_time(meeting: Meeting) -> None:
    notices.withdraw(prefix=of_thing(meeting))


def of_promise(walk: Walk, people: list[Person], told_on: date) -> None:
    """Once to both, at each one's own hour; whoever tells people anything begins the fortnight anew."""
    not_of_promise(walk)
    for person in people:
        due_at = at_a_good_moment(person, walks.reminded_on(told_on))
        if due_at is not None:
            key = f"{of_thing(walk)}{person.pk.hex} {told_on}"
            notices.put(key=key, person_id=person.pk, sentence="look_back", due_at=due_at)


def not_of_promise(walk: Walk) -> None:
    notices.withdraw(prefix=of_thing(walk))


def at_a_good_moment(person: Person, on: date) -> datetime | None:
    now = timezone.localtime(clock.now())
    morning = timezone.make_aware(datetime.combine(on, time.min))
    return cadence.next_allowed(max(now, morning), blocks_of(person), person.digest_hour)


def none_any_more(space: Space) -> None:
    notices.withdraw(prefix=of_space(space.pk))


def to_sponsors(release_id: object, people: list[Person]) -> None:
    """Once for each map that both let out."""
    for person in people:
        due_at = at_a_good_moment(person, clock.today())
        if due_at is not None:
            notices.put(key=f"{release_id} {person.pk}", person_id=person.pk, sentence="sponsor_waiting", due_at=due_at)
