"""Rounds: planned by either, noted in three lines, told back; and what of them both let everyone read."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair, in_turn
from colead.practice.meetings.actions import moving, reminding
from colead.practice.meetings.models import Walk
from colead.practice.meetings.queries import walks as queries
from colead.promises import space, trail, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import walks as rules
from colead.rules.audiences import Audience
from colead.rules.retention import Kind as Kept
from colead.rules.walks import Part, Promise

Text = dict[str, Any]
SAID: Final = ("told", "on_the_way", "on_the_way_on", "open_since")


class NotOurs(Refused):
    """Somebody could be recognised, and neither of the two has looked again."""


@transaction.atomic
def plan(*, pair: Pair, place: str, on_day: date, by: Viewer) -> Walk:
    walk = space.write(
        Walk,
        space=pair.space,
        by=by,
        text={"place": place},
        retain_until=moving.last_day(Kept.ROUND_NOTE, on_day),
        state=rules.MACHINE.start.value,
        on_day=on_day,
    )
    trail.record(verb="planned_walk", subject=walk, by=by, space=pair.space)
    return walk


@transaction.atomic
def replan(*, pair: Pair, id: UUID, place: str, on_day: date, by: Viewer) -> Walk:
    """Another day or place; what was told of the old one is taken out of view."""
    walk = moving.lock(Walk, by, pair, id)
    rules.MACHINE.next_state(walk.state, "plan")
    take_out(walk, Part.COMING, by)
    until = moving.last_day(Kept.ROUND_NOTE, on_day)
    space.rewrite(walk, by=by, text={"place": place}, on_day=on_day, retain_until=until)
    trail.record(verb="planned_walk", subject=walk, by=by, space=walk.space)
    return walk


@transaction.atomic
def let_go(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """A plan that comes to nothing is gone for both, and for everyone who could read the day."""
    walk = moving.lock(Walk, by, pair, id)
    rules.MACHINE.next_state(walk.state, "plan")
    take_out(walk, Part.COMING, by)
    moving.remove(Walk, walk, by)


@transaction.atomic
def note(*, pair: Pair, id: UUID, text: Text, seen: str, by: Viewer) -> Walk:
    """What was asked, what was heard, what was promised. With a promise it stays until people were told."""
    walk = moving.lock(Walk, by, pair, id)
    state = rules.MACHINE.next_state(walk.state, "note")
    if seen != space.stamp_of(walk):
        raise two_key.StaleText
    promise, told_on = promised(walk, bool(text.get("promised")))
    until = None if promise == Promise.OPEN else moving.last_day(Kept.ROUND_NOTE)
    if promise == Promise.NONE:
        text = {**text, "promised": "", "promised_by": "", **dict.fromkeys(SAID, "")}
    more = {"promise": promise.value, "told_on": told_on, "retain_until": until}
    space.rewrite(walk, by=by, text=text, state=state.value, **more)
    trail.record(verb="noted_walk", subject=walk, by=by, space=walk.space)
    if promise == Promise.OPEN and told_on is not None:
        reminding.of_promise(walk, pair.people, told_on)
    else:
        reminding.not_of_promise(walk)
    return walk


def promised(walk: Walk, is_promised: bool) -> tuple[Promise, date | None]:
    """Where the promise stands after a note; one that was told back stays told."""
    if walk.promise == Promise.TOLD_BACK:
        return Promise.TOLD_BACK, walk.told_on
    if is_promised:
        begun = walk.told_on if walk.promise == Promise.OPEN else None
        return rules.PROMISE.next_state(walk.promise, "promise"), begun or clock.today()
    if walk.promise == Promise.OPEN:
        return rules.PROMISE.next_state(walk.promise, "take_out"), None
    return Promise.NONE, None


@transaction.atomic
def tell(*, pair: Pair, id: UUID, is_done: bool, told: str, by: Viewer) -> Walk:
    """People were told: what came of it, or that there is nothing yet. The second keeps the promise in sight."""
    walk = moving.lock(Walk, by, pair, id)
    promise = rules.PROMISE.next_state(walk.promise, "tell_back" if is_done else "tell_not_yet")
    until = moving.last_day(Kept.ROUND_NOTE) if is_done else None
    said = came_of_it(walk, told) if is_done else {"on_the_way": told, "on_the_way_on": clock.today().isoformat()}
    space.rewrite(walk, by=by, text=said, promise=promise.value, told_on=clock.today(), retain_until=until)
    trail.record(verb="told_back", subject=walk, by=by, space=walk.space)
    if is_done:
        reminding.not_of_promise(walk)
    else:
        reminding.of_promise(walk, pair.people, clock.today())
    return walk


def came_of_it(walk: Walk, told: str) -> Text:
    """With the day from which the fortnight ran, should it be taken back."""
    return {"told": told, "open_since": walk.told_on.isoformat() if walk.told_on is not None else ""}


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, by: Viewer) -> Walk:
    """They have not been told after all: the promise is open as it was, and the line waits in its field."""
    walk = moving.lock(Walk, by, pair, id)
    promise = rules.PROMISE.next_state(walk.promise, "take_back")
    if not rules.may_take_back(walk.promise, walk.told_on, clock.today()):
        raise Refused(_("The day on which you said so is over. It stands as told."))
    since = space.read(walk, by)["open_since"]
    told_on = date.fromisoformat(since) if since else clock.today()
    space.rewrite(walk, by=by, text={"open_since": ""}, promise=promise.value, told_on=told_on, retain_until=None)
    trail.record(verb="noted_walk", subject=walk, by=by, space=walk.space)
    reminding.of_promise(walk, pair.people, told_on)
    return walk


# What everyone reads


@transaction.atomic
def propose(*, pair: Pair, id: UUID, part: str, text: Text, is_ours: bool, by: Viewer) -> Release:
    """Puts words about a round before both of them, and turns the key of who does."""
    walk = moving.lock(Walk, by, pair, id)
    if pair.partner is None:
        raise Refused(_("The other seat is empty. Nothing goes out with one key."))
    if any(not text.get(name) for name in rules.NEEDED[Part(part)]):
        raise Refused(_("A line is still open. Nothing was put before both of you."))
    if queries.findings(text, pair) and not is_ours:
        raise NotOurs(_("Read it once more: nobody should be recognised in it."))
    stands = queries.release_of(walk, part)
    is_out = stands is not None and stands.state == ReleaseState.RELEASED
    if stands is not None and stands.state == ReleaseState.DRAFT:
        two_key.drop(release=stands, by=by)
    release = two_key.propose(
        space=walk.space,
        kind=queries.KIND,
        audience=Audience.EVERYONE,
        text=signed(pair, part, text),
        by=by,
        supersedes=stands if is_out else None,
    )
    space.rewrite(walk, by=by, text={}, **{part: release})
    return two_key.turn(release=release, seen=release.text_hash, by=by)


def signed(pair: Pair, part: str, text: Text) -> Text:
    """With both names, and no sign of who wrote it."""
    names = [person.name for person in in_turn(pair)]
    return {**text, "part": part, "signed_by": names, "unit": pair.partnership.unit.name}


@transaction.atomic
def turn(*, pair: Pair, id: UUID, part: str, seen: str, by: Viewer) -> Release:
    walk = moving.lock(Walk, by, pair, id)
    return two_key.turn(release=required(walk, part), seen=seen, by=by)


@transaction.atomic
def withdraw(*, pair: Pair, id: UUID, part: str, by: Viewer) -> None:
    """Either says no, by nobody's name, or takes what is out back from everyone's view."""
    walk = moving.lock(Walk, by, pair, id)
    required(walk, part)
    take_out(walk, part, by)


def required(walk: Walk, part: str) -> Release:
    release = queries.release_of(walk, part)
    if release is None:
        raise two_key.AlreadyOut
    return release


def take_out(walk: Walk, part: str, by: Viewer) -> None:
    release = queries.release_of(walk, part)
    if release is None:
        return
    if release.state == ReleaseState.DRAFT:
        two_key.drop(release=release, by=by)
    elif release.state == ReleaseState.RELEASED:
        two_key.unpublish(release=release, by=by)
    space.rewrite(walk, by=by, text={}, **{part: None})
