"""The vault: opens and closes documents with the keys of a space, held for a person.

Every path to a private word ends here. Keys live for one request on the viewer's keyring and nowhere else.
"""

from collections.abc import Iterable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from colead.foundation.models import Record
from colead.foundation.viewer import Viewer
from colead.promises import ciphers, keystore
from colead.promises.ciphers import Document, Place, Unreadable
from colead.promises.models import Space, SpaceItem, SpaceKey

Keyring = dict[tuple[UUID, int], bytes]


def bound_to(space_id: UUID, person_id: UUID, version: int) -> bytes:
    return b"colead space key " + space_id.bytes + person_id.bytes + version.to_bytes(2, "big")


def give_key(space: Space, person_id: UUID, key: bytes) -> None:
    """Wraps the space's present key for one member."""
    wrapped = ciphers.wrap_key(keystore.wrap(person_id), key, bound_to(space.pk, person_id, space.key_version))
    SpaceKey.objects.create(space=space, person_id=person_id, version=space.key_version, wrapped=wrapped)


def new_key(space: Space, person_ids: Iterable[UUID]) -> None:
    key = AESGCM.generate_key(bit_length=256)
    for person_id in person_ids:
        give_key(space, person_id, key)


def key_held_by(person_id: UUID, space_id: UUID, version: int) -> bytes:
    """The space's key as this member holds it. For the mechanisms only: a viewer goes through the keyring."""
    row = SpaceKey.objects.filter(space_id=space_id, person_id=person_id, version=version).first()
    if row is None:
        raise Unreadable
    return ciphers.unwrap_key(keystore.wrap(person_id), row.wrapped, bound_to(space_id, person_id, version))


def key_for(viewer: Viewer, space_id: UUID, version: int) -> bytes:
    """The space's key on the viewer's keyring; all of the viewer's keys are fetched with the first."""
    ring: Keyring = viewer.keyring
    if (space_id, version) not in ring:
        person_key = keystore.wrap(viewer.person_id)
        for row in SpaceKey.objects.filter(person_id=viewer.person_id):
            place = bound_to(row.space_id, viewer.person_id, row.version)
            ring[(row.space_id, row.version)] = ciphers.unwrap_key(person_key, row.wrapped, place)
    if (space_id, version) not in ring:
        raise Unreadable
    return ring[(space_id, version)]


def place_of(row: Record, *, field: str, space_id: UUID, author_id: UUID, version: int) -> Place:
    return Place(row._meta.label_lower, field, row.pk, space_id, author_id, version)


def close_item(item: SpaceItem, document: Document, *, by: Viewer) -> None:
    """Encrypts the item's words under its space's present key; the row still has to be saved."""
    item.key_version = item.space.key_version
    place = item_place(item)
    key = ciphers.item_key(key_for(by, item.space_id, item.key_version), item.pk)
    item.ciphertext = ciphers.encrypt(key, place, document)


def open_item(item: SpaceItem, viewer: Viewer) -> Document:
    key = ciphers.item_key(key_for(viewer, item.space_id, item.key_version), item.pk)
    return ciphers.decrypt(key, item_place(item), item.ciphertext)


def item_place(item: SpaceItem) -> Place:
    return place_of(item, field="text", space_id=item.space_id, author_id=item.author_id, version=item.key_version)
