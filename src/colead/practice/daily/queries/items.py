"""Fetching is the check: only what lies in this pair's space and has not come to its day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.people.models import Person, QuietBlock
from colead.practice.daily.models import BalanceWish, Brief, Coffee, Debrief, Door, RunIt, Words
from colead.promises import space
from colead.promises.models import SpaceItem
from colead.rules import briefs, cadence, coffee, debriefs, doors, overlaps, run_its

Item = TypeVar("Item", bound=SpaceItem)

BETWEEN_SLOTS, BETWEEN_ENDS = " | ", "/"
QUARTER = timedelta(minutes=15)
Doors = dict[UUID | None, tuple[doors.Door, datetime]]
RUN_IT_SETTLED = (run_its.State.TALKED, run_its.State.DROPPED, run_its.State.EXPIRED)
COFFEE_GONE = (coffee.State.WITHDRAWN, coffee.State.FADED)
BALANCE_ASKED_MIN = 6
BALANCE_SHARE = 0.75


def live(model: type[Item], viewer: Viewer, pair: Pair) -> "QuerySet[Item]":
    """This pair's rows up to their last day, whether or not the retention clock has struck yet."""
    return live_in(model, viewer, pair.space.pk, clock.today()).select_related("space", "author")


def live_in(model: type[Item], viewer: Viewer, space: UUID, today: date) -> "QuerySet[Item]":
    rows: QuerySet[Item] = model.door.visible_to(viewer).filter(space=space)
    return rows.filter(Q(retain_until=None) | Q(retain_until__gte=today))


def get(model: type[Item], viewer: Viewer, pair: Pair, id: UUID) -> Item:
    item = live(model, viewer, pair).filter(pk=id).first()
    if item is None:
        raise Hidden
    return item


def is_mine(item: SpaceItem, viewer: Viewer) -> bool:
    return item.author_id == viewer.person_id


# Run-it-by


def run_its_of(viewer: Viewer, pair: Pair) -> "QuerySet[RunIt]":
    return live(RunIt, viewer, pair).order_by("-created_at")


def kept_by_us(viewer: Viewer, pair: Pair) -> "QuerySet[RunIt]":
    return run_its_of(viewer, pair).exclude(kept_by=None)


def moved_to_partner_time(viewer: Viewer, pair: Pair) -> list[tuple[RunIt, Words]]:
    """What the two took along to their next meeting, for its agenda."""
    rows = run_its_of(viewer, pair).filter(state=run_its.State.MOVED)
    return [(row, space.read(row, viewer)) for row in rows]


def asker_choices(run_it: RunIt, text: Words) -> tuple[str, ...]:
    """What the one who asked may do now. A plain yes leaves nothing to settle but 'we talked'."""
    choices = run_its.asker_choices(run_it.state, str(text["kind"]), want_by=run_it.want_by, now=clock.now())
    if run_it.state == run_its.State.ANSWERED and not wants_talk(run_it, text):
        return tuple(choice for choice in choices if choice == "talk")
    return choices


def wants_talk(run_it: RunIt, text: Words) -> bool:
    """Whether the reply asks for a talk, or for another look, before it is settled; a call settles what came before."""
    open_answers = {run_its.Answer.LETS_TALK, run_its.Answer.TALK_FIRST, run_its.Answer.CHANGE_THIS}
    if run_it.state == run_its.State.OWN_CALL:
        return bool(text["call_reply"] == "lets_talk")
    return text["answer"] in open_answers


def may_undo(run_it: RunIt, text: Words) -> bool:
    """For a minute after an answer, while nothing has followed it."""
    if run_it.state not in {run_its.State.ANSWERED, run_its.State.OWN_CALL} or not text["undo_until"]:
        return False
    return run_its.may_undo(datetime.fromisoformat(str(text["undo_until"])), now=clock.now())


def headline(text: Words) -> str:
    """What it says now: the decision once there is one, the question until then."""
    return str(text["decision"] or text["line"])


def is_open(run_it: RunIt, text: Words) -> bool:
    if run_it.state in run_its.OPEN_STATES:
        return True
    return run_it.state in {run_its.State.ANSWERED, run_its.State.OWN_CALL} and wants_talk(run_it, text)


# Debrief


def debriefs_of(viewer: Viewer, pair: Pair) -> "QuerySet[Debrief]":
    return live(Debrief, viewer, pair).order_by("-created_at")


def draft_of(viewer: Viewer, pair: Pair) -> Debrief | None:
    """What the viewer has begun to write to this partner and keeps alone."""
    rows: QuerySet[Debrief] = Debrief.door.visible_to(viewer)
    rows = rows.filter(author_id=viewer.person_id, draft_for=pair.space)
    return rows.select_related("space").first()


def may_advise(text: Words) -> bool:
    return debriefs.may_advise(str(text["need"]), advice_asked=bool(text["advice_asked"]))


# Coffee, briefs


def coffees_of(viewer: Viewer, pair: Pair) -> "QuerySet[Coffee]":
    return live(Coffee, viewer, pair).exclude(state__in=COFFEE_GONE).order_by("-created_at")


def slots_of(text: Words) -> list[overlaps.Overlap]:
    """The stretches that an invitation offers."""
    parts = [part.split(BETWEEN_ENDS) for part in str(text["slots"]).split(BETWEEN_SLOTS) if part]
    return [overlaps.Overlap(*map(datetime.fromisoformat, ends)) for ends in parts]


def end_of(text: Words) -> datetime | None:
    """Where the stretch that was chosen ends; none of one that was taken while it was on."""
    chosen = datetime.fromisoformat(str(text["chosen"]))
    return next((slot.ends_at for slot in slots_of(text) if slot.starts_at == chosen), None)


@dataclass(frozen=True)
class Slot:
    """A stretch that can still be taken; `is_on` when it has begun and both are still free."""

    place: int
    starts_at: datetime
    ends_at: datetime
    is_on: bool = False


def slots_left(text: Words) -> list[Slot]:
    """The times that lie ahead, and any that has begun, while it leaves a quarter of an hour."""
    now = clock.now()
    left = [(place, slot) for place, slot in enumerate(slots_of(text)) if now + QUARTER <= slot.ends_at]
    return [Slot(place, slot.starts_at, slot.ends_at, slot.starts_at <= now) for place, slot in left]


def briefs_of(viewer: Viewer, pair: Pair) -> "QuerySet[Brief]":
    rows = live(Brief, viewer, pair).exclude(state=briefs.State.WITHDRAWN)
    return rows.select_related("speaker").order_by("-created_at")


def quiet_blocks_of(person: Person | None) -> list[cadence.QuietBlock]:
    rows = QuietBlock.objects.filter(person=person).values_list("weekday", "from_hour", "until_hour")
    return list(rows)


def overlaps_of(pair: Pair, *, now: datetime | None = None) -> list[overlaps.Overlap]:
    """The next three stretches in which neither of the two is in a quiet block."""
    local = timezone.localtime(now or clock.now())
    return overlaps.next_overlaps(local, quiet_blocks_of(pair.me), quiet_blocks_of(pair.partner))


# The door


@Prepared
def doors_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Door]":
    return live_in(Door, viewer, space, today)


def doors_of(viewer: Viewer, pair: Pair) -> Doors:
    """What the door of each of the two says now, and until when, by one look; nothing once its time is over."""
    found: Doors = {}
    for row in doors_in(viewer, space=pair.space.pk, today=clock.today()):
        if row.until is not None:
            said = doors.showing(str(space.read(row, viewer)["says"]), row.until, now=clock.now())
            found |= {row.author_id: (said, row.until)} if said else {}
    return found


def door_of(viewer: Viewer, pair: Pair, person: Person | None) -> tuple[doors.Door, datetime] | None:
    return doors_of(viewer, pair).get(person.pk) if person is not None else None


# The older first, without what was settled for good before the day `since`


@Prepared
def run_its_in(viewer: Viewer, space: UUID, today: date, since: date) -> "QuerySet[RunIt]":
    rows = live_in(RunIt, viewer, space, today).order_by("created_at")
    return rows.exclude(state__in=RUN_IT_SETTLED, moved_on__lt=since)


@Prepared
def debriefs_in(viewer: Viewer, space: UUID, today: date, since: date) -> "QuerySet[Debrief]":
    rows = live_in(Debrief, viewer, space, today).order_by("created_at")
    return rows.exclude(~Q(state=debriefs.State.SHARED), moved_on__lt=since)


@Prepared
def coffees_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Coffee]":
    return live_in(Coffee, viewer, space, today).exclude(state__in=COFFEE_GONE).order_by("created_at")


@Prepared
def briefs_in(viewer: Viewer, space: UUID, today: date, since: date) -> "QuerySet[Brief]":
    rows = live_in(Brief, viewer, space, today).exclude(state=briefs.State.WITHDRAWN).order_by("created_at")
    return rows.exclude(state=briefs.State.SPOKEN, moved_on__lt=since)


# What both may see of their own habit, if both wish


def wants_balance(viewer: Viewer, pair: Pair, person: Person | None) -> bool:
    row = live(BalanceWish, viewer, pair).filter(author=person).first()
    return row is not None and space.read(row, viewer)["wish"] == "yes"


def shows_balance(viewer: Viewer, pair: Pair) -> bool:
    """Only when both wish for it, and there is enough to speak of."""
    is_wished = wants_balance(viewer, pair, pair.me) and wants_balance(viewer, pair, pair.partner)
    return is_wished and run_its_of(viewer, pair).count() >= BALANCE_ASKED_MIN


def who_asks_more(viewer: Viewer, pair: Pair) -> Person | None:
    """The one who asks by far the most of the questions; nobody when it is about even."""
    askers = list(run_its_of(viewer, pair).values_list("author_id", flat=True))
    often = (person for person in pair.people if askers.count(person.pk) >= BALANCE_SHARE * len(askers))
    return next(often, None)


# The honest notice


def is_first_time(viewer: Viewer, pair: Pair) -> bool:
    """Whether the viewer has written nothing to this partner here yet, so that the honest notice stands open."""
    models = (RunIt, Debrief, Brief)
    return not any(live(model, viewer, pair).filter(author_id=viewer.person_id).exists() for model in models)
