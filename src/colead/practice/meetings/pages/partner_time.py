"""Partner time as it stands on its page: when it is, how we are, what is on the agenda, what was taken along."""

from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from colead.content import meetings as content
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair, in_turn
from colead.practice.meetings import wording
from colead.practice.meetings.models import Meeting, Point
from colead.practice.meetings.queries import partner_time as queries
from colead.practice.meetings.queries.agenda import POINT, Agenda, Thing
from colead.promises import space
from colead.rules import meetings as rules
from colead.rules.meetings import Kind, PointState, Rhythm, State
from colead.ui.templatetags.colead import plain_date


@dataclass(frozen=True)
class Action:
    """A joint action: its words, or those of the thing it points to, as they stand there now."""

    id: Any
    title: str
    url: str
    is_settled: bool


def action_of(point: Point, text: dict[str, Any], agenda: Agenda) -> Action:
    if not point.about:
        return Action(point.pk, text["line"], "", False)
    thing = agenda.by_key.get(f"{point.about}:{point.about_id}")
    if thing is None:
        return Action(point.pk, _("Something that is settled by now"), "", True)
    return Action(point.pk, thing.title, thing.url, False)


def at_words(on_day: date, starts_at: time | None) -> str:
    """'tomorrow', or 'Tue 3 Nov, 15:00'."""
    return f"{plain_date(on_day)}, {starts_at:%H:%M}" if starts_at is not None else plain_date(on_day)


def moved_words(meeting: Meeting) -> str:
    """'Moved from Thu 26 Nov, 15:00 by Rosa Diaz', for the two of it."""
    if meeting.moved_by is None or meeting.moved_from is None:
        return ""
    said = {"day": date_format(meeting.moved_from, "D j M"), "name": meeting.moved_by.name}
    if meeting.moved_from_hour is None or meeting.moved_from_hour == meeting.starts_at:
        return _("Moved from %(day)s by %(name)s") % said
    return _("Moved from %(day)s, %(hour)s by %(name)s") % {**said, "hour": f"{meeting.moved_from_hour:%H:%M}"}


class HeldLine(NamedTuple):
    """A time that somebody holds for the two."""

    id: UUID
    when: str


class ClosedLine(NamedTuple):
    """A time that was closed or left out today, in words."""

    id: UUID
    words: str


class MeetingWords:
    """One partner time in words."""

    def __init__(self, meeting: Meeting, pair: Pair, place: str) -> None:
        self.meeting = meeting
        self.place = place
        self.title = str(wording.KINDS[meeting.kind])
        self.when = at_words(meeting.on_day, meeting.starts_at)
        self.opens = queries.names(pair).get(meeting.opens, "")
        self.is_short = meeting.minutes <= rules.SHORT_MINUTES
        self.has_come = meeting.on_day <= clock.today()
        self.is_past, self.moved = queries.is_over(meeting), moved_words(meeting)
        self.day = date_format(meeting.on_day, "D j M")

    @property
    def length(self) -> str:
        hours, rest = divmod(self.meeting.minutes, 60)
        if rest or not hours:
            return _("%(n)d minutes") % {"n": self.meeting.minutes}
        return _("one hour") if hours == 1 else _("%(n)d hours") % {"n": hours}

    @property
    def line(self) -> str:
        said = {"when": self.when, "length": self.length, "place": self.place}
        return _("%(when)s, %(length)s, %(place)s") % said if self.place else _("%(when)s, %(length)s") % said


class UsWords:
    """How each of the two is, in one number; nobody's before both have tapped."""

    def __init__(self, meeting: Meeting, viewer: Viewer, pair: Pair) -> None:
        standing = queries.us_standing(meeting, viewer)
        self.can_tap = standing is not None and standing.is_open
        self.is_mine_sealed = standing is not None and standing.is_mine_sealed
        self.is_partner_ready = standing is not None and bool(standing.ready_ids)
        self.numbers = list(rules.US)
        self.both = numbers_of(queries.us_values(meeting, viewer), pair)


def numbers_of(values: dict[Any, int], pair: Pair) -> list[tuple[str, int]]:
    return [(person.name, values[person.pk]) for person in in_turn(pair) if person.pk in values]


class PartnerTimePage:
    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.viewer, self.pair = viewer, pair
        self.agenda = Agenda(viewer, pair)
        self.cadence = queries.cadence_of(viewer, pair)
        self.place = str(space.read(self.cadence, viewer)["place"]) if self.cadence is not None else ""
        found = queries.ahead(viewer, pair)
        self.ahead = MeetingWords(found, pair, self.place) if found is not None else None
        self.us = UsWords(found, viewer, pair) if found is not None else None

    @property
    def asks_first(self) -> bool:
        """Only one has said how they are: closed now, that number would go unseen."""
        return self.us is not None and self.us.is_mine_sealed != self.us.is_partner_ready

    @property
    def is_new(self) -> bool:
        return self.cadence is None

    @property
    def is_resting(self) -> bool:
        """They want no fixed time, or have let the last one lie for half a year."""
        return self.cadence is not None and self.ahead is None

    @cached_property
    def held(self) -> HeldLine | None:
        hold = queries.held_for(self.pair) if self.ahead is None else None
        return HeldLine(hold.pk, at_words(hold.on_day, hold.starts_at)) if hold is not None else None

    @property
    def rhythm(self) -> str:
        if self.cadence is None:
            return ""
        said = {"how_often": wording.RHYTHMS[self.cadence.rhythm], "day": wording.WEEKDAYS[str(self.cadence.weekday)]}
        is_none = self.cadence.rhythm == Rhythm.NONE
        return str(said["how_often"]) if is_none else _("%(how_often)s, %(day)s") % said

    @cached_property
    def before(self) -> list[tuple[str, int]]:
        """How they were the last time; gone when this one is over."""
        return numbers_of(queries.us_values(self.latest, self.viewer), self.pair)

    @cached_property
    def latest(self) -> Meeting | None:
        return queries.latest(self.viewer, self.pair)

    @cached_property
    def raised(self) -> list[tuple[Point, dict[str, Any]]]:
        return queries.points(self.viewer, self.pair, PointState.RAISED)

    @cached_property
    def actions(self) -> list[Action]:
        found = queries.points(self.viewer, self.pair, PointState.ACTION)
        return [action_of(point, text, self.agenda) for point, text in found]

    @cached_property
    def things(self) -> list[Thing]:
        """What two said they would talk about first, then what fills itself in; in ten minutes a few of it."""
        route = reverse("meetings:partner_time", args=[self.pair.partnership.pk])
        own = [
            Thing(POINT, point.pk, text["line"], _("%(name)s brought it") % {"name": point.author.name}, route)
            for point, text in self.raised
        ]
        taken = {action.url for action in self.actions if action.url}
        due = [*own, *(thing for thing in self.agenda.due if thing.url not in taken)]
        return due[: rules.SHORT_THINGS] if self.ahead is not None and self.ahead.is_short else due

    @property
    def offers(self) -> dict[str, list[tuple[str, str]]]:
        """What can be ticked: actions that are done, things to take along, points of theirs that were talked about."""
        return {
            "done": [(str(action.id), action.title) for action in self.actions],
            "take": [(thing.key, thing.title) for thing in self.things],
            "talked": [(thing.key, thing.title) for thing in self.things if thing.about == POINT],
        }

    @cached_property
    def closed_today(self) -> ClosedLine | None:
        """What one of the two said today of the last time; until tonight it can be taken back."""
        last = self.latest
        text = space.read(last, self.viewer) if last is not None else {}
        if last is None or not rules.MACHINE.may(State(text["state"]), "take_back"):
            return None
        words = wording.CLOSED[text["state"]] % {"day": date_format(last.on_day, "D j M")}
        return ClosedLine(last.pk, words) if text["closed_on"] == clock.today().isoformat() else None

    @property
    def carried(self) -> str:
        """'1 point carried to Thu 26 Nov.', after one time and before the next."""
        n = len(self.raised)
        if self.ahead is None or not n:
            return ""
        said = ngettext("%(n)d point carried to %(day)s.", "%(n)d points carried to %(day)s.", n)
        return said % {"n": n, "day": self.ahead.day}

    @property
    def kind(self) -> Kind | None:
        return Kind(self.ahead.meeting.kind) if self.ahead is not None else None

    @property
    def look_ahead(self) -> list[str]:
        return self.agenda.look_ahead()

    @property
    def initiatives(self) -> list[str]:
        """For the half-day of a quarter: what they are doing together, one of which they work on."""
        return [str(text["title"]) for _goal, text in self.agenda.goals_open] if self.kind is Kind.QUARTERLY else []

    @property
    def about_us(self) -> str:
        """The slot for the two themselves, once a month; not in ten minutes."""
        is_due = self.kind in (Kind.MONTHLY, Kind.QUARTERLY) and self.ahead is not None and not self.ahead.is_short
        return rules.of_the_month([_(q.text) for q in content.load().us], clock.today()) if is_due else ""

    @property
    def its_week(self) -> date:
        """The questions go by the day of the meeting: they stay with it, and the next one has others."""
        return self.ahead.meeting.on_day if self.ahead is not None else clock.today()

    @property
    def learning(self) -> str:
        return rules.of_the_week([_(question.text) for question in content.load().learning], self.its_week)

    @property
    def good(self) -> str:
        return rules.of_the_week([_(question.text) for question in content.load().good], self.its_week)


class PastPage:
    """What was, for the two alone."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        rows = queries.past(viewer, pair)
        self.rows = [(plain_date(row.on_day), str(wording.STATES[text["state"]])) for row, text in rows]
