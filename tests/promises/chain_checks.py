"""Every way to tamper with a chain in the database, and whether the check sees it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from colead.promises import keystore, signatures, trail, two_key
from colead.promises.models import SignedRecord, TrailEntry
from colead.rules.audiences import Audience
from tests.promises.worlds import make_world, passing, write_page

OTHER: dict[str, Any] = {
    "CharField": "0" * 36,
    "PositiveIntegerField": 4000,
    "UUIDField": "00000000-0000-4000-8000-000000000000",
    "JSONField": {"planted": True},
}


def sign_some(n: int) -> None:
    world = make_world()
    for number in range(n):
        release = two_key.propose(
            space=world.space,
            kind="memo",
            audience=Audience.EVERYONE,
            text={"why": f"memo {number}"},
            is_signed=True,
            by=world.by(0),
        )
        for who in (0, 1):
            release = two_key.turn(release=release, seen=release.text_hash, by=world.by(who))


def walk_some() -> None:
    world = make_world()
    for number in range(3):
        page = write_page(world)
        trail.record(verb="wrote", subject=page, by=world.by(0), space=world.space, facts={"n": number})
        trail.record(verb="noted", subject=page, by=None)


def tamperings(model: type[models.Model], order: tuple[str, ...]) -> Iterator[tuple[str, Callable[[], Any]]]:
    """One change for each row and column, each deletion, each swap of two neighbours, an insertion and a cut tail."""
    rows = list(model._default_manager.order_by(*order))
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    for row in rows:
        this = model._default_manager.filter(pk=row.pk)
        for name in names:
            yield (
                f"{name} of {row.pk} changed",
                lambda this=this, row=row, name=name: this.update(**{name: another(row, name)}),
            )
        yield f"{row.pk} deleted", this.delete
    for row, following in zip(rows, rows[1:], strict=False):
        yield f"{row.pk} swapped", lambda row=row, following=following: swap(model, row, following, names)
    yield "one put in", lambda: put_in(model, rows[-1])
    yield "tail cut", lambda: model._default_manager.filter(pk__in=[row.pk for row in rows[-2:]]).delete()
    yield "all gone", model._default_manager.all().delete


def another(row: models.Model, name: str) -> Any:
    """A value that the column takes and that was not there."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if name == "chain":
        return "0" * 36
    if isinstance(field, models.DateTimeField):
        return value.replace(microsecond=(value.microsecond + 1) % 1_000_000)
    if isinstance(value, str) and value:
        return ("1" if value[0] != "1" else "2") + value[1:]
    return OTHER[type(field).__name__]


def swap(model: type[models.Model], one: models.Model, other: models.Model, names: list[str]) -> None:
    """All that was said changes places; heights and chains stay."""
    movable = [name for name in names if name not in ("height", "chain", "release_id")]
    for row, source in ((one, other), (other, one)):
        model._default_manager.filter(pk=row.pk).update(**{name: getattr(source, name) for name in movable})


def put_in(model: type[models.Model], last: Any) -> None:
    values = {field.attname: getattr(last, field.attname) for field in last._meta.concrete_fields}
    values.pop("id", None)
    values |= {"height": last.height + 1, "previous": last.digest}
    if model is SignedRecord:
        values["release_id"] = OTHER["UUIDField"]
    model._default_manager.create(**values)


def unseen(tampered: Iterator[tuple[str, Callable[[], Any]]], check: Callable[[], list[Any]]) -> tuple[list[str], int]:
    """The tamperings that the check does not see, and how many were tried."""
    missed, tried = [], 0
    for name, tamper in tampered:
        with passing():
            tamper()
            tried += 1
            if not check():
                missed.append(name)
    return missed, tried


def check_signed() -> list[Any]:
    return signatures.verify(signatures.public_key(), heads=keystore.read_heads(signatures.CHAIN))


def rebuild_signed(*, with_key: bool) -> None:
    """What a person with SQL would do: change the first link, then make every later one agree."""
    previous = signatures.START
    for link in SignedRecord.objects.order_by("height"):
        link.document_hash = link.document_hash if link.height > 1 else "f" * 64
        link.previous = previous
        link.digest = signatures.digest_of(link)
        link.seal = keystore.seal_key().sign(bytes.fromhex(link.digest)).hex() if with_key else link.seal
        link.save()
        previous = signatures.imprint(link.digest, link.seal)


def rebuild_trail() -> None:
    """The same for the trail, without the key: an unkeyed digest of the same words."""
    for chain in TrailEntry.objects.values_list("chain", flat=True).distinct():
        previous = trail.START
        for entry in TrailEntry.objects.filter(chain=chain).order_by("height"):
            entry.verb, entry.previous = "did_nothing", previous
            values = tuple(getattr(entry, name) for name in trail.COLUMNS[:-1])
            entry.digest = trail.digest_of(b"", values)
            entry.save()
            previous = entry.digest
