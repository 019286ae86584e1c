"""The retention clock: what has reached its day goes, unless a hold stands on it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import ProtectedError, Q, QuerySet, RestrictedError

from colead.promises import grants, holds, sealed, two_key, vault
from colead.promises.models import Release, Round, SpaceItem
from colead.promises.models.releases import ReleaseState
from colead.promises.models.rounds import RoundState


def kinds() -> Iterator[type[SpaceItem]]:
    """Every kind of private item in the product, found from the models themselves."""
    return (model for model in apps.get_models() if issubclass(model, SpaceItem))


def sweep(*, on: date) -> int:
    """Deletes every item whose day has come, and the words of rounds and releases; says how many went.

    A kind is swept in its own transaction. What another item still stands on loses its words now and its row later.
    """
    gone = sum(sweep_words(model, on) for model in kinds())
    while any([sweep_rows(model, on) for model in kinds()]):
        continue
    for round in holds.without_held(past(Round, on).exclude(state=RoundState.FORGOTTEN)):
        sealed.forget(round)
        gone += 1
    for release in holds.without_held(past(Release, on).exclude(state=ReleaseState.FORGOTTEN)):
        two_key.forget(release)
        gone += 1
    grants.clear_spent(on=on)
    return gone


def past(model: Any, on: date) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.door._unguarded().filter(retain_until__lt=on)
    return rows.defer("ciphertext") if model is Release else rows


def due(model: type[SpaceItem], on: date) -> "QuerySet[Any]":
    return holds.without_held(model._door_for_keeper().filter(retain_until__lt=on))


def sweep_words(model: type[SpaceItem], on: date) -> int:
    """The words go first, so that nothing that stands on a row keeps them a day longer."""
    return due(model, on).exclude(key_version=vault.FORGOTTEN).update(ciphertext=b"", key_version=vault.FORGOTTEN)


def sweep_rows(model: type[SpaceItem], on: date) -> int:
    """The rows that nothing stands on; says whether a row went."""
    rows = due(model, on)
    for others in cascading_items(model):
        rows = rows.exclude(pk__in=others)
    try:
        with transaction.atomic():
            return rows.delete()[0]
    except (ProtectedError, RestrictedError):
        return sum(delete_alone(model, id) for id in rows.values_list("pk", flat=True))


def delete_alone(model: type[SpaceItem], id: Any) -> int:
    try:
        with transaction.atomic():
            return model._door_for_keeper().filter(pk=id).delete()[0]
    except (ProtectedError, RestrictedError):
        return 0


def removable(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """What somebody may remove now: neither it nor what it would take along stands under a hold."""
    free = holds.without_held(rows)
    for others in cascading_items(rows.model, holds.is_held()):
        free = free.exclude(pk__in=others)
    return free


def cascading_items(model: type[SpaceItem], which: Q | None = None) -> Iterator["QuerySet[Any]"]:
    """Items of this kind whose deletion would take other private items along, before their day or under a hold."""
    for relation in model._meta.get_fields(include_hidden=True):  # a relation without a name back is one too
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.CASCADE:
            other, name = relation.related_model, relation.field.attname
            if isinstance(other, type) and issubclass(other, SpaceItem):
                yield other._door_for_keeper().filter(which or Q(), **{f"{name}__isnull": False}).values(name)


def scrub() -> None:
    """After a sweep: what was deleted leaves the files too. Inside a transaction nothing has left them yet.

    SQLite overwrites deleted pages (`secure_delete`) and empties its journal here; PostgreSQL gives dead rows back.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")
