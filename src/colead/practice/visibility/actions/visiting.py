"""Sitting in with another dyad for an hour: asked by either guest, answered by either host."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.visibility import queries, released
from colead.practice.visibility.actions import reminding
from colead.practice.visibility.models import Visit
from colead.promises import space, trail
from colead.rules import visibility as rules
from colead.rules.visibility import VisitState


@transaction.atomic
def ask(*, pair: Pair, host_id: UUID, on_day: date, by: Viewer) -> Visit:
    """Only a dyad whose page is out can be asked, and each once at a time. No reason is given or kept."""
    present = space.locked_for(by, pair.space)
    one = released.get(by, host_id)
    if not one.is_whole or one.dyad.pk == pair.partnership.pk:
        raise Hidden
    asked = Visit.objects.filter(guest_space=present, host_space=one.dyad.space, state__in=queries.OPEN_VISITS)
    if asked.exists():
        raise Refused(_("You have asked these two already. Nothing was changed."))
    visit = Visit.objects.create(
        host=one.dyad,
        guest=pair.partnership,
        host_space_id=one.release.space_id,
        guest_space=present,
        on_day=on_day,
        state=rules.VISIT.start.value,
    )
    trail.record(verb="asked_visit", subject=visit, by=by, space=present)
    reminding.of_visit(visit, [seat.person for seat in one.seats])
    return visit


@transaction.atomic
def move(*, pair: Pair, id: UUID, verb: str, by: Viewer) -> Visit:
    """A yes, a no without a reason, a step back, or that it took place."""
    present = space.hold_open(by, pair.space)
    visit = queries.get_visit(by, pair, id, lock=True)
    allowed = rules.BY_HOSTS if visit.host_space_id == present.pk else rules.BY_GUESTS
    if verb not in allowed:
        raise Hidden
    visit.state = rules.VISIT.next_state(visit.state, verb).value
    visit.save(update_fields=["state"])
    trail.record(verb="answered_visit", subject=visit, by=by, space=present)
    if visit.state != VisitState.ASKED:
        reminding.not_of_visit(visit.pk)
    return visit
