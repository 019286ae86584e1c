"""The one line a month about goals: content-free, to both alike, and silent by itself after three."""

from datetime import date, datetime, time

from django.utils import timezone

from colead.foundation import clock, notices
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.goals import queries
from colead.promises.models import Space
from colead.rules import cadence
from colead.rules import goals as rules


def at_a_good_moment(person: Person, on: date) -> datetime | None:
    """The person's own hour, on this day or the next that is not quiet."""
    now = timezone.localtime(clock.now())
    morning = timezone.make_aware(datetime.combine(on, time.min))
    blocks = [(block.weekday, block.from_hour, block.until_hour) for block in person.quiet_blocks.all()]
    return cadence.next_allowed(max(now, morning), blocks, person.digest_hour)


def next_months(pair: Pair, by: Viewer) -> None:
    """Whatever was said of any goal today, the pair is asked again in a month; without a live goal, not at all."""
    none_any_more(pair.space)
    if not queries.n_live(by, pair):
        return
    for person in pair.people:
        for day in rules.reminder_days(clock.today()):
            due_at = at_a_good_moment(person, day)
            if due_at is not None:
                key = f"goals {pair.space.pk} {day} {person.pk}"
                notices.put(key=key, person_id=person.pk, sentence="look_back", due_at=due_at)


def none_any_more(space: Space) -> None:
    notices.withdraw(prefix=f"goals {space.pk} ")
