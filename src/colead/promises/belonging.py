"""Who belongs to spaces into which nobody looks: for the keeper's round, which ends a belonging and opens nothing."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from colead.foundation import clock
from colead.people.models import Person
from colead.promises import space, trail, vault
from colead.promises.models import Key, Membership, Release, Space, SpaceItem, SpaceKey
from colead.promises.models.releases import ReleaseState
from colead.rules.retention import let_go_until

Item = TypeVar("Item", bound=SpaceItem)


class Belonging(NamedTuple):
    space_id: UUID
    person: Person
    of: UUID
    item_id: UUID


def beside(model: type[SpaceItem], column: str) -> list[Belonging]:
    """Whoever belongs to the space of such an item and not to the space that a column of it names."""
    items = model._door_for_keeper().values_list("space_id", column, "pk")
    named = {space_id: (of, item_id) for space_id, of, item_id in items}
    rows = Membership.objects.filter(space__in=list(named), ended_at=None).select_related("person").order_by("pk")
    others = Membership.objects.filter(space__in={of for of, _item_id in named.values()}, ended_at=None)
    known = set(others.values_list("space_id", "person_id"))
    found = [Belonging(row.space_id, row.person, *named[row.space_id]) for row in rows]
    return [one for one in found if (one.of, one.person.pk) not in known]


def known_beside(model: type[SpaceItem], column: str, of: Space, person: Person) -> list[UUID]:
    """The ids of such items that name this space and to which this person belongs."""
    theirs = Membership.objects.filter(person=person, ended_at=None).values("space")
    return list(model._door_for_keeper().filter(**{column: of}, space__in=theirs).values_list("pk", flat=True))


def left_by_all(model: type[Item], column: str, of: Space) -> Sequence[Item]:
    """Such items in open spaces that name this one, and to which nobody of it belongs any more; sealed as they are."""
    rows = model._door_for_keeper().filter(**{column: of}, space__closed_at=None).select_related("space")
    theirs = Membership.objects.filter(space=of, ended_at=None).values("person")
    kept = Membership.objects.filter(space__in=rows.values("space"), ended_at=None, person__in=theirs)
    return list(rows.exclude(space__in=kept.values("space")).defer("ciphertext").order_by("pk"))


def left_by(model: type[Item], column: str, of: Space, person: Person) -> Sequence[Item]:
    """Such items to which this person does not belong; `has_belonged` says whether that was ever so."""
    rows = model._door_for_keeper().filter(**{column: of}, space__closed_at=None).select_related("space")
    theirs = Membership.objects.filter(person=person)
    without = rows.exclude(space__in=theirs.filter(ended_at=None).values("space"))
    told = without.annotate(has_belonged=Exists(theirs.filter(space=OuterRef("space"))))
    return list(told.defer("ciphertext").order_by("pk"))


@transaction.atomic
def pass_on(of: Space, person: Person) -> bool:
    """By nobody's hand, with the keys as whoever still belongs to it holds them; says whether it was done."""
    locked = Space.objects.select_for_update().get(pk=of.pk)
    held = SpaceKey.objects.filter(space=locked, person__in=space.who_can_open(locked)).order_by("person_id", "version")
    keys = {row.version: row.person_id for row in held}
    if not keys or Membership.objects.filter(space=locked, person=person, ended_at=None).exists():
        return False
    Membership.objects.create(space=locked, person=person)
    for version, holder_id in keys.items():
        vault.give_key(locked, person.pk, vault.key_held_by(holder_id, locked.pk, version), version)
    space.people_changed(locked, None)
    trail.record(verb="let_in", subject=person, by=None, space=locked)
    return True


@transaction.atomic
def end(one: Belonging, *, is_last_kept: bool = False) -> None:
    """Membership and keys, by nobody's hand; words that wait for this one's key wait no longer."""
    locked = Space.objects.select_for_update().get(pk=one.space_id)
    if is_last_kept and locked.closed_at is None and set(space.who_can_open(locked)) <= {one.person.pk}:
        return
    space.let_out(space=locked, person=one.person, by=None)
    drop_drafts(locked, one.person)


def drop_drafts(locked: Space, person: Person) -> None:
    waiting = Key.door._unguarded().filter(person=person, release__space=locked).values("release")
    drafts = Release.door._unguarded().select_for_update(of=("self",)).filter(pk__in=waiting)
    for draft in drafts.filter(state=ReleaseState.DRAFT):
        Key.door._unguarded().filter(release=draft).update(turned_on="", turned_at=None, method="")
        draft.state, draft.retain_until = ReleaseState.DROPPED, let_go_until(clock.today(), draft.retain_until)
        draft.save(update_fields=["state", "retain_until"])
        trail.record(verb="dropped", subject=draft, by=None, space=locked)
