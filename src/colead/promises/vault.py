"""The vault: opens and closes documents with the keys of a space, held for a person.

Every path to a private word ends here. Keys live for one request on the viewer's keyring and nowhere else.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import QuerySet

from colead.foundation.models import Record
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Viewer
from colead.promises import ciphers, keystore
from colead.promises.ciphers import Document, Place, Unreadable
from colead.promises.models import Space, SpaceItem, SpaceKey

Keyring = dict[tuple[UUID, int], bytes]
LOOKED_AT: Final = 50
FORGOTTEN: Final = 0  # the key version of an item whose words are gone


def bound_to(space_id: UUID, person_id: UUID, version: int) -> bytes:
    return b"colead space key " + space_id.bytes + person_id.bytes + version.to_bytes(2, "big")


def give_key(space: Space, person_id: UUID, key: bytes, version: int | None = None) -> None:
    """Wraps the space's key, the present one if not said otherwise, for one member."""
    refuse_foreign_store()
    version = version or space.key_version
    wrapped = ciphers.wrap_key(key_of(person_id), key, bound_to(space.pk, person_id, version))
    SpaceKey.objects.create(space=space, person_id=person_id, version=version, wrapped=wrapped)


def key_of(person_id: UUID) -> bytes:
    """The person's key, made at their first space: another one beside it would split their words in two."""
    try:
        return keystore.unwrap(person_id)
    except keystore.KeyGone:
        if SpaceKey.objects.filter(person_id=person_id).exists():
            raise
    return keystore.wrap(person_id)


def refuse_foreign_store() -> None:
    """An empty store beside a database full of keys is a volume that was not mounted; new keys in it would be lost."""
    if keystore.is_empty() and SpaceKey.objects.exists():
        raise keystore.StoreMissing


def knows_the_newest() -> bool:
    """Whether the store holds the key of whoever was given a space's key last; who was erased since has none."""
    newest = SpaceKey.objects.order_by("-created_at").values_list("person_id", flat=True)
    if not keystore.has_person_keys():
        return not newest.exists()
    try:
        erased = {person for person, _ in keystore.erasures()}
        person_id = next((found for found in newest[:LOOKED_AT] if str(found) not in erased), None)
        return person_id is None or bool(keystore.unwrap(person_id))
    except (keystore.KeyGone, sqlite3.DatabaseError):
        return False


def new_key(space: Space, person_ids: Iterable[UUID]) -> None:
    key = AESGCM.generate_key(bit_length=256)
    for person_id in person_ids:
        give_key(space, person_id, key)


def not_erased(person_ids: Iterable[UUID]) -> list[UUID]:
    erased = {person for person, _ in keystore.erasures()}
    return [person_id for person_id in person_ids if str(person_id) not in erased]


def key_held_by(person_id: UUID, space_id: UUID, version: int) -> bytes:
    """The space's key as this member holds it. For the mechanisms only: a viewer goes through the keyring."""
    row = SpaceKey.objects.filter(space_id=space_id, person_id=person_id, version=version).first()
    if row is None:
        raise Unreadable
    return ciphers.unwrap_key(keystore.unwrap(person_id), row.wrapped, bound_to(space_id, person_id, version))


def key_for(viewer: Viewer, space_id: UUID, version: int) -> bytes:
    """The space's key on the viewer's keyring; all of the viewer's keys are fetched with the first."""
    ring: Keyring = viewer.keyring
    if (space_id, version) not in ring:
        ring.update(keys_of(viewer.person_id))
    if (space_id, version) not in ring:
        raise Unreadable
    return ring[(space_id, version)]


def keys_of(person_id: UUID) -> Keyring:
    person_key = keystore.unwrap(person_id)
    found: Keyring = {}
    for space_id, version, wrapped in wraps_of(person_id=person_id):
        # One spoilt wrap keeps its own space shut and no other.
        with suppress(Unreadable):
            place = bound_to(space_id, person_id, version)
            found[(space_id, version)] = ciphers.unwrap_key(person_key, wrapped, place)
    return found


@Prepared
def wraps_of(person_id: UUID) -> QuerySet[SpaceKey, Any]:
    return SpaceKey.objects.filter(person_id=person_id).values_list("space_id", "version", "wrapped")


def key_to_write(viewer: Viewer, space_id: UUID, version: int) -> bytes:
    """The key as the database holds it now: one on the keyring may be of a change that was rolled back."""
    key = key_held_by(viewer.person_id, space_id, version)
    viewer.keyring[(space_id, version)] = key
    return key


def take_from_ring(viewer: Viewer | None, space_id: UUID) -> None:
    """A space whose people have changed is opened anew."""
    if viewer is not None:
        for held in [held for held in viewer.keyring if held[0] == space_id]:
            del viewer.keyring[held]


def place_of(row: Record, *, field: str, space_id: UUID, author_id: UUID, version: int) -> Place:
    return Place(row._meta.label_lower, field, row.pk, space_id, author_id, version)


def close_item(item: SpaceItem, document: Document, *, by: Viewer) -> None:
    """Encrypts the item's words under its space's present key; the row still has to be saved."""
    item.key_version = item.space.key_version
    place = item_place(item)
    key = ciphers.item_key(key_to_write(by, item.space_id, item.key_version), item.pk)
    item.ciphertext = ciphers.encrypt(key, place, document)


def close_delivered(item: SpaceItem, document: Document, *, held_by: UUID) -> None:
    """The same, for what a source lays into a space that it does not belong to: with the key as one member holds it."""
    item.key_version = item.space.key_version
    key = ciphers.item_key(key_held_by(held_by, item.space_id, item.key_version), item.pk)
    item.ciphertext = ciphers.encrypt(key, item_place(item), document)


def open_item(item: SpaceItem, viewer: Viewer) -> Document:
    if item.key_version == FORGOTTEN:
        return {}
    key = ciphers.item_key(key_for(viewer, item.space_id, item.key_version), item.pk)
    return ciphers.decrypt(key, item_place(item), item.ciphertext)


def item_place(item: SpaceItem) -> Place:
    return place_of(item, field="text", space_id=item.space_id, author_id=item.author_id, version=item.key_version)
