"""Who belongs to spaces into which nobody looks: for the keeper's round, which ends a belonging and opens nothing."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from colead.people.models import Person
from colead.promises import space
from colead.promises.models import Membership, Space, SpaceItem


class Belonging(NamedTuple):
    space_id: UUID
    person: Person
    of: UUID


def beside(model: type[SpaceItem], column: str) -> list[Belonging]:
    """Whoever belongs to the space of such an item and not to the space that a column of it names."""
    named = dict(model._door_for_keeper().values_list("space_id", column))
    rows = Membership.objects.filter(space__in=list(named), ended_at=None).select_related("person").order_by("pk")
    others = Membership.objects.filter(space__in=set(named.values()), ended_at=None)
    known = set(others.values_list("space_id", "person_id"))
    found = [Belonging(row.space_id, row.person, named[row.space_id]) for row in rows]
    return [one for one in found if (one.of, one.person.pk) not in known]


@transaction.atomic
def end(one: Belonging) -> None:
    """Membership and keys, by nobody's hand."""
    space.let_out(space=Space(pk=one.space_id), person=one.person, by=None)
