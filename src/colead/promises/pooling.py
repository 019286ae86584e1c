"""States of private rows, for pooled numbers alone: no word of them is opened, and no caller sees whose they are.

The one reader who asks without belonging. A contract lets only modules named `pooled` call it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Min

from colead.promises.models import Membership, Release, SpaceItem
from colead.promises.models.releases import ReleaseState
from colead.promises.models.spaces import SpaceKind

StateRow = tuple[UUID, frozenset[UUID], dict[str, Any]]


class NotAState(ValueError):
    """Words are never pooled."""


def states(model: type[SpaceItem], *names: str, **where: Any) -> Iterator[StateRow]:
    """Of each row of a pair: the space, the two for whom it was opened, and the named plain fields."""
    refuse_words(model, names)
    people = people_of_pairs()
    rows = model._door_for_keeper().filter(space__kind=SpaceKind.PAIR, **where)
    for row in rows.order_by("created_at", "pk").values("space_id", *names):
        space_id = row.pop("space_id")
        yield space_id, people[space_id], row


def states_beside(model: type[SpaceItem], *names: str, **where: Any) -> Iterator[StateRow]:
    """Of each row of a case that stands beside a pair: that pair's space and two, and the named plain fields."""
    refuse_words(model, names)
    people = people_of_pairs()
    kinds: dict[str, Any] = {"space__kind": SpaceKind.CASE, "beside__kind": SpaceKind.PAIR}
    rows = model._door_for_keeper().filter(**kinds, **where)
    for row in rows.order_by("created_at", "pk").values("beside_id", *names):
        beside_id = row.pop("beside_id")
        yield beside_id, people[beside_id], row


def refuse_words(model: type[SpaceItem], names: Iterable[str]) -> None:
    for name in names:
        if model.PRIVACY.get(name, "sealed") in {"sealed", "C0", "C1s"}:
            raise NotAState(name)


def signed_since(kind: str) -> dict[UUID, datetime]:
    """The pairs in which a text of this kind, signed by both, is in force, and when they first signed one."""
    rows = Release.door._unguarded().filter(space__kind=SpaceKind.PAIR, kind=kind, is_signed_kind=True)
    standing = rows.filter(state=ReleaseState.RELEASED).values("space_id")
    first = rows.filter(space__in=standing).values("space_id").annotate(first=Min("released_at"))
    return dict(first.values_list("space_id", "first"))


def people_of_pairs() -> dict[UUID, frozenset[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(space__kind=SpaceKind.PAIR)
    for space_id, person_id in rows.values_list("space_id", "person_id"):
        found[space_id].add(person_id)
    return {space_id: frozenset(ids) for space_id, ids in found.items()}
