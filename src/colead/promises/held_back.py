"""Signed by all and held back for its hour: a draft whose keys have all turned, let go by the clock and no person."""

from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from colead.promises import space, two_key, vault
from colead.promises.ciphers import Document, Unreadable
from colead.promises.models import Key, Release, SpaceItem
from colead.promises.space import SpaceClosed

Item = TypeVar("Item", bound=SpaceItem)


def kept_for_later(model: type[Item]) -> "QuerySet[Item]":
    """The items of a kind, without their words, in spaces that are open."""
    return model._door_for_keeper().filter(space__closed_at=None)


def lock(model: type[Item], id: UUID) -> Item:
    """An item without its words, in a space that stays as it is; whose words it is about to let go is not asked."""
    space.hold_still(model._door_for_keeper().values_list("space_id", flat=True).get(pk=id))
    rows = model._door_for_keeper().select_for_update(of=("self",)).select_related("space")
    found: Item = rows.get(pk=id)
    return found


@transaction.atomic
def let_go(release: Release) -> Release:
    """Releases exactly what every key turned on; refused when a key is back, the words are others or the space closed.

    Nobody looks on, so the words are opened with the keys of those who turned theirs on them.
    """
    space.hold_still(release.space_id)
    rows = Release.door._unguarded().select_for_update(of=("self",)).select_related("space")
    locked: Release = rows.get(pk=release.pk)
    if locked.space.closed_at is not None:
        raise SpaceClosed
    two_key.require_draft(locked)
    earlier = two_key.lock_corrected(locked)
    two_key.let_go(locked, earlier, None, words_all_signed(locked))
    return locked


def words_all_signed(locked: Release) -> Document:
    keys = dict(Key.door._unguarded().filter(release=locked).values_list("person_id", "turned_on"))
    members = {member.pk for member in two_key.members_of(locked.space)}
    if set(keys) != members or set(keys.values()) != {locked.text_hash}:
        raise two_key.StaleText
    opened = [opened_as(holder, locked) for holder in sorted(keys)][0]  # by each: nothing goes out for who was erased
    text: Document = opened["text"]
    if two_key.hash_of(two_key.signed_words(locked, text, opened["salt"])) != locked.text_hash:
        raise two_key.StaleText
    return text


def opened_as(holder: UUID, locked: Release) -> Document:
    """What cannot be opened any more, since it was spoilt or its holder erased, is not what they signed."""
    try:
        return two_key.opened_with(vault.key_held_by(holder, locked.space_id, locked.key_version), locked)
    except Unreadable:
        raise two_key.StaleText from None
