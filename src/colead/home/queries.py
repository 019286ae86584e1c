"""Reads the rooms for the first pages; every room answers only what this viewer may see."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.forming.launch import finding, look
from colead.forming.launch import first_page as launch
from colead.forming.launch.models import Acknowledgement
from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Open, Place, Waiting
from colead.partnerships import charter
from colead.partnerships import queries as partnerships
from colead.partnerships.models import Partnership, Seat, Side
from colead.partnerships.queries import Pair
from colead.practice.conflicts import queries as conflicts
from colead.practice.daily import queries as daily
from colead.practice.decisions import queries as decisions
from colead.practice.goals import queries as goal_queries
from colead.practice.goals.pages import home as goals
from colead.practice.meetings.pages import home as meetings
from colead.practice.meetings.queries import partner_time, seats, walks
from colead.practice.memos import queries as memo_queries
from colead.practice.memos.pages import home as memos
from colead.practice.reviews import queries as reviews
from colead.practice.visibility import queries as visibility_queries
from colead.practice.visibility.pages import home as visibility
from colead.practice.wins import note_queries as notes
from colead.practice.wins import queries as wins
from colead.programme.supports.pages import home as supports
from colead.programme.supports.pages import sponsor as requests
from colead.programme.supports.queries import asked
from colead.promises import trail, two_key
from colead.promises.models import Space, TrailEntry
from colead.promises.models.releases import ReleaseState
from colead.promises.open_ends import OpenEnds
from colead.rules.abilities import Ability
from colead.rules.partnerships import Status

TRAIL_SHOWN = 100
AS_SPONSOR: Final = "as_sponsor"


@dataclass(frozen=True)
class SponsoredPair:
    """One sponsored pair: who they are, and whether a summary of their agreement is here to be read."""

    partnership: Partnership
    names: str
    has_summary: bool
    waits: bool
    is_between_partners: bool
    is_confirmed: bool
    in_force_since: datetime | None
    goals: list[Open]
    seats: Open | None = None


class FirstLines(NamedTuple):
    """The lines of a pair's first page."""

    waiting: list[Waiting]
    between: list[Open]
    doing: list[Open]
    doors: daily.Doors


class Lying(NamedTuple):
    """In which of the rooms that lie quiet for weeks something is open."""

    talks: bool
    goals: bool
    notes: bool
    cases: bool
    support: bool
    seen: bool
    doors: bool
    dates: bool
    times: bool
    rounds: bool
    maps: bool
    memos: bool
    requests: bool


@Prepared
def lying_in(
    viewer: Viewer, space: UUID, today: date, year_ago: datetime, told_since: date
) -> QuerySet[Space, tuple[bool, ...]]:
    """One question for all of them, so that a quiet room costs the first page nothing."""
    rooms = {
        "talks": conflicts.open_in.ask(viewer, space=space, today=today),
        "goals": goal_queries.open_in.ask(viewer, space=space),
        "notes": notes.proposed_in.ask(viewer, space=space),
        "cases": reviews.open_in.ask(viewer, space=space, today=today),
        "support": reviews.support_in.ask(viewer, space=space, today=today),
        "seen": visibility_queries.open_in.ask(viewer, space=space, today=today, year_ago=year_ago),
        "doors": daily.doors_in.ask(viewer, space=space, today=today),
        "dates": look.talks_in.ask(viewer, space=space),
        "times": partner_time.ahead_in.ask(viewer, space=space, today=today),
        "rounds": walks.open_in.ask(viewer, space=space, today=today),
        "maps": seats.drafts_in.ask(viewer, space=space),
        "memos": memo_queries.open_in.ask(viewer, space=space, since=told_since),
        "requests": asked.open_in.ask(viewer, space=space),
    }
    return Space.objects.filter(pk=space).values_list(*(Exists(rooms[name]) for name in Lying._fields))


def first_page(viewer: Viewer, pair: Pair) -> FirstLines:
    """What waits for the viewer, the day's things first and the road's next step last; what is open between the
    two, what the partner was glad of lately first; and what they are doing. Each room is asked once."""
    since = {"year_ago": visibility_queries.year_ago(), "told_since": memo_queries.told_since()}
    [row] = lying_in(viewer, space=pair.space.pk, today=clock.today(), **since)
    lying = Lying(*row)
    day = daily.first_page(viewer, pair)
    ends = OpenEnds(viewer, pair.space)
    to_decide, deciding = decisions.first_page(viewer, pair, ends)
    next_on_road, opened, launching = launch.first_page(viewer, pair, ends, has_dates=lying.dates)
    glad = wins.received_today(viewer, pair)
    of_goals, doing = goals.first_page(viewer, pair, ends) if lying.goals else ([], [])
    to_talk, talking = conflicts.first_page(viewer, pair) if lying.talks else ([], [])
    of_notes = notes.waiting_for(viewer, pair, ends) if lying.notes else []
    of_times, meeting = meetings.time_ahead(viewer, pair) if lying.times else ([], [])
    of_rounds, walking = meetings.rounds_open(viewer, pair, ends) if lying.rounds else ([], [])
    of_maps = meetings.map_waits(viewer, pair, ends) if lying.maps else []
    of_being_seen = visibility.first_page(viewer, pair, ends) if lying.seen else []
    to_sign, withdrawn, on_their_way = memos.first_page(viewer, pair, ends) if lying.memos else ([], [], [])
    to_see_to, seen_to = reviews.first_page(viewer, pair, has_support=lying.support) if any_case(lying) else ([], [])
    of_requests, asking = supports.first_page(viewer, pair, ends) if lying.requests else ([], [])
    together = of_times + of_rounds + of_maps + of_being_seen + to_sign + of_requests + to_see_to
    as_others = as_sponsor(viewer) + partnerships.sponsors_to_confirm(pair)
    waiting = day.waiting + to_talk + to_decide + of_goals + of_notes + together + as_others + next_on_road
    deciding = talking + seen_to + deciding + on_their_way
    between = glad + withdrawn + asking + opened + meeting + walking + deciding + day.open + launching
    return FirstLines(waiting, between, doing, daily.doors_of(viewer, pair) if lying.doors else {})


def n_waiting(viewer: Viewer, pair: Pair) -> int:
    """How much waits for the viewer with this partner; what waits as a sponsor of others belongs to no pair."""
    return sum(line.kind != AS_SPONSOR for line in first_page(viewer, pair).waiting)


def any_case(lying: Lying) -> bool:
    return lying.cases or lying.support


def as_sponsor(viewer: Viewer) -> list[Waiting]:
    """That something waits for the viewer as a sponsor of others; not what, nor from whom."""
    if not has_more_as_sponsor(viewer):
        return []
    return [
        Waiting(_("As a sponsor: something waits for you"), "", reverse("home:sponsor"), AS_SPONSOR, place=Place.KEY)
    ]


def has_more_as_sponsor(viewer: Viewer) -> bool:
    """A brief or a request to answer, an agreement to acknowledge; one question, and none to who sponsors nobody."""
    if not viewer.has(Ability.SPONSOR):
        return False
    briefs = decisions.briefs(viewer).exclude(decisions.has_answered(viewer))
    spaces = partnerships.sponsored_by(viewer).exclude(status=Status.ENDED).values("space")
    read = Acknowledgement.objects.filter(release_id=OuterRef("pk"), person_id=viewer.person_id)
    agreements = two_key.released_to(viewer, charter.AGREEMENT).filter(state=ReleaseState.RELEASED, space__in=spaces)
    unread = agreements.filter(~Exists(read)).order_by().values("pk")
    waits = briefs.order_by().values("pk").union(unread, asked.waiting_for(viewer).order_by().values("pk"))
    return waits.exists()


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """The phrase in this pair's words, in every room of theirs and nowhere else."""
    rooms = (decisions, goals, daily, conflicts, wins, notes, meetings, memos, visibility, supports, finding)
    return [line for room in rooms for line in room.find(viewer, pair, phrase)]


def sponsored_pairs(viewer: Viewer) -> list[SponsoredPair]:
    """The pairs that report to this viewer, by name; of each only what it released."""
    confirmed = partnerships.confirmed_for(viewer)
    pairs = list(partnerships.sponsored_by(viewer).exclude(status=Status.ENDED).annotate(is_confirmed=confirmed))
    seats = Seat.objects.filter(partnership__in=pairs, until_on=None).select_related("person")
    names: dict[Any, list[str]] = {}
    for seat in seats.order_by("person__name"):
        names.setdefault(seat.partnership_id, []).append(seat.person.name)
    rows = two_key.released_to(viewer, charter.AGREEMENT).filter(state=ReleaseState.RELEASED)
    latest = {row.space_id: row for row in rows.order_by("released_at")}
    summaries = {space_id: row.pk for space_id, row in latest.items()}
    read = set(Acknowledgement.objects.filter(person_id=viewer.person_id).values_list("release_id", flat=True))
    told, maps = goals.for_sponsor(viewer), meetings.for_sponsor(viewer)
    return [
        SponsoredPair(
            partnership=pair,
            names=_(" and ").join(names.get(pair.pk, [])),
            has_summary=pair.space_id in summaries,
            waits=pair.space_id in summaries and summaries[pair.space_id] not in read,
            is_between_partners=len(names.get(pair.pk, [])) < len(Side.values),
            is_confirmed=pair.is_confirmed,
            in_force_since=latest[pair.space_id].released_at if pair.space_id in latest else None,
            goals=told.get(pair.space_id, []) if pair.space_id is not None else [],
            seats=maps.get(pair.space_id) if pair.space_id is not None else None,
        )
        for pair in pairs
    ]


def briefs(viewer: Viewer, *, is_answered: bool) -> list[Open]:
    """The joint briefs that pairs brought to this sponsor, both together."""
    found = decisions.for_sponsor(viewer, is_answered=is_answered)
    return found if is_answered else found + conflicts.for_sponsor(viewer)


def asks(viewer: Viewer, *, is_answered: bool) -> list[Open]:
    """What pairs ask of this sponsor; of their other things nothing."""
    return requests.for_sponsor(viewer, is_answered=is_answered)


def published(viewer: Viewer) -> list[Open]:
    """What is out for everyone, the latest first; nothing counts who reads it."""
    rooms = (decisions, goals, notes, meetings, memos)
    out = [line for room in rooms for line in room.published(viewer)]
    return sorted(out, key=lambda line: line.since or clock.now(), reverse=True)


def published_page(viewer: Viewer) -> dict[str, Any]:
    """With a way to what two leaders signed for this viewer and not for everyone, if there is any."""
    asides = {"has_memos_to_you": memos.has_for_you(viewer), "has_memos_signed": memos.has_signed_before(viewer)}
    return {"rows": published(viewer), **asides}


def own_trail(viewer: Viewer, pair: Pair) -> QuerySet[TrailEntry]:
    return trail.of_person(viewer.person_id, pair.space, viewer)[:TRAIL_SHOWN]


def is_asked(viewer: Viewer) -> bool:
    """Whether somebody asks this person for a conversation or has lent them a page."""
    return bool(conflicts.asked_of_me(viewer) or conflicts.lent_to_me(viewer))
