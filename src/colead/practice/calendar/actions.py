"""Addresses made, renewed and stopped; a delegate named and ended; a line placed, moved and taken away by one."""

import secrets
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import time_actions
from colead.partnerships.actions import Refused
from colead.partnerships.models import Delegate, Partnership, TimeHold
from colead.partnerships.queries import Pair, open_seats
from colead.people.finding import named_exactly
from colead.people.models import Person
from colead.practice.calendar import queries
from colead.practice.calendar.models import Feed, Role
from colead.practice.meetings.actions import following
from colead.promises import space, trail
from colead.promises.models import Space

BYTES = 32


@transaction.atomic
def make_address(*, partnership: Partnership, role: Role, by: Viewer) -> str:
    """A new address; the one before stops at once. It is given back here alone, since only a hash is kept."""
    stop_address(partnership=partnership, role=role, by=by)
    token = secrets.token_urlsafe(BYTES)
    Feed.objects.create(
        partnership=partnership,
        space=partnership.space,
        person=by.person,
        role=role,
        token_hash=queries.hash_of(token),
        made_on=clock.today(),
    )
    return token


@transaction.atomic
def stop_address(*, partnership: Partnership, role: Role, by: Viewer) -> None:
    """One's own wish about one's own calendar: it leaves no trail that the partner reads."""
    Person.objects.select_for_update().get(pk=by.person_id)
    rows = Feed.objects.filter(person_id=by.person_id, partnership=partnership, role=role, ended_on=None)
    rows.update(ended_on=clock.today())


@transaction.atomic
def name_delegate(*, pair: Pair, words: str, by: Viewer) -> Delegate:
    """Each of the two names their own, one at a time; both see who it is."""
    present = space.locked_for(by, pair.space)
    person = the_one_named(pair, words)
    for earlier in Delegate.objects.select_for_update().filter(
        partnership=pair.partnership, serves=pair.me, ended_on=None
    ):
        finish(earlier, present, by)
    named = Delegate.objects.create(partnership=pair.partnership, space=present, person=person, serves=pair.me)
    trail.record(verb="named_delegate", subject=named, by=by, space=present, facts={"person": str(person.pk)})
    return named


def the_one_named(pair: Pair, words: str) -> Person:
    found = named_exactly(words)
    if found is None:
        raise Refused(_("Nobody here goes by exactly this, or more than one does. Try the address."))
    if found in [seat.person for seat in open_seats(pair.partnership)]:
        raise Refused(_("You two see your partner time anyway. Name somebody who keeps your calendar."))
    return found


@transaction.atomic
def end_delegate(*, pair: Pair, by: Viewer) -> None:
    """By the one who is served; from that moment the delegate sees nothing."""
    present = space.locked_for(by, pair.space)
    for row in Delegate.objects.select_for_update().filter(partnership=pair.partnership, serves=pair.me, ended_on=None):
        finish(row, present, by)


def finish(row: Delegate, present: Space, by: Viewer) -> None:
    """With the address under which the delegate's calendar read it, unless that one serves the other of the two too."""
    row.ended_on = clock.today()
    row.save(update_fields=["ended_on"])
    if not queries.delegations(clock.today()).filter(partnership=row.partnership_id, person=row.person_id).exists():
        rows = Feed.objects.filter(partnership=row.partnership_id, person=row.person_id, role=Role.DELEGATE)
        rows.filter(ended_on=None).update(ended_on=clock.today())
    trail.record(verb="ended_delegate", subject=row, by=by, space=present)


@transaction.atomic
def place(*, id: UUID, on_day: date, starts_at: time | None, minutes: int, by: Viewer) -> TimeHold:
    """A line where the two have none. It becomes their partner time when one of them says so."""
    partnership = queries.get_served(by, id).partnership
    present = partnership.space
    if present is None or present.closed_at is not None:
        raise Hidden
    space.hold_still(present.pk)
    if time_actions.open_holds(present).exists():
        raise Refused(_("There is a time already. Move that one."))
    hold = time_actions.place(
        partnership=partnership, space=present, on_day=on_day, starts_at=starts_at, minutes=minutes, thing_id=None
    )
    trail.record(verb="placed_hold", subject=hold, by=by, space=present)
    return hold


@transaction.atomic
def move(*, partnership_id: UUID, id: UUID, on_day: date, starts_at: time | None, by: Viewer) -> TimeHold:
    """To another day or hour, at once in everybody's calendar; what the two have in it goes along, unread."""
    hold = queries.get_hold(by, partnership_id, id)
    if hold.thing_id is not None:
        people = [seat.person for seat in open_seats(hold.partnership)]
        following.follow(hold=hold, on_day=on_day, starts_at=starts_at, people=people, by=by)
    else:
        space.hold_still(hold.space_id)
    moved = time_actions.shift(id=hold.pk, on_day=on_day, starts_at=starts_at)
    trail.record(verb="moved_hold", subject=moved, by=by, space=hold.space)
    return moved


@transaction.atomic
def take_away(*, partnership_id: UUID, id: UUID, by: Viewer) -> None:
    """Only a line that nobody has made a partner time yet; whether the two meet is theirs to say."""
    hold = queries.get_hold(by, partnership_id, id)
    space.hold_still(hold.space_id)
    if hold.thing_id is not None:
        raise Refused(_("This is their partner time by now. You can move it; leaving it out is for the two."))
    time_actions.lift(space=hold.space)
    trail.record(verb="lifted_hold", subject=hold, by=by, space=hold.space)
