"""The agenda that fills itself: what lies open in the rooms of a pair, each thing once, in the order of the talk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from colead.foundation import addresses, clock
from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.queries import Pair
from colead.practice.daily import queries as daily
from colead.practice.decisions import queries as decisions
from colead.practice.decisions.queries.fetching import unfinished
from colead.practice.goals import queries as goals
from colead.practice.goals.models import Goal
from colead.practice.meetings.models import Walk
from colead.practice.meetings.queries import seats, walks
from colead.promises import space
from colead.rules import agreements, run_its
from colead.rules.decisions import State as Decided
from colead.rules.goals import State as Aimed
from colead.rules.walks import Promise
from colead.ui.templatetags.colead import plain_date

TO_INTEGRATE: Final = frozenset({Decided.REVEALED, Decided.ASKED, Decided.INTEGRATING, Decided.TO_TALK, Decided.OURS})
# What has come to an end, and what has become a hard talk: that room lets nothing out, not even here.
LEFT_OUT: Final = decisions.SETTLED | {Decided.CONFLICT, Decided.ESCALATED_JOINTLY}
POINT: Final = "point"
AHEAD: Final = timedelta(days=42)


@dataclass(frozen=True)
class Thing:
    """Something open in one of the rooms. `is_due` when it belongs on the next agenda by itself."""

    about: str
    id: UUID
    title: str
    note: str
    url: str
    is_due: bool = True

    @property
    def key(self) -> str:
        """As a tick sends it: a point by its id, a thing of another room by its room and id."""
        return str(self.id) if self.about == POINT else f"{self.about}:{self.id}"


class Agenda:
    """Everything open between the two, read once; what is due stands in `due`."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.viewer, self.pair = viewer, pair

    @cached_property
    def things(self) -> list[Thing]:
        return [
            *self.questions(),
            *self.decisions_open(),
            *self.promises(),
            *self.goals_live(),
            *self.seats_wished(),
            *self.reviews(),
        ]

    @cached_property
    def due(self) -> list[Thing]:
        return [thing for thing in self.things if thing.is_due]

    @cached_property
    def by_key(self) -> dict[str, Thing]:
        return {thing.key: thing for thing in self.things}

    def url(self, route: str, *ids: UUID) -> str:
        return addresses.address(route, self.pair.partnership.pk, *ids)

    def questions(self) -> Iterator[Thing]:
        """Run-its without an answer and those that were taken along; the older first."""
        rows = daily.run_its_of(self.viewer, self.pair).filter(state__in=sorted(run_its.OPEN_STATES))
        for row in rows.order_by("created_at", "id"):
            is_moved = row.state == run_its.State.MOVED
            note = _("You took it along") if is_moved else _("A question without an answer yet")
            title = daily.headline(space.read(row, self.viewer))
            yield Thing("run_it", row.pk, title, note, self.url("daily:show_run_it", row.pk))

    def decisions_open(self) -> Iterator[Thing]:
        for one in unfinished(self.viewer, self.pair):
            state = Decided(one.state)
            if state not in LEFT_OUT:
                title = decisions.title_of(one, decisions.text_of(one, self.viewer))
                is_due = state in TO_INTEGRATE
                note = _("Both views are open: find what holds both") if is_due else _("A decision on its way")
                url = self.url("decisions:show_decision", one.pk)
                yield Thing("decision", one.pk, title, note, url, is_due)

    def promises(self) -> Iterator[Thing]:
        for walk in self.walks_open:
            if walk.promise == Promise.OPEN:
                text = space.read(walk, self.viewer)
                note = _("Promised on %(place)s, not told back yet") % {"place": text["place"]}
                yield Thing("promise", walk.pk, text["promised"], note, self.url("meetings:show_walk", walk.pk))

    @cached_property
    def walks_open(self) -> list[Walk]:
        return walks.open_in(self.viewer, space=self.pair.space.pk, today=clock.today())

    @cached_property
    def goals_open(self) -> list[tuple[Goal, dict[str, str]]]:
        found = goals.open_in(self.viewer, space=self.pair.space.pk)
        live = [goal for goal in found if goal.state == Aimed.LIVE]
        return [(goal, goals.title_words(goal, self.viewer)) for goal in live]

    def goals_live(self) -> Iterator[Thing]:
        for goal, text in self.goals_open:
            is_due = goals.is_check_in_due(goal)
            note = _("A goal: how does it go?") if is_due else _("A goal")
            yield Thing("goal", goal.pk, str(text["title"]), note, self.url("goals:show_goal", goal.pk), is_due)

    def seats_wished(self) -> Iterator[Thing]:
        wished = [(row, text) for row, text in seats.list_for(self.viewer, self.pair) if row.is_wished]
        asked = seats.asked(self.viewer, self.pair) if wished else {}
        for row, text in wished:
            if row.pk not in asked or not asked[row.pk].is_open:
                note = _("A seat you would like to have opened")
                yield Thing("seat", row.pk, text["name"], note, self.url("meetings:show_committee", row.pk))

    @cached_property
    def agreement(self) -> tuple[UUID, date] | None:
        """The agreement that stands, and the day on which they look at it again."""
        release = charter.in_force(self.viewer, self.pair, charter.AGREEMENT)
        if release is None or release.released_at is None:
            return None
        return release.pk, agreements.review_due_on(release.released_at.date())

    def reviews(self) -> Iterator[Thing]:
        if self.agreement is not None:
            id, day = self.agreement
            note = _("Look at it again, %(day)s") % {"day": plain_date(day)}
            is_due = agreements.remind_on(day) <= clock.today()
            yield Thing("agreement", id, _("Your agreement"), note, self.url("launch:agreement"), is_due)

    def look_ahead(self) -> list[str]:
        """What of theirs has a day in the next six weeks."""
        today = clock.today()
        days: list[tuple[date, str]] = []
        for walk in self.walks_open:
            if today <= walk.on_day <= today + AHEAD and walk.state == "planned":
                place = space.read(walk, self.viewer)["place"]
                days.append((walk.on_day, _("You walk together: %(place)s") % {"place": place}))
        for _goal, text in self.goals_open:
            day = date.fromisoformat(text["due_on"]) if text.get("due_on") else None
            if day is not None and today <= day <= today + AHEAD:
                days.append((day, str(text["title"])))
        if self.agreement is not None and today <= self.agreement[1] <= today + AHEAD:
            days.append((self.agreement[1], _("You look at your agreement again")))
        return [f"{plain_date(day)}: {words}" for day, words in sorted(days)]
