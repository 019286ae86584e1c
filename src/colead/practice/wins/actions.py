"""Give an appreciation; remove one that was received."""

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.wins.models import Appreciation
from colead.promises import holds, space, trail
from colead.rules import retention


@transaction.atomic
def appreciate(*, pair: Pair, line: str, by: Viewer) -> Appreciation:
    """One line to the partner. Nothing is sent: they find it when they next look."""
    if pair.partner is None:
        raise Hidden
    given = space.write(
        Appreciation,
        space=pair.space,
        by=by,
        text={"line": line},
        retain_until=retention.retain_until(retention.Kind.APPRECIATION, clock.today()),
        receiver=pair.partner,
    )
    trail.record(verb="appreciated", subject=given, by=by, space=pair.space)
    return given


@transaction.atomic
def remove(*, appreciation: Appreciation, by: Viewer) -> None:
    """Gone at once; under a legal hold it only leaves the screen."""
    locked: Appreciation = Appreciation.door.fetch(by, appreciation.pk, lock=True)
    if locked.receiver_id != by.person_id:
        raise Hidden
    trail.record(verb="removed", subject=locked, by=by, space=locked.space)
    gone, _each = holds.without_held(Appreciation.door.visible_to(by).filter(pk=locked.pk)).delete()
    if not gone:
        space.rewrite(locked, by=by, text={}, is_removed=True, retain_until=clock.today())
