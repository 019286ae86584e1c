"""Where the two appear: planned by either, made known by both, and in one tap who was there."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.visibility import queries
from colead.practice.visibility.actions import moving, reminding
from colead.practice.visibility.models import Appearance
from colead.promises import holds, space, trail, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import visibility as rules
from colead.rules.audiences import Audience
from colead.rules.visibility import State, Who

Text = dict[str, str]


@transaction.atomic
def plan(*, pair: Pair, on_day: date, text: Text, by: Viewer) -> Appearance:
    """Between the two. Who goes there is reminded on the last working day before."""
    return begin(pair, on_day, text, State.PLANNED, "planned_appearance", by)


@transaction.atomic
def note(*, pair: Pair, on_day: date, text: Text, by: Viewer) -> Appearance:
    """One that nobody had planned."""
    return begin(pair, on_day, text, State.PAST, "told_appearance", by)


def begin(pair: Pair, on_day: date, text: Text, state: State, says: str, by: Viewer) -> Appearance:
    item = space.write(
        Appearance,
        space=pair.space,
        by=by,
        text={**text, "who": Who(text["who"]).value},
        retain_until=moving.last_day(on_day),
        on_day=on_day,
        state=state.value,
    )
    trail.record(verb=says, subject=item, by=by, space=pair.space)
    if state == State.PLANNED:
        reminding.of_appearance(item, text["who"], pair)
    return item


@transaction.atomic
def replan(*, pair: Pair, id: UUID, on_day: date, text: Text, seen: str, by: Viewer) -> Appearance:
    """Other words or another day; what everyone could read of it is taken out, since it is no longer so."""
    item = moving.lock(by, pair, id)
    rules.MACHINE.next_state(item.state, "plan")
    if seen != space.stamp_of(item):
        raise two_key.StaleText
    close_release(item, by)
    until = moving.last_day(on_day)
    space.rewrite(item, by=by, text=text, on_day=on_day, retain_until=until, release=None)
    trail.record(verb="planned_appearance", subject=item, by=by, space=item.space)
    reminding.of_appearance(item, text["who"], pair)
    return item


@transaction.atomic
def tell(*, pair: Pair, id: UUID, who: str, by: Viewer) -> Appearance:
    """One tap: together, or one for both. From now on nobody but the two reads of it."""
    item = moving.lock(by, pair, id)
    state = rules.MACHINE.next_state(item.state, "tell")
    if item.on_day > clock.today():
        raise Refused(_("Its day has not come. Nothing was changed."))
    close_release(item, by)
    space.rewrite(item, by=by, text={"who": Who(who).value}, state=state.value)
    trail.record(verb="told_appearance", subject=item, by=by, space=item.space)
    reminding.not_of_appearance(item)
    return item


@transaction.atomic
def let_go(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """It did not come to it, or was noted by mistake: gone for both; under a legal hold it only leaves the screen."""
    item = moving.lock(by, pair, id)
    close_release(item, by)
    reminding.not_of_appearance(item)
    trail.record(verb="removed", subject=item, by=by, space=item.space)
    gone, _each = holds.without_held(Appearance.door.visible_to(by).filter(pk=item.pk)).delete()
    if not gone:
        space.rewrite(item, by=by, text={}, retain_until=clock.today() - clock.today().resolution)


def close_release(item: Appearance, by: Viewer) -> None:
    """Takes out of view what is out, and lets go what waits for a key."""
    release = item.release
    if release is not None and release.state == ReleaseState.DRAFT:
        two_key.drop(release=release, by=by)
    elif release is not None and release.state == ReleaseState.RELEASED:
        two_key.unpublish(release=release, by=by)


@transaction.atomic
def show(*, pair: Pair, id: UUID, seen: str, by: Viewer) -> Appearance:
    """Asks to let everyone know beforehand, and turns one's own key on just these words."""
    item = moving.lock(by, pair, id)
    rules.MACHINE.next_state(item.state, "show")
    if seen != space.stamp_of(item):
        raise two_key.StaleText
    if item.on_day < clock.today():
        raise Refused(_("Its day has gone by. Nothing was changed."))
    if item.release is not None and item.release.state in (ReleaseState.DRAFT, ReleaseState.RELEASED):
        raise two_key.AlreadyOut
    release = two_key.propose(
        space=item.space,
        kind=queries.SHOWN,
        audience=Audience.EVERYONE,
        text=told(pair, item, space.read(item, by)),
        by=by,
        retain_until=item.retain_until,
    )
    two_key.turn(release=release, seen=release.text_hash, by=by)
    space.rewrite(item, by=by, text={}, release=release)
    return item


def told(pair: Pair, item: Appearance, text: Text) -> dict[str, Any]:
    """What everyone would read: where, when, who comes. At which level it stands is for the two."""
    who = Who(text["who"])
    people = reminding.sides(pair)
    names = sorted(person.name for side, person in people.items() if who in (Who.BOTH, side))
    said = {"forum": text["forum"], "on_day": item.on_day.isoformat(), "who": who.value, "names": names}
    return {**said, "unit": pair.partnership.unit.name}


@transaction.atomic
def turn(*, pair: Pair, id: UUID, seen: str, by: Viewer) -> Release:
    item = moving.lock(by, pair, id)
    rules.MACHINE.next_state(item.state, "show")
    return two_key.turn(release=required(item), seen=seen, by=by)


@transaction.atomic
def hide(*, pair: Pair, id: UUID, by: Viewer) -> Appearance:
    """Either keeps it between the two again."""
    item = moving.lock(by, pair, id)
    close_release(item, by)
    space.rewrite(item, by=by, text={}, release=None)
    return item


def required(item: Appearance) -> Release:
    release: Release | None = item.release
    if release is None:
        raise two_key.AlreadyOut
    return release
