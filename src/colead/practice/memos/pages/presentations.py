"""A presentation of two as a run of show: when what begins, who speaks, and what a prompt asks."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair, in_turn
from colead.people.models import Person
from colead.practice.memos.models import Presentation
from colead.promises import space
from colead.rules import presentations as rules
from colead.rules.presentations import Segment, Side
from colead.ui.templatetags.colead import plain_date


def sides(pair: Pair) -> list[tuple[str, Person]]:
    """Both sides with who sits there, in the order of the day."""
    other = "physician" if pair.my_side == "nurse" else "nurse"
    side_of = {person.pk: (pair.my_side if person.pk == pair.me.pk else other) for person in pair.people}
    return [(side_of[person.pk], person) for person in in_turn(pair)]


@dataclass(frozen=True)
class Slot:
    """A segment with the minute in which it begins."""

    topic: str
    begins: str
    minutes: int
    who: str
    about: str
    is_both: bool


class PresentationPage:
    def __init__(self, viewer: Viewer, pair: Pair, plan: Presentation) -> None:
        self.plan, self.text = plan, space.read(plan, viewer)
        self.names = {side: person.name for side, person in sides(pair)} | {Side.BOTH.value: _("Both of us")}
        self.title, self.forum = str(self.text["title"]), str(self.text["forum"])
        self.day = plain_date(plan.held_on) if plan.held_on else ""
        self.is_over = plan.held_on is not None and plan.held_on <= clock.today()
        self.dry_line = str(self.text["dry_line"])
        self.is_long = rules.is_longer_than_half_a_minute(self.dry_line)
        self.segments = [segment_of(row) for row in self.text["segments"] or []]
        self.minutes = rules.total(self.segments)
        self.signed_by = [person.name for person in in_turn(pair)]

    @property
    def slots(self) -> list[Slot]:
        found, begins = [], 0
        for one in self.segments:
            about = self.names.get(one.area, "") if one.area != Side.BOTH else ""
            who = self.names.get(one.speaker, self.names[Side.BOTH.value])
            is_both = who == self.names[Side.BOTH.value]
            found.append(Slot(one.topic, clock_face(begins), one.minutes, who, about, is_both))
            begins += one.minutes
        return found

    @property
    def questions(self) -> list[tuple[str, str]]:
        pairs = [(self.text[f"question_{at}"], self.text[f"answer_{at}"]) for at in range(1, rules.QUESTIONS + 1)]
        return [(str(question), str(answer)) for question, answer in pairs if question or answer]

    @property
    def answers(self) -> list[tuple[str, str]]:
        """As they are read on paper, where nothing stands empty."""
        asked, open_one = _("A hard question"), _("Your one answer is still to come.")
        return [(question or asked, answer or open_one) for question, answer in self.questions]

    @property
    def not_yet_crossing(self) -> list[str]:
        """Who speaks about nothing of the partner's; asked only of a plan that has segments."""
        if not self.segments:
            return []
        return [self.names[side] for side in rules.not_yet_crossing(self.segments) if side in self.names]

    @property
    def when_and_where(self) -> str:
        return " · ".join(part for part in (self.day, self.forum) if part)


def segment_of(row: dict[str, Any]) -> Segment:
    return Segment(str(row["topic"]), int(row["minutes"] or 0), str(row["speaker"]), str(row["area"]))


def clock_face(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
