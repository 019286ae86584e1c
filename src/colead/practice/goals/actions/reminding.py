"""The one line a month about goals: content-free, to both alike, and silent by itself after three."""

from datetime import date

from colead.foundation import clock, notices
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.people import reminding
from colead.practice.goals import queries
from colead.promises.models import Space
from colead.rules import goals as rules


def next_months(pair: Pair, by: Viewer, said_on: date | None = None) -> None:
    """Whatever was said of any goal, the pair is asked again a month later; without a live goal, not at all."""
    none_any_more(pair.space)
    if not queries.n_live(by, pair):
        return
    for person in pair.people:
        for day in rules.reminder_days(said_on or clock.today()):
            if day <= clock.today():
                continue
            key = f"goals {pair.space.pk} {day} {person.pk}"
            reminding.put(key=key, person=person, sentence="look_back", on=day, space_id=pair.space.pk)


def none_any_more(space: Space) -> None:
    notices.withdraw(prefix=f"goals {space.pk} ")
