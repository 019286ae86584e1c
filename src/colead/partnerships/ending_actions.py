"""The end of a seat: its day is told ahead, can be taken back until then, and is carried out by the worker."""

import logging
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock, notices
from colead.foundation.viewer import Viewer
from colead.partnerships import sitting
from colead.partnerships.actions import Refused, close_seat, locked_for_keeper, locked_seat
from colead.partnerships.models import Partnership, Seat
from colead.promises import presence, trail
from colead.rules.partnerships import earliest_end

logger = logging.getLogger(__name__)


@transaction.atomic
def set_end(*, partnership: Partnership, side: str, on: date, by: Viewer) -> Seat:
    """The seat ends on that day. Until then nothing changes, so that each can take their words along."""
    locked = locked_for_keeper(by, partnership.pk)
    seat = locked_seat(locked, side)
    if seat.ends_on is not None:
        raise Refused(_("This seat has a last day already. Keep the seat first, to choose another day."))
    if on < earliest_end(clock.today()):
        raise Refused(_("Nothing was changed. The two need at least a week, to take their words along."))
    return write_end(locked, seat, on, "set_end_of_seat", by)


@transaction.atomic
def keep_seat(*, partnership: Partnership, side: str, by: Viewer) -> Seat:
    """The end is taken back, while its day has not come."""
    locked = locked_for_keeper(by, partnership.pk)
    seat = locked_seat(locked, side)
    if seat.ends_on is None:
        return seat
    if sitting.is_over(seat.ends_on, clock.today()):
        raise Refused(_("The last day of this seat has come. Nothing was changed."))
    return write_end(locked, seat, None, "kept_seat", by)


def write_end(locked: Partnership, seat: Seat, on: date | None, verb: str, by: Viewer) -> Seat:
    """Writes the day, in the chain of the site and in that of the pair, and tells both at once."""
    seat.ends_on = on
    seat.save(update_fields=["ends_on"])
    facts = {"side": seat.side, "on": on.isoformat()} if on else {"side": seat.side}
    if locked.space is not None:
        trail.record(verb=verb, subject=seat, by=by, space=locked.space, facts=facts)
    entry = trail.record(verb=verb, subject=seat, by=by, facts=facts)
    for person_id in Seat.objects.filter(partnership=locked, until_on=None).values_list("person_id", flat=True):
        notices.put(key=f"seat {entry.pk} {person_id}", person_id=person_id, sentence="partnership_changed")
    return seat


def end_due(*, on: date) -> int:
    """Ends each seat whose day has come, one by one; says how many. Asked again, it finds none.

    One that cannot be ended is tried again the next day, and keeps no other seat and no other work waiting.
    """
    due = sitting.seats_over(on).order_by("ends_on", "id")
    return sum(tried(*ids, on) for ids in list(due.values_list("pk", "partnership_id")))


def tried(seat_id: UUID, partnership_id: UUID, on: date) -> bool:
    try:
        return end_if_due(seat_id, partnership_id, on)
    except presence.StoreMissing:
        raise
    except Exception:
        logger.exception("Seat %s could not be ended", seat_id)
        return False


@transaction.atomic
def end_if_due(seat_id: UUID, partnership_id: UUID, on: date) -> bool:
    """Looks once more under the lock, since the office may just have taken it back."""
    locked = Partnership.objects.select_for_update().get(pk=partnership_id)
    seat = sitting.seats_over(on).select_for_update().filter(pk=seat_id).first()
    if seat is not None:
        close_seat(locked, seat, None)
    return seat is not None
