"""Two lines without content: one before the day of a partner time, one a fortnight after a promise."""

from datetime import date
from uuid import UUID

from colead.foundation import notices
from colead.people import reminding
from colead.people.models import Person
from colead.practice.meetings.models import Meeting, Walk
from colead.promises.models import Release, Space
from colead.rules import walks


def of_space(id: UUID) -> str:
    """Ids without dashes: a key is short."""
    return f"time {id.hex} "


def of_thing(item: Meeting | Walk) -> str:
    return f"{of_space(item.space_id)}{item.pk.hex} "


def of_partner_time(meeting: Meeting, people: list[Person]) -> None:
    """To both alike, in each one's last digest before that day. Where that has passed, nothing is sent."""
    for person in people:
        key = f"{of_thing(meeting)}{person.pk.hex}"
        reminding.put_before(
            key=key, person=person, sentence="next_step", day=meeting.on_day, space_id=meeting.space_id
        )


def not_of_partner_time(meeting: Meeting) -> None:
    notices.withdraw(prefix=of_thing(meeting))


def of_promise(walk: Walk, people: list[Person], told_on: date) -> None:
    """Once to both, at each one's own hour; whoever tells people anything begins the fortnight anew."""
    not_of_promise(walk)
    for person in people:
        key = f"{of_thing(walk)}{person.pk.hex} {told_on}"
        on = walks.reminded_on(told_on)
        reminding.put(key=key, person=person, sentence="look_back", on=on, space_id=walk.space_id)


def not_of_promise(walk: Walk) -> None:
    notices.withdraw(prefix=of_thing(walk))


def none_any_more(space: Space) -> None:
    notices.withdraw(prefix=of_space(space.pk))


def to_sponsors(map: Release, people: list[Person]) -> None:
    """Once for each map that both let out."""
    for person in people:
        key = f"{map.pk} {person.pk}"
        reminding.put(key=key, person=person, sentence="sponsor_waiting", space_id=map.space_id)
