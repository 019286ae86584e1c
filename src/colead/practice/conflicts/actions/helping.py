"""'I would like help', by one partner alone: the helper learns who asks, and nothing else there is to learn."""

from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import reminding
from colead.practice.conflicts.models import Call
from colead.promises import grants, holds, space
from colead.rules import retention

SAYS = "asks for a conversation"


@transaction.atomic
def call(*, pair: Pair, helper: Person, by: Viewer) -> Call:
    """Asks one helper. The call lies in one's own space and knows no pair; the pair only says whom one may ask."""
    if helper not in queries.helpers(pair):
        raise Hidden
    own = space.own(by.person)
    space.locked_for(by, own)
    standing = queries.calls_of(by).filter(helper=helper).first()
    if standing is not None:
        return standing
    clear_spent(helper, by)
    until = retention.retain_until(retention.Kind.HELP_CALL, clock.today()) or clock.today()
    made = space.write(Call, space=own, by=by, text={"says": SAYS}, retain_until=until, helper=helper)
    grants.offer(item=made, reader=helper, until=until, by=by)
    reminding.of_a_call(made)
    return made


def clear_spent(helper: Person, by: Viewer) -> None:
    holds.without_held(Call.door.visible_to(by).filter(author_id=by.person_id, helper=helper)).delete()


@transaction.atomic
def take_back(*, id: UUID, by: Viewer) -> None:
    """At once, and before the mail if it has not gone."""
    found = queries.call_of(by, id)
    reminding.not_of_a_call(found)
    for grant in grants.on_item(found, by):
        grants.revoke(grant=grant, by=by)
    gone, _each = holds.without_held(Call.door.visible_to(by).filter(pk=found.pk)).delete()
    if not gone:
        space.rewrite(found, by=by, text={}, retain_until=clock.today())
