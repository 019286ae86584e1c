"""One's own notes before a talk: kept while they are written, gone when they are let go, never sent."""

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.models import Prep, Words
from colead.promises import holds, space
from colead.rules import retention


@transaction.atomic
def keep(*, pair: Pair, text: Words, by: Viewer) -> Prep:
    """One sheet for this partner. Its ninety days count from its first word, however often it is written over.

    It leaves no trail, not even in one's own chain: that somebody prepared for a hard talk is nobody's to know.
    """
    own = space.own(by.person)
    space.locked_for(by, own)
    prep = queries.prep_of(by, pair)
    if prep is not None:
        locked: Prep = Prep.door.fetch(by, prep.pk, lock=True)
        space.rewrite(locked, by=by, text=text)
        return locked
    clear_spent(pair, by)
    until = retention.retain_until(retention.Kind.CONFLICT_PREPARATION, clock.today())
    return space.write(Prep, space=own, by=by, text=text, retain_until=until, meant_for=pair.space)


def clear_spent(pair: Pair, by: Viewer) -> None:
    """A sheet past its day that the sweep has not yet taken stands in the way of a new one."""
    rows = Prep.door.visible_to(by).select_for_update(of=("self",))
    for old in rows.filter(author_id=by.person_id, meant_for=pair.space):
        space.rewrite(old, by=by, text={}, meant_for=None)


@transaction.atomic
def let_go(*, pair: Pair, by: Viewer) -> None:
    """Gone at once; under a legal hold it only leaves the screen, and the retention clock takes it later."""
    prep = queries.prep_of(by, pair)
    if prep is None:
        return
    locked: Prep = Prep.door.fetch(by, prep.pk, lock=True)
    gone, _each = holds.without_held(Prep.door.visible_to(by).filter(pk=locked.pk)).delete()
    if not gone:
        space.rewrite(locked, by=by, text={}, meant_for=None, retain_until=clock.today())
