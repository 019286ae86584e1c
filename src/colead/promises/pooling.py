"""States of private rows, for pooled numbers alone: no word of them is opened, and no caller sees whose they are.

The one reader who asks without belonging. A contract lets only modules named `pooled` call it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from colead.promises.models import Membership, SpaceItem
from colead.promises.models.spaces import SpaceKind

StateRow = tuple[UUID, frozenset[UUID], dict[str, Any]]


class NotAState(ValueError):
    """Words are never pooled."""


def states(model: type[SpaceItem], *names: str, **where: Any) -> Iterator[StateRow]:
    """Of each row of a pair: the space, the two for whom it was opened, and the named plain fields."""
    for name in names:
        if model.PRIVACY.get(name, "sealed") in {"sealed", "C0", "C1s"}:
            raise NotAState(name)
    people = people_of_pairs()
    rows = model._door_for_keeper().filter(space__kind=SpaceKind.PAIR, **where)
    for row in rows.order_by("created_at", "pk").values("space_id", *names):
        space_id = row.pop("space_id")
        yield space_id, people[space_id], row


def people_of_pairs() -> dict[UUID, frozenset[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(space__kind=SpaceKind.PAIR)
    for space_id, person_id in rows.values_list("space_id", "person_id"):
        found[space_id].add(person_id)
    return {space_id: frozenset(ids) for space_id, ids in found.items()}
