"""A partner time from its plan to its end: said how we are, shortened, closed by ticking, moved or left out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import time_actions
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.meetings.actions import moving, rhythm
from colead.practice.meetings.models import Meeting, Point
from colead.practice.meetings.queries import partner_time
from colead.practice.meetings.queries.agenda import Agenda
from colead.promises import sealed, space, trail
from colead.rules import meetings as rules
from colead.rules.meetings import Kind, PointState
from colead.rules.retention import Kind as Kept


@dataclass(frozen=True)
class Ticks:
    """What the two take along: actions that are done, what becomes one, points talked about, lines of their own."""

    done: Collection[str] = ()
    take: Collection[str] = ()
    talked: Collection[str] = ()
    lines: Collection[str] = ()


@transaction.atomic
def say_us(*, pair: Pair, id: UUID, value: int, by: Viewer) -> None:
    """One tap, sealed at once; the second of the two opens both. Until then it can be tapped anew."""
    meeting = moving.lock(Meeting, by, pair, id)
    rules.MACHINE.next_state(space.read(meeting, by)["state"], "say_us")
    if meeting.round is None or value not in rules.US:
        raise Hidden
    standing = sealed.standing(meeting.round, by)
    if standing.is_revealed:
        raise sealed.NotOpen
    if standing.is_mine_sealed:
        sealed.unseal(round=meeting.round, by=by)
    sealed.save_draft(round=meeting.round, document={"us": value}, by=by)
    sealed.seal(round=meeting.round, by=by)


@transaction.atomic
def shorten(*, pair: Pair, id: UUID, is_short: bool, by: Viewer) -> Meeting:
    """Ten minutes rather than none; or back to the whole of it."""
    meeting = moving.lock(Meeting, by, pair, id)
    verb = "shorten" if is_short else "lengthen"
    whole = rhythm.minutes_of(meeting.kind, partner_time.cadence_of(by, pair))
    minutes = rules.SHORT_MINUTES if is_short else whole
    time_actions.resize(thing_id=meeting.pk, minutes=minutes)
    return moving.move(meeting, verb, by=by, says="planned_time", minutes=minutes)


@transaction.atomic
def hold(*, pair: Pair, id: UUID, ticks: Ticks, by: Viewer) -> Meeting:
    """They met. Ticks become joint actions; a point that nobody ticked waits for the next time, which is planned."""
    meeting = moving.lock_alone(Meeting, by, pair, id)
    verb = rules.verb_of_closing(meeting.minutes)
    rules.MACHINE.next_state(space.read(meeting, by)["state"], verb)
    tick_done(pair, ticks, by)
    take_along(pair, ticks, by)
    talk_about(pair, ticks, by)
    rhythm.end(meeting, verb, by)
    rhythm.forget_before(meeting, pair, by)
    next_after(meeting, pair, by, took_place=True)
    return meeting


def tick_done(pair: Pair, ticks: Ticks, by: Viewer) -> None:
    """What is ticked is done, and so is what points to a thing that is no longer open."""
    open_things = Agenda(by, pair).by_key
    for point, _text in partner_time.points(by, pair, PointState.ACTION):
        is_settled = point.about and f"{point.about}:{point.about_id}" not in open_things
        if str(point.pk) in ticks.done or is_settled:
            done(moving.lock(Point, by, pair, point.pk), "tick", by)


def done(point: Point, verb: str, by: Viewer) -> None:
    moving.move_point(point, verb, by=by, done_on=clock.today())


def take_along(pair: Pair, ticks: Ticks, by: Viewer) -> None:
    things = Agenda(by, pair).by_key
    taken = {f"{point.about}:{point.about_id}" for point, _text in partner_time.points(by, pair, PointState.ACTION)}
    raised = {str(point.pk): point for point, _text in partner_time.points(by, pair, PointState.RAISED)}
    new = [key for key in dict.fromkeys(ticks.take) if (key in things and key not in taken) or key in raised]
    lines = [line for line in ticks.lines if line]
    if not rules.may_take(partner_time.n_actions(by, pair), len(new) + len(lines)):
        raise Refused(_("Five joint actions are enough for two. Tick what is done, or take fewer along."))
    for key in new:
        if key in raised:
            moving.move_point(moving.lock(Point, by, pair, raised[key].pk), "take", by=by)
        else:
            write_point(pair, PointState.ACTION, "", by, about=things[key].about, about_id=things[key].id)
    for line in lines:
        write_point(pair, PointState.ACTION, line, by)


def write_point(
    pair: Pair, state: PointState, line: str, by: Viewer, *, about: str = "", about_id: UUID | None = None
) -> Point:
    return space.write(
        Point,
        space=pair.space,
        by=by,
        text={"line": line},
        retain_until=moving.last_day(Kept.PARTNER_MEETING),
        state=state.value,
        about=about,
        about_id=about_id,
    )


def talk_about(pair: Pair, ticks: Ticks, by: Viewer) -> None:
    """Only what the two say they talked about; what was taken along is no longer a point."""
    raised = [point for point, _text in partner_time.points(by, pair, PointState.RAISED)]
    for point in (point for point in raised if str(point.pk) in ticks.talked):
        done(moving.lock(Point, by, pair, point.pk), "talk", by)


def next_after(meeting: Meeting, pair: Pair, by: Viewer, *, took_place: bool) -> Meeting | None:
    opens = rules.whose_turn(meeting.opens, took_place=took_place)
    return rhythm.plan_next(pair, max(meeting.on_day, clock.today()), opens, by)


@transaction.atomic
def move(*, pair: Pair, id: UUID, on_day: date, starts_at: time | None, by: Viewer) -> Meeting:
    """To another day; who opens and what was raised goes along, and both read from where and by whom."""
    meeting = moving.lock_alone(Meeting, by, pair, id)
    minutes = meeting.minutes
    rhythm.end(meeting, "move", by)
    moved = rhythm.plan(pair, rhythm.Slot(on_day, Kind(meeting.kind), starts_at, minutes), meeting.opens, by)
    whence = {"moved_from": meeting.on_day, "moved_from_hour": meeting.starts_at, "moved_by": by.person}
    space.rewrite(moved, by=by, text={}, **whence)
    return moved


@transaction.atomic
def skip(*, pair: Pair, id: UUID, by: Viewer) -> Meeting:
    """Left out. Nobody is asked why, and nothing counts it."""
    meeting = moving.lock_alone(Meeting, by, pair, id)
    rhythm.end(meeting, "skip", by)
    rhythm.forget_before(meeting, pair, by)
    next_after(meeting, pair, by, took_place=False)
    return meeting


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, by: Viewer) -> Meeting:
    """Closed or left out by a tap too many: it stands as it was, and what was planned after it goes.

    What was ticked stays ticked, and a number that went unseen is not there again.
    """
    meeting = moving.lock_alone(Meeting, by, pair, id)
    text = space.read(meeting, by)
    rules.MACHINE.next_state(text["state"], "take_back")
    if text["closed_on"] != clock.today().isoformat():
        raise Refused(_("The day on which you said so is over. It stands as it is."))
    if partner_time.latest(by, pair) != meeting:
        raise Hidden
    for following in partner_time.planned_after(by, pair, meeting):
        rhythm.unplan(moving.lock(Meeting, by, pair, following.pk), by)
    standing = rhythm.stand_again(meeting, pair, by)
    time_actions.revive(space=pair.space, thing_id=standing.pk, minutes=standing.minutes)
    return standing


@transaction.atomic
def raise_point(*, pair: Pair, line: str, by: Viewer) -> Point:
    point = write_point(pair, PointState.RAISED, line, by)
    trail.record(verb="raised_point", subject=point, by=by, space=pair.space)
    return point


@transaction.atomic
def tick(*, pair: Pair, id: UUID, by: Viewer) -> Point:
    """One joint action is done; either says so."""
    point = moving.lock(Point, by, pair, id)
    done(point, "tick", by)
    trail.record(verb="ticked_action", subject=point, by=by, space=pair.space)
    return point


@transaction.atomic
def remove_point(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """Either takes a point or an action off; nobody keeps a list of what was not done."""
    moving.remove(Point, moving.lock(Point, by, pair, id), by)
