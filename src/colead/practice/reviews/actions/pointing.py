"""Pointing at something that lies in another system, and looking it over: whose it is, and who must step back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.reviews import queries
from colead.practice.reviews.actions import marking, moving, recusing
from colead.practice.reviews.models import Case
from colead.practice.reviews.queries import Desk
from colead.promises import space
from colead.promises.models import Space
from colead.promises.models.spaces import SpaceKind
from colead.promises.retention import removable
from colead.rules import reviews as rules
from colead.rules.reviews import Kind, Screen
from colead.units.models import Unit


class AlreadyPointed(Refused):
    """The same number of the same system stands beside this pair, and the one who asks belongs to it."""


@dataclass(frozen=True)
class Pointer:
    """All that is ever taken of what happened."""

    number: str
    kind: str
    system: str
    unit: Unit
    happened_on: date
    due_on: date | None = None


def columns_of(beside: Space, pointer: Pointer, *, whose: UUID | None = None) -> dict[str, Any]:
    """What stands in the open of a new case: before both, or of one alone until it is looked over."""
    return {
        "retain_until": moving.last_day_open(),
        "kind": Kind(pointer.kind).value,
        "state": rules.MACHINE.start.value,
        "beside": beside,
        "unit": pointer.unit,
        "mark": marking.mark_of(beside.pk, pointer.system, pointer.number, whose=whose),
        "happened_on": pointer.happened_on,
        "due_on": pointer.due_on,
    }


@transaction.atomic
def point(*, pair: Pair, pointer: Pointer, by: Viewer) -> Case:
    """Opens a space of its own for the case. Until it is looked over, only who pointed belongs to it.

    What others see to stands in nobody's way: who stepped back points at it as at anything else, and is told nothing.
    """
    beside = space.hold_open(by, pair.space)
    if lies_before(by, beside, pointer):
        raise known_already()
    text = {"number": pointer.number, "system": pointer.system}
    try:
        with transaction.atomic():
            own = space.open_for(kind=SpaceKind.CASE, people=[by.person], by=by)
            return space.write(Case, space=own, by=by, text=text, **columns_of(beside, pointer, whose=by.person_id))
    except IntegrityError:  # the same tap, sent twice at once
        raise known_already() from None


def lies_before(by: Viewer, beside: Space, pointer: Pointer) -> bool:
    """Open, and among what this one belongs to."""
    marks = [marking.mark_of(beside.pk, pointer.system, pointer.number, whose=whose) for whose in (None, by.person_id)]
    rows = Case.door.visible_to(by).filter(beside=beside, mark__in=marks)
    return bool(rows.filter(state__in=[state.value for state in rules.OPEN]).exists())


def known_already() -> AlreadyPointed:
    return AlreadyPointed(_("This number is already looked after. You find it in your list."))


@transaction.atomic
def point_all(*, pair: Pair, pointers: Sequence[Pointer], by: Viewer) -> tuple[int, int]:
    """A whole list or nothing; what was pointed at before is left as it is. Says how many are new, how many known."""
    known = 0
    for pointer in pointers:
        try:
            point(pair=pair, pointer=pointer, by=by)
        except AlreadyPointed:
            known += 1
    return len(pointers) - known, known


@transaction.atomic
def look_over(*, partnership_id: UUID, id: UUID, answer: str, lead: str = "", by: Viewer) -> Case | None:
    """The fixed list. Nothing but the way it goes is kept of the answer; None when the viewer is no longer in it.

    What one alone pointed at goes where the same number lies before that one already: it is looked over there.
    """
    desk = moving.lock(by, partnership_id, id)
    said = Screen(answer)
    moving.require(desk.case, "screen_in")
    if said is Screen.MANDATORY:
        return moving.end(desk, "screen_out")
    twin = queries.twin_of(desk) if desk.is_own else None
    if twin is not None:
        remove(desk)
        return twin
    marking.lay_before_both(desk)
    if said is Screen.PARTNER_WAS_INVOLVED:
        recusing.step_back(desk, who=recusing.required_partner(recusing.required_pair(desk)).pk)
        return begin(recusing.anew(desk), str(by.person_id))
    recusing.let_partner_in(desk)
    if said is Screen.I_WAS_INVOLVED:
        recusing.step_back(desk, who=by.person_id)
        return None
    return begin(recusing.anew(desk), lead)


def begin(desk: Desk, lead: str) -> Case:
    """Whose it is now; a complaint or a concern is followed at once, an event looks to people first."""
    looking_on = desk.to_look_on
    for person in looking_on:
        space.let_in(space=desk.case.space, person=person, by=desk.viewer, reads_earlier=True)
    invited = " ".join(str(person.pk) for person in looking_on)
    moving.move(desk, "screen_in", text={"lead": lead_of(desk, lead), "invited": invited})
    if desk.case.kind not in rules.EVENTS | rules.MESSAGES:
        moving.move(desk, "follow")
    return desk.case


def lead_of(desk: Desk, lead: str) -> str:
    known = {str(person.pk) for person in desk.hands} | {rules.LEAD_BOTH}
    if lead not in known:
        raise Hidden
    return lead


@transaction.atomic
def hand_over(*, partnership_id: UUID, id: UUID, lead: str, by: Viewer) -> Case:
    """One tap, any time; either may take it or give it."""
    desk = moving.lock(by, partnership_id, id)
    return moving.move(desk, "hand_over", text={"lead": lead_of(desk, lead)})


@transaction.atomic
def take_away(*, partnership_id: UUID, id: UUID, by: Viewer) -> None:
    """A slip, by the one who set it and before it was looked over; under a hold it only goes unseen."""
    desk = moving.lock(by, partnership_id, id)
    if not desk.is_own:
        raise Hidden
    remove(desk)


def remove(desk: Desk) -> None:
    by = desk.viewer
    moving.note(by, desk.case.space)
    gone, _each = removable(Case.door.visible_to(by).filter(pk=desk.case.pk)).delete()
    if not gone:
        moving.end(desk, "screen_out")
    else:
        space.close(space=desk.case.space, by=by)
