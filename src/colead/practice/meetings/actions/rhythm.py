"""How often the two meet, and the one partner time that lies ahead."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import time_actions
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.meetings.actions import moving, reminding
from colead.practice.meetings.models import Cadence, Meeting
from colead.practice.meetings.queries import partner_time
from colead.promises import sealed, space, trail
from colead.promises.models import Round
from colead.promises.models.rounds import RoundState
from colead.rules import meetings as rules
from colead.rules.meetings import Kind
from colead.rules.retention import Kind as Kept

# Both numbers go when the next time is over; whatever happens, not later than this.
US_KEPT: Final = timedelta(days=120)


@dataclass(frozen=True)
class Slot:
    """A partner time to be planned."""

    on_day: date
    kind: Kind
    starts_at: time | None
    minutes: int


@transaction.atomic
def choose(
    *, pair: Pair, rhythm: str, weekday: int, starts_at: time | None, minutes: int, place: str, by: Viewer
) -> Meeting | None:
    """Sets or changes how often they meet; the time that lies ahead follows it."""
    present = space.locked_for(by, pair.space)
    cadence = partner_time.cadence_of(by, pair)
    fields: dict[str, Any] = {"rhythm": rhythm, "weekday": weekday, "starts_at": starts_at, "minutes": minutes}
    if cadence is None:
        cadence = space.write(Cadence, space=present, by=by, text={"place": place}, **fields)
    else:
        cadence = Cadence.door.fetch(by, cadence.pk, lock=True)
        space.rewrite(cadence, by=by, text={"place": place}, **fields)
    trail.record(verb="chose_rhythm", subject=cadence, by=by, space=present)
    opens = next_opener(pair, by)
    planned = partner_time.ahead(by, pair)
    if planned is not None:
        end(moving.lock(Meeting, by, pair, planned.pk), "move", by)
    following = plan_next(pair, clock.today(), opens, by)
    if following is None:
        time_actions.lift(space=pair.space)
    return following


def next_opener(pair: Pair, by: Viewer) -> str:
    """Who opens the one that lies ahead; of a pair that begins, whoever is the first of the day."""
    planned = partner_time.ahead(by, pair)
    return planned.opens if planned is not None else pair.my_side


def plan_next(pair: Pair, after: date, opens: str, by: Viewer) -> Meeting | None:
    """The next one by their rhythm; none if they want none for now."""
    cadence = partner_time.cadence_of(by, pair)
    found = rules.next_time(cadence.rhythm, cadence.weekday, after) if cadence is not None else None
    if cadence is None or found is None:
        return None
    on_day, kind = found
    slot = Slot(on_day, kind, cadence.starts_at, minutes_of(kind, cadence))
    return plan(pair, slot, opens, by)


def minutes_of(kind: str, cadence: Cadence | None) -> int:
    """The whole length: their own for a week, at least that of its kind for a month and a quarter."""
    usual = rules.MINUTES[Kind(kind)]
    if cadence is None:
        return usual
    return cadence.minutes if kind == Kind.WEEKLY else max(cadence.minutes, usual)


def plan(pair: Pair, slot: Slot, opens: str, by: Viewer) -> Meeting:
    """A time ahead, with a sealed page for each of the two on how they are, there from the start."""
    if pair.partner is None:
        raise Refused(_("The other seat is empty. Partner time begins again when somebody sits there."))
    round = open_us(pair, slot.on_day, by)
    meeting = space.write(
        Meeting,
        space=pair.space,
        by=by,
        text={"state": rules.MACHINE.start.value},
        retain_until=moving.last_day(Kept.PARTNER_MEETING, slot.on_day),
        kind=slot.kind.value,
        on_day=slot.on_day,
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        opens=opens,
        round=round,
    )
    trail.record(verb="planned_time", subject=meeting, by=by, space=pair.space)
    time_actions.place(
        partnership=pair.partnership,
        space=pair.space,
        on_day=slot.on_day,
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        thing_id=meeting.pk,
    )
    reminding.of_partner_time(meeting, pair.people)
    return meeting


def open_us(pair: Pair, on_day: date, by: Viewer) -> Round:
    """A sealed page for each of the two."""
    until = on_day + US_KEPT
    return sealed.open_round(
        space=pair.space, kind=partner_time.US, participants=pair.people, by=by, retain_until=until
    )


def unplan(meeting: Meeting, by: Viewer) -> None:
    """A time that was planned too early goes as if it had not been."""
    reminding.not_of_partner_time(meeting)
    if meeting.round is not None and meeting.round.state == RoundState.OPEN:
        sealed.withdraw(round=meeting.round, by=by)
    elif meeting.round is not None and meeting.round.state == RoundState.REVEALED:
        sealed.forget(meeting.round)
    moving.remove(Meeting, meeting, by)


def stand_again(meeting: Meeting, pair: Pair, by: Viewer) -> Meeting:
    """Whole, and with fresh pages on how they are where a number of one alone went unseen."""
    fields: dict[str, Any] = {"minutes": minutes_of(meeting.kind, partner_time.cadence_of(by, pair))}
    if meeting.round is not None and meeting.round.state == RoundState.WITHDRAWN and pair.partner is not None:
        fields["round"] = open_us(pair, meeting.on_day, by)
    reminding.of_partner_time(meeting, pair.people)
    return moving.move(meeting, "take_back", by=by, says="planned_time", **fields)


def end(meeting: Meeting, verb: str, by: Viewer) -> Meeting:
    """Closes a time in whatever way; a number that only one has tapped goes unseen, and so does that it was short."""
    reminding.not_of_partner_time(meeting)
    if verb != "move":
        time_actions.lift(space=meeting.space)
    if meeting.round is not None and meeting.round.state == RoundState.OPEN:
        sealed.withdraw(round=meeting.round, by=by)
    return moving.move(meeting, verb, by=by, says="closed_time", minutes=rules.MINUTES[Kind(meeting.kind)])


def forget_before(meeting: Meeting, pair: Pair, by: Viewer) -> None:
    """How they were the time before is stored no longer, once the next one is over."""
    rows = partner_time.lasting(Meeting, by, pair).filter(is_ahead=False, round__state=RoundState.REVEALED)
    for earlier in rows.exclude(pk=meeting.pk).select_related("round"):
        if earlier.round is not None:
            sealed.forget(earlier.round)
