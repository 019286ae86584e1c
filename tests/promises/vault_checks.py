"""What must be true of every ciphertext: it opens in its own place and nowhere else."""

import dataclasses
import os
import uuid

from colead.promises import ciphers, vault
from colead.promises.ciphers import Place, Unreadable
from tests.promises.desk.models import Page
from tests.promises.worlds import World, look

PLACE = Place("desk.page", "text", uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), 1)


def opens(key: bytes, place: Place, ciphertext: bytes) -> bool:
    try:
        ciphers.decrypt(key, place, ciphertext)
    except Unreadable:
        return False
    return True


def place_faults() -> list[str]:
    """P10: a ciphertext taken to another model, field, row, space, author or key version stays shut."""
    key = os.urandom(32)
    sealed = ciphers.encrypt(key, PLACE, {"body": "words"})
    others = {
        "model": "desk.reply",
        "field": "own",
        "item": uuid.uuid4(),
        "space": uuid.uuid4(),
        "author": uuid.uuid4(),
        "key_version": 2,
    }
    assert set(others) == {field.name for field in dataclasses.fields(Place)}
    found = [] if opens(key, PLACE, sealed) else ["does not open at home"]
    return found + [
        f"opens in another {name}"
        for name, value in others.items()
        if opens(key, dataclasses.replace(PLACE, **{name: value}), sealed)
    ]


def flip_faults() -> list[str]:
    """P10: every single changed byte, and every cut, is refused."""
    key = os.urandom(32)
    sealed = ciphers.encrypt(key, PLACE, {"body": "words"})
    flipped = (sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed)))
    found = [f"byte {at} may change" for at, other in enumerate(flipped) if opens(key, PLACE, other)]
    found += [f"opens when cut at {at}" for at in range(len(sealed)) if opens(key, PLACE, sealed[:at])]
    return found + (["opens when longer"] if opens(key, PLACE, sealed + b"\0") else [])


def size_faults() -> list[str]:
    """Within a class of sizes a short and a long text look alike."""
    key = os.urandom(32)
    classes = [(1, 200), (300, 900), (1200, 4000), (5000, 16000)]
    sizes = [[len(ciphers.encrypt(key, PLACE, {"b": "x" * n})) for n in ends] for ends in classes]
    drafts = {len(ciphers.encrypt(key, PLACE, {"b": "x" * n}, 4096)) for n in (0, 1, 300, 4000)}
    return [f"{ends} differ" for ends, (short, long) in zip(classes, sizes, strict=True) if short != long] + (
        [] if len(drafts) == 1 else ["a draft shows its size"]
    )


def moved_row_faults(world: World, page: Page, other: Page) -> list[str]:
    """P10: what a person with SQL could move: the sealed words of one row into another of the same space and author."""
    found = []
    for taken in (other, page):
        moved = Page.door._unguarded().get(pk=(page if taken is other else other).pk)
        moved.ciphertext = taken.ciphertext
        try:
            vault.open_item(moved, world.by(0))
        except Unreadable:
            continue
        found.append("the words of one row open in another")
    for column, value in (("author_id", world.people[1].pk), ("space_id", uuid.uuid4()), ("key_version", 2)):
        moved = Page.door._unguarded().get(pk=page.pk)
        setattr(moved, column, value)
        try:
            vault.open_item(moved, look(world.people[0]))
        except Unreadable:
            continue
        found.append(f"opens with another {column}")
    return found
