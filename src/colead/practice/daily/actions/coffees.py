"""Coffee: one tap invites, one tap answers; what nobody took up is gone after two days."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.daily import queries
from colead.practice.daily.models import Coffee, Words
from colead.practice.daily.queries.items import BETWEEN_ENDS, BETWEEN_SLOTS
from colead.promises import space, trail
from colead.rules import retention
from colead.rules.coffee import MACHINE, Reply, State
from colead.rules.overlaps import Overlap


@transaction.atomic
def invite(*, pair: Pair, by: Viewer) -> Coffee:
    """Asks without a reason. One invitation between the two is enough: an open one is the same one."""
    space.locked_for(by, pair.space)
    standing = queries.coffees_of(by, pair).exclude(state=State.SET).first()
    if standing is not None:
        return standing
    coffee = space.write(
        Coffee,
        space=pair.space,
        by=by,
        text={"slots": as_text(queries.overlaps_of(pair))},
        retain_until=retention.retain_until(retention.Kind.COFFEE, clock.today()),
        state=MACHINE.start,
        asked_of=pair.partner,
    )
    trail.record(verb="invited", subject=coffee, by=by, space=pair.space)
    return coffee


@transaction.atomic
def answer(*, coffee: Coffee, pair: Pair, reply: str, by: Viewer, place: int | None = None) -> Coffee:
    """Yes to one of the times, or later today, or tomorrow; then it waits for the other one's tap."""
    locked: Coffee = Coffee.door.fetch(by, coffee.pk, lock=True)
    state = MACHINE.next_state(locked.state, reply)
    if locked.asked_of_id != by.person_id:
        raise Hidden
    if reply == Reply.YES:
        take_slot(locked, state, place, by)
    else:
        other = pair.partner
        slots = [slot for slot in queries.overlaps_of(pair, now=from_when(reply)) if fits(slot, reply)]
        space.rewrite(locked, by=by, text={"slots": as_text(slots)}, state=state, asked_of=other)
    trail.record(verb="answered", subject=locked, by=by, space=locked.space)
    return locked


def take_slot(coffee: Coffee, state: State, place: int | None, by: Viewer) -> None:
    """A coffee that is set stays in sight until its day is over."""
    text = space.read(coffee, by)
    starts_at = start_of(text, place) if text["slots"] else None
    chosen = starts_at.isoformat(timespec="minutes") if starts_at is not None else ""
    day = starts_at.date() if starts_at is not None else clock.today()
    space.rewrite(coffee, by=by, text={"chosen": chosen}, state=state, asked_of=None, retain_until=day)


def start_of(text: Words, place: int | None) -> datetime:
    """The time at this place, or the first that is left; now, if it has begun. One that is over cannot be taken."""
    left = queries.slots_left(text)
    slot = next((slot for slot in left if place is None or slot.place == place), None)
    if slot is None:
        raise Refused(_("That time has passed. Take another, or say when it suits you."))
    return timezone.localtime(clock.now() if slot.is_on else slot.starts_at)


@transaction.atomic
def withdraw(*, coffee: Coffee, by: Viewer) -> None:
    """Either of the two, without a word."""
    locked: Coffee = Coffee.door.fetch(by, coffee.pk, lock=True)
    state = MACHINE.next_state(locked.state, "withdraw")
    space.rewrite(locked, by=by, text={}, state=state, asked_of=None)
    trail.record(verb="withdrew", subject=locked, by=by, space=locked.space)


def from_when(reply: str) -> datetime:
    """Later today begins in two hours, tomorrow at its midnight."""
    now = timezone.localtime(clock.now())
    if reply == Reply.LATER_TODAY:
        return now + timedelta(hours=2)
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def fits(slot: Overlap, reply: str) -> bool:
    return reply != Reply.LATER_TODAY or slot.starts_at.date() == timezone.localtime(clock.now()).date()


def as_text(slots: list[Overlap]) -> str:
    pairs = ((slot.starts_at, slot.ends_at) for slot in slots)
    return BETWEEN_SLOTS.join(BETWEEN_ENDS.join(at.isoformat(timespec="minutes") for at in ends) for ends in pairs)
