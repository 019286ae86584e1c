"""Huddles that exist anyway: a card before, a line after; and the two minutes of a weekday, if they like."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.meetings.actions import moving
from colead.practice.meetings.models import Huddle, PairCheck
from colead.practice.meetings.queries import partner_time
from colead.promises import space, trail
from colead.rules.retention import Kind as Kept

Text = dict[str, Any]


@transaction.atomic
def prepare(*, pair: Pair, on_day: date, opens: str, text: Text, by: Viewer) -> Huddle:
    card = space.write(
        Huddle,
        space=pair.space,
        by=by,
        text=text,
        retain_until=moving.last_day(Kept.PARTNER_MEETING, on_day),
        on_day=on_day,
        opens=opens,
    )
    trail.record(verb="prepared_huddle", subject=card, by=by, space=pair.space)
    return card


@transaction.atomic
def say_after(*, pair: Pair, id: UUID, after: str, by: Viewer) -> Huddle:
    card = moving.lock(Huddle, by, pair, id)
    space.rewrite(card, by=by, text={"after": after})
    trail.record(verb="prepared_huddle", subject=card, by=by, space=card.space)
    return card


@transaction.atomic
def remove(*, pair: Pair, id: UUID, by: Viewer) -> None:
    moving.remove(Huddle, moving.lock(Huddle, by, pair, id), by)


@transaction.atomic
def check_in(*, pair: Pair, text: Text, by: Viewer) -> PairCheck:
    """Said for today; said again, it takes the place of what was said."""
    space.hold_open(by, pair.space)
    said = partner_time.own_check(by, pair)
    if said is not None:
        locked = moving.lock(PairCheck, by, pair, said.pk)
        space.rewrite(locked, by=by, text=text)
        return locked
    until = moving.last_day(Kept.PAIR_CHECK)
    made = space.write(PairCheck, space=pair.space, by=by, text=text, retain_until=until, on_day=clock.today())
    trail.record(verb="said_today", subject=made, by=by, space=pair.space)
    return made
