"""The seat map: a tap for each table, a wish, the chair in turn; and the map that the sponsor reads, with two keys."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair, in_turn, readers_of
from colead.practice.meetings.actions import moving, reminding
from colead.practice.meetings.models import ChairTurn, Committee
from colead.practice.meetings.queries import seats as queries
from colead.promises import space, trail, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import seats as rules
from colead.rules.audiences import Audience
from colead.rules.retention import Kind as Kept

Text = dict[str, Any]


@transaction.atomic
def add(*, pair: Pair, name: str, level: str, mode: str, chair: str, by: Viewer) -> Committee:
    text = {"name": name, "chair": chair}
    row = space.write(Committee, space=pair.space, by=by, text=text, level=level, mode=mode)
    trail.record(verb="marked_seat", subject=row, by=by, space=pair.space)
    return row


@transaction.atomic
def mark(*, pair: Pair, id: UUID, mode: str, by: Viewer) -> Committee:
    """One tap. Where both sit nothing is wished for; where they do not, nobody takes the chair in turn."""
    row = moving.lock(Committee, by, pair, id)
    marked = rules.Mode(mode)
    is_wished = row.is_wished and rules.may_wish(marked)
    is_co_led = row.is_co_led and rules.may_alternate(marked, is_co_led=True)
    return change(row, by, mode=marked.value, is_wished=is_wished, is_co_led=is_co_led)


def change(row: Committee, by: Viewer, **fields: Any) -> Committee:
    space.rewrite(row, by=by, text={}, **fields)
    trail.record(verb="marked_seat", subject=row, by=by, space=row.space)
    return row


@transaction.atomic
def wish(*, pair: Pair, id: UUID, is_wished: bool, by: Viewer) -> Committee:
    row = moving.lock(Committee, by, pair, id)
    if is_wished and not rules.may_wish(row.mode):
        raise Refused(_("Both of you sit at this table already."))
    return change(row, by, is_wished=is_wished)


@transaction.atomic
def co_lead(*, pair: Pair, id: UUID, is_co_led: bool, by: Viewer) -> Committee:
    row = moving.lock(Committee, by, pair, id)
    if is_co_led and not rules.may_alternate(row.mode, is_co_led=True):
        raise Refused(_("The chair is taken in turn where both of you sit."))
    return change(row, by, is_co_led=is_co_led)


@transaction.atomic
def remove(*, pair: Pair, id: UUID, by: Viewer) -> None:
    moving.remove(Committee, moving.lock(Committee, by, pair, id), by)


@transaction.atomic
def chaired(*, pair: Pair, id: UUID, on_day: date, chaired_by: str, text: Text, by: Viewer) -> ChairTurn:
    """Who had the chair, and up to three lines after it."""
    row = moving.lock(Committee, by, pair, id)
    if not rules.may_alternate(row.mode, is_co_led=row.is_co_led):
        raise Refused(_("The chair is taken in turn where both of you sit and both lead."))
    turn = space.write(
        ChairTurn,
        space=row.space,
        by=by,
        text=text,
        retain_until=moving.last_day(Kept.PARTNER_MEETING, on_day),
        committee=row,
        on_day=on_day,
        chaired_by=chaired_by,
    )
    trail.record(verb="took_chair", subject=turn, by=by, space=row.space)
    return turn


@transaction.atomic
def propose_map(*, pair: Pair, by: Viewer) -> Release:
    """Puts the map as it stands before both, for their sponsor, and turns the key of who does."""
    present = space.locked_for(by, pair.space)
    if pair.partner is None:
        raise Refused(_("The other seat is empty. Nothing goes to your sponsor with one key."))
    rows = queries.text_of_map(by, pair)
    if not rows:
        raise Refused(_("There is no table on your map yet."))
    waiting, stands = queries.draft(by, pair), queries.out(by, pair)
    if waiting is not None:
        two_key.drop(release=waiting, by=by)
    names = [person.name for person in in_turn(pair)]
    release = two_key.propose(
        space=present,
        kind=queries.MAP,
        audience=Audience.SPONSOR,
        text={"tables": rows, "signed_by": names, "unit": pair.partnership.unit.name},
        by=by,
        supersedes=stands,
    )
    return two_key.turn(release=release, seen=release.text_hash, by=by)


@transaction.atomic
def turn_map(*, pair: Pair, seen: str, by: Viewer) -> Release:
    space.locked_for(by, pair.space)
    release = queries.draft(by, pair)
    if release is None:
        raise two_key.AlreadyOut
    done = two_key.turn(release=release, seen=seen, by=by)
    if done.state == ReleaseState.RELEASED:
        reminding.to_sponsors(done, [row.person for row in readers_of(pair.partnership)])
    return done


@transaction.atomic
def withdraw_map(*, pair: Pair, by: Viewer) -> None:
    """Either says no to the map that waits; without one that waits, the one that is out goes out of view."""
    space.hold_open(by, pair.space)
    waiting, stands = queries.draft(by, pair), queries.out(by, pair)
    if waiting is not None:
        two_key.drop(release=waiting, by=by)
    elif stands is not None:
        two_key.unpublish(release=stands, by=by)
    else:
        raise Hidden
