"""Partner time as one of its two sees it: how often, the next, those that were, how we are, what we take along."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.models import TimeHold
from colead.partnerships.queries import Pair
from colead.practice.meetings.models import Cadence, Huddle, Meeting, PairCheck, Point
from colead.promises import sealed, space
from colead.promises.models import SpaceItem
from colead.promises.models.rounds import RoundState
from colead.promises.sealed import Standing
from colead.rules import meetings as rules
from colead.rules.meetings import PointState, Side, State

Item = TypeVar("Item", bound=SpaceItem)
Document = dict[str, Any]
US: Final = "us"
PAST_SHOWN: Final = 12


def lasting(model: type[Item], viewer: Viewer, pair: Pair) -> "QuerySet[Item]":
    """This pair's rows up to their last day, whether or not the retention clock has struck yet."""
    return lasting_in(model, viewer, pair.space.pk, clock.today()).select_related("space", "author")


def lasting_in(model: type[Item], viewer: Viewer, space_id: UUID, today: date) -> "QuerySet[Item]":
    rows: QuerySet[Item] = model.door.visible_to(viewer).filter(space=space_id)
    return rows.filter(Q(retain_until=None) | Q(retain_until__gte=today))


def get(model: type[Item], viewer: Viewer, pair: Pair, id: UUID) -> Item:
    item = lasting(model, viewer, pair).filter(pk=id).first()
    if item is None:
        raise Hidden
    return item


def cadence_of(viewer: Viewer, pair: Pair) -> Cadence | None:
    return lasting(Cadence, viewer, pair).first()


@Prepared
def ahead_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Meeting]":
    """The one partner time that is planned; asked on every visit to the first page."""
    rows = lasting_in(Meeting, viewer, space, today).filter(is_ahead=True)
    return rows.select_related("space", "round", "moved_by").order_by("on_day", "id")


def ahead(viewer: Viewer, pair: Pair) -> Meeting | None:
    return next(iter(ahead_in(viewer, space=pair.space.pk, today=clock.today())), None)


def held_for(pair: Pair) -> TimeHold | None:
    """A line in the calendar that a delegate placed, and that neither of the two has made a partner time."""
    rows = TimeHold.objects.filter(space=pair.space, thing_id=None, lifted_on=None)
    return rows.filter(on_day__gte=clock.today()).first()


def latest(viewer: Viewer, pair: Pair) -> Meeting | None:
    """The one that was closed or left out last; what was moved stands elsewhere, and is none of those that were."""
    rows = lasting(Meeting, viewer, pair).filter(is_ahead=False).select_related("space", "round__space")
    ended = (row for row in rows.order_by("-created_at", "id") if state_of(row, viewer) != State.MOVED)
    return next(ended, None)


def planned_after(viewer: Viewer, pair: Pair, meeting: Meeting) -> "QuerySet[Meeting]":
    """The one that lies ahead, and where it stood before it was moved."""
    return lasting(Meeting, viewer, pair).filter(created_at__gt=meeting.created_at).order_by("-created_at", "id")


def past(viewer: Viewer, pair: Pair) -> list[tuple[Meeting, Document]]:
    """What took place and what did not, for the two alone; nothing counts it."""
    rows = lasting(Meeting, viewer, pair).filter(is_ahead=False).order_by("-on_day", "-created_at", "id")
    return [(row, space.read(row, viewer)) for row in rows[:PAST_SHOWN]]


def state_of(meeting: Meeting, viewer: Viewer) -> str:
    return str(space.read(meeting, viewer)["state"])


def is_over(meeting: Meeting) -> bool:
    now = timezone.localtime(clock.now())
    return rules.is_over(meeting.on_day, meeting.starts_at, meeting.minutes, now)


def us_standing(meeting: Meeting, viewer: Viewer) -> Standing | None:
    """Who has tapped how they are; nobody's number before both have."""
    return sealed.standing(meeting.round, viewer) if meeting.round is not None else None


def us_values(meeting: Meeting | None, viewer: Viewer) -> dict[UUID, int]:
    """How each of the two said they are, once both have, until the next time is over."""
    if meeting is None or meeting.round is None or meeting.round.state != RoundState.REVEALED:
        return {}
    found = sealed.documents_of([meeting.round], viewer).get(meeting.round.pk, {})
    return {person_id: int(document["us"]) for person_id, document in found.items()}


# Points and joint actions


def points(viewer: Viewer, pair: Pair, state: PointState) -> list[tuple[Point, Document]]:
    rows = lasting(Point, viewer, pair).filter(state=state.value).order_by("created_at", "id")
    return [(row, space.read(row, viewer)) for row in rows]


def n_actions(viewer: Viewer, pair: Pair) -> int:
    return lasting(Point, viewer, pair).filter(state=PointState.ACTION.value).count()


# Huddles


def huddles(viewer: Viewer, pair: Pair) -> list[tuple[Huddle, Document]]:
    rows = lasting(Huddle, viewer, pair).order_by("-on_day", "-created_at", "id")
    return [(row, space.read(row, viewer)) for row in rows[:PAST_SHOWN]]


def checks_of_today(viewer: Viewer, pair: Pair) -> dict[UUID, Document]:
    """What each of the two said this morning, by who said it."""
    rows = lasting(PairCheck, viewer, pair).filter(on_day=clock.today()).order_by("created_at", "id")
    return {row.author_id: space.read(row, viewer) for row in rows}


def own_check(viewer: Viewer, pair: Pair) -> PairCheck | None:
    rows = lasting(PairCheck, viewer, pair).filter(on_day=clock.today(), author_id=viewer.person_id)
    return rows.order_by("-created_at").first()


def names(pair: Pair) -> dict[str, str]:
    """Who sits on which side."""
    mine = Side(pair.my_side)
    theirs = Side.PHYSICIAN if mine is Side.NURSE else Side.NURSE
    return {mine.value: pair.me.name, theirs.value: pair.partner_name}


def found_in(rows: Iterable[Item], viewer: Viewer, phrase: str) -> list[tuple[Item, Document]]:
    return space.find(rows, viewer, phrase)
