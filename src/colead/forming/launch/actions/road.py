"""Walking the road: later, done, a talk booked and held, days in the other's world, ticks, the weekly line."""

from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from colead.forming.launch import queries
from colead.forming.launch.actions import reminding
from colead.forming.launch.look import Look
from colead.forming.launch.models import (
    Help,
    HelpWish,
    LaunchPause,
    LaunchTick,
    Milestone,
    Shadow,
    StepMark,
    Talk,
    TalkKey,
)
from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.promises import space, trail
from colead.rules import launch, retention
from colead.rules.launch import Step, StepState

LATER: Final = timedelta(days=7)
Told = TypeVar("Told", LaunchTick, HelpWish)


@transaction.atomic
def mark(*, pair: Pair, step: str, verb: str, by: Viewer) -> StepMark:
    """Done by hand, or later: a step that was set aside comes back by itself after a week."""
    space.locked_for(by, pair.space)
    known = Step(step)
    state = launch.MACHINE.next_state(Look(by, pair).states[known], verb)
    until = clock.today() + LATER if state == StepState.SET_ASIDE else None
    found = queries.mark_of(by, pair, known)
    if found is None:
        found = space.write(
            StepMark, space=pair.space, by=by, text={}, step=known.value, state=state.value, put_off_until=until
        )
    else:
        locked: StepMark = StepMark.door.fetch(by, found.pk, lock=True)
        space.rewrite(locked, by=by, text={}, state=state.value, put_off_until=until)
        found = locked
    trail.record(verb="marked_step", subject=found, by=by, space=pair.space, facts={"step": step, "state": state.value})
    rest_when_done(pair, by)
    return found


def rest_when_done(pair: Pair, by: Viewer) -> None:
    """Nothing left on the road: the weekly line stops by itself."""
    if all(state is StepState.DONE for state in Look(by, pair).states.values()):
        pause(pair=pair, by=by)


@transaction.atomic
def plan_talk(*, pair: Pair, key: str, planned_at: datetime, by: Viewer) -> Talk:
    talk = find_or_begin_talk(pair, key, by)
    space.rewrite(talk, by=by, text={}, planned_at=planned_at)
    trail.record(verb="planned_talk", subject=talk, by=by, space=pair.space, facts={"key": key})
    return talk


@transaction.atomic
def keep_notes(*, pair: Pair, key: str, text: dict[str, Any], by: Viewer) -> Talk:
    """The lines the two keep of a talk; whoever writes last writes for both, and both see them."""
    talk = find_or_begin_talk(pair, key, by)
    space.rewrite(talk, by=by, text=text)
    trail.record(verb="kept_notes", subject=talk, by=by, space=pair.space, facts={"key": key})
    return talk


@transaction.atomic
def hold_talk(*, pair: Pair, key: str, by: Viewer) -> Talk:
    """'We have talked': that is enough to close it."""
    talk = find_or_begin_talk(pair, key, by)
    if talk.talked_on is None:
        space.rewrite(talk, by=by, text={}, talked_on=clock.today())
        trail.record(verb=queries.HELD_TALK, subject=talk, by=by, space=pair.space, facts={"key": key})
        rest_when_done(pair, by)
    return talk


def find_or_begin_talk(pair: Pair, key: str, by: Viewer) -> Talk:
    space.locked_for(by, pair.space)
    if key not in TalkKey.values:
        raise Hidden
    found = queries.talk_of(by, pair, key)
    if found is not None:
        locked: Talk = Talk.door.fetch(by, found.pk, lock=True)
        return locked
    until = retention.retain_until(retention.Kind.LAUNCH_NOTE, clock.today())
    return space.write(Talk, space=pair.space, by=by, text={}, retain_until=until, key=key)


@transaction.atomic
def plan_day(*, pair: Pair, on: date, by: Viewer) -> Shadow:
    """The viewer chooses the day to spend in the partner's world."""
    day = find_or_begin_day(pair, by)
    space.rewrite(day, by=by, text={}, planned_on=on)
    trail.record(verb="planned_day", subject=day, by=by, space=pair.space)
    return day


@transaction.atomic
def tell_of_day(*, pair: Pair, text: dict[str, Any], by: Viewer) -> Shadow:
    """What the viewer learned there; it also says that the day was held."""
    day = find_or_begin_day(pair, by)
    space.rewrite(day, by=by, text=text, held_on=day.held_on or clock.today())
    trail.record(verb=queries.TOLD_OF_DAY, subject=day, by=by, space=pair.space)
    return day


def find_or_begin_day(pair: Pair, by: Viewer) -> Shadow:
    space.locked_for(by, pair.space)
    found = queries.shadows(by, pair).filter(visitor_id=by.person_id).first()
    if found is not None:
        locked: Shadow = Shadow.door.fetch(by, found.pk, lock=True)
        return locked
    until = retention.retain_until(retention.Kind.LAUNCH_NOTE, clock.today())
    return space.write(Shadow, space=pair.space, by=by, text={}, retain_until=until, visitor=by.person)


@transaction.atomic
def tick(*, pair: Pair, milestone: str, by: Viewer, on: date | None = None) -> LaunchTick:
    """Tells the programme office one milestone and the day the pair gives it."""
    if milestone not in Milestone.values:
        raise Hidden
    space.locked_for(by, pair.space)
    defaults = {"ticked_on": on or clock.today()}
    row, is_new = LaunchTick.objects.get_or_create(space=pair.space, milestone=milestone, defaults=defaults)
    if is_new:
        trail.record(verb="ticked", subject=row, by=by, space=pair.space, facts={"milestone": milestone})
    return row


@transaction.atomic
def untick(*, pair: Pair, milestone: str, by: Viewer) -> None:
    unsay(LaunchTick, "unticked", {"milestone": milestone}, pair=pair, by=by).delete()


@transaction.atomic
def wish(*, pair: Pair, kind: str, by: Viewer) -> HelpWish:
    """Asks the other, or says yes to the other's asking; from then on it is the pair's, and the office sees it."""
    if kind not in Help.values:
        raise Hidden
    space.locked_for(by, pair.space)
    if pair.partner is None:
        raise Refused(_("The other seat is empty. A wish takes both of you, so this waits for a partner."))
    row, is_new = HelpWish.objects.get_or_create(space=pair.space, kind=kind, defaults={"asked_by": by.person})
    if is_new:
        trail.record(verb="wished", subject=row, by=by, space=pair.space, facts={"kind": kind})
        reminding.that_a_wish_waits(row, pair)
    elif row.asked_by_id not in (None, by.person_id):
        row.asked_by, row.wished_on = None, clock.today()
        row.save(update_fields=["asked_by", "wished_on"])
        trail.record(verb="agreed_to_wish", subject=row, by=by, space=pair.space, facts={"kind": kind})
        reminding.take_back_that_a_wish_waits(row)
    return row


@transaction.atomic
def unwish(*, pair: Pair, kind: str, by: Viewer) -> None:
    """Either takes it back, for both: what was asked, and what both had wished for."""
    row = unsay(HelpWish, "unwished", {"kind": kind}, pair=pair, by=by)
    reminding.take_back_that_a_wish_waits(row)
    row.delete()


def unsay(model: type[Told], verb: str, what: dict[str, str], *, pair: Pair, by: Viewer) -> Told:
    space.locked_for(by, pair.space)
    row = model._default_manager.filter(space=pair.space, **what).first()
    if row is None:
        raise Hidden
    trail.record(verb=verb, subject=row, by=by, space=pair.space, facts=what)
    return row


@transaction.atomic
def pause(*, pair: Pair, by: Viewer) -> None:
    """No weekly line about the road, for both alike."""
    space.locked_for(by, pair.space)
    row, is_new = LaunchPause.objects.get_or_create(space=pair.space)
    reminding.none_of_the_next_step(pair.partnership.pk)
    if is_new:
        trail.record(verb="paused_road", subject=row, by=by, space=pair.space)


@transaction.atomic
def resume(*, pair: Pair, by: Viewer) -> None:
    space.locked_for(by, pair.space)
    row = LaunchPause.objects.filter(space=pair.space).first()
    if row is not None:
        trail.record(verb="resumed_road", subject=row, by=by, space=pair.space)
        row.delete()
