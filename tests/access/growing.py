"""A pair's years: everything that the two have written is there many times over, each copy sealed with its own key.

No room is named: whatever lies in their spaces is copied with all that points at it, so a new room grows by itself.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse

from colead.promises import ciphers, keystore, sealed, trail, two_key, vault
from colead.promises.models import Entry, Key, Membership, Release, Round, SpaceItem, TrailEntry
from tests.access.routes import Route, every_route
from tests.access.world import PARTNERS, World, addresses
from tests.attacks.robot import ask_and_undo
from tests.attacks.tables import every_model

Rows = dict[type[models.Model], list[Any]]
BATCH = 200


def spaces_of(world: World, pair: str) -> list[UUID]:
    """What the two share, and what each writes alone."""
    people = [world.people[actor].pk for actor in PARTNERS[pair]]
    own = Membership.objects.filter(person_id__in=people, space__owner_id__in=people)
    return [world.partnerships[pair].space_id, *own.values_list("space_id", flat=True)]


def links_of(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


def manager_of(model: type[models.Model]) -> Any:
    return model.door._unguarded() if hasattr(model, "door") else model._default_manager.all()  # type: ignore[attr-defined]


def written_in(spaces: list[UUID]) -> Rows:
    """All that lies in these spaces, and all that points at it."""
    kinds = [model for model in every_model() if issubclass(model, SpaceItem | Round | Release)]
    found: Rows = {model: list(manager_of(model).filter(space_id__in=spaces)) for model in kinds}
    for model in every_model():
        links = [field for field in links_of(model) if field.related_model in kinds]
        if links and model not in found:
            whose = models.Q()
            for field in links:
                whose |= models.Q(**{f"{field.name}__in": [row.pk for row in found[field.related_model]]})
            found[model] = list(manager_of(model).filter(whose))
    return {model: rows for model, rows in found.items() if rows}


class Growth:
    """Copies of all rows; what can stand only once for a pair stays as it is."""

    def __init__(self, world: World, pair: str) -> None:
        self.rows = written_in(spaces_of(world, pair))
        self.chain = str(world.partnerships[pair].space_id)
        self.sealer = Sealer()
        self.once: list[Any] = []
        for model, rows in list(self.rows.items()):
            if not self.fits(model, rows):
                alone = [row for row in rows if not self.fits(model, [row])]
                self.once += alone
                self.rows[model] = [row for row in rows if row not in alone]

    @property
    def kinds(self) -> list[type[models.Model]]:
        """Releases first, since keys stand on the hash of their text."""
        return sorted((model for model, rows in self.rows.items() if rows), key=lambda model: model is not Release)

    @property
    def size(self) -> int:
        """How many things of these two one copy adds."""
        return sum(
            len(rows) for model, rows in self.rows.items() if issubclass(model, SpaceItem) and model in self.kinds
        )

    def fits(self, model: type[models.Model], rows: list[Any]) -> bool:
        try:
            with transaction.atomic():
                ids = self.new_ids()
                self.write(model, [self.copied(row, ids) for row in rows])
                transaction.set_rollback(True)
        except IntegrityError:
            return False
        return True

    def new_ids(self) -> dict[Any, UUID]:
        return {row.pk: uuid4() for model in self.kinds for row in self.rows[model]}

    def grow(self, times: int) -> None:
        made: Rows = {model: [] for model in self.kinds}
        for _ in range(times):
            ids = self.new_ids()
            for model in self.kinds:
                made[model] += [self.copied(row, ids) for row in self.rows[model]]
        for model, rows in made.items():
            self.write(model, rows)
        self.lengthen_trail(times * self.size)

    def write(self, model: type[models.Model], rows: list[Any]) -> None:
        manager_of(model).bulk_create(rows, batch_size=BATCH)

    def copied(self, row: Any, ids: dict[Any, UUID]) -> Any:
        values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        for field in links_of(type(row)):
            values[field.attname] = ids.get(values[field.attname], values[field.attname])
        new = type(row)(**{**values, row._meta.pk.attname: ids.get(row.pk, row.pk)})
        self.sealer.seal(row, new)
        return new

    def lengthen_trail(self, steps: int) -> None:
        """Each step digested as the trail does it, so that the chain holds."""
        last = TrailEntry.objects.filter(chain=self.chain).order_by("height").last()
        assert last is not None
        key, rows, previous = keystore.trail_key(), [], last.digest
        for height in range(last.height + 1, last.height + 1 + steps):
            row = TrailEntry(chain=self.chain, height=height, at=last.at, actor_id=last.actor_id, previous=previous)
            row.verb, row.subject_kind, row.subject_id, row.facts = last.verb, last.subject_kind, last.subject_id, {}
            row.digest = previous = trail.digest_of(key, tuple(getattr(row, name) for name in trail.COLUMNS[:-1]))
            rows.append(row)
        TrailEntry.objects.bulk_create(rows, batch_size=BATCH)


class Sealer:
    """Closes the words of a row anew for its copy, under the key that the copy's own id asks for."""

    def __init__(self) -> None:
        self.space_keys: dict[tuple[UUID, int], bytes] = {}
        self.hashes: dict[str, str] = {}

    def key(self, space_id: UUID, version: int, row: Any) -> bytes:
        if (space_id, version) not in self.space_keys:
            members = Membership.objects.filter(space_id=space_id).order_by("created_at")
            member = members.values_list("person_id", flat=True)[0]
            self.space_keys[space_id, version] = vault.key_held_by(member, space_id, version)
        return ciphers.item_key(self.space_keys[space_id, version], row.pk)

    def seal(self, row: Any, new: Any) -> None:
        if isinstance(row, SpaceItem):
            self.closed(row, new, "ciphertext", vault.item_place, row.space_id, row.key_version)
        elif isinstance(row, Release):
            self.seal_release(row, new)
        elif isinstance(row, Key):
            new.turned_on = self.hashes.get(row.turned_on, row.turned_on)
        elif isinstance(row, Entry):
            self.seal_entry(row, new)

    def closed(self, row: Any, new: Any, name: str, place: Any, space_id: UUID, version: int) -> None:
        if getattr(row, name):
            words = ciphers.decrypt(self.key(space_id, version, row), place(row), getattr(row, name))
            setattr(new, name, ciphers.encrypt(self.key(space_id, version, new), place(new), words))

    def seal_release(self, row: Release, new: Release) -> None:
        if not row.ciphertext:
            return
        words = ciphers.decrypt(self.key(row.space_id, row.key_version, row), two_key.place_of(row), row.ciphertext)
        key = self.key(row.space_id, row.key_version, new)
        words["salt"] = two_key.salt_from(key)
        new.ciphertext = ciphers.encrypt(key, two_key.place_of(new), words)
        new.text_hash = two_key.hash_of(two_key.signed_words(new, words["text"], words["salt"]))
        self.hashes[row.text_hash] = new.text_hash

    def seal_entry(self, row: Entry, new: Entry) -> None:
        for name in ("own", "private"):
            place = partial(sealed.own_place, field=name)
            self.closed(row, new, f"{name}_ciphertext", place, row.own_space_id, row.own_key_version)
        space_id, version = row.round.space_id, row.shared_key_version
        place = partial(sealed.place_of, field="shared", space_id=space_id, version=version)
        self.closed(row, new, "shared_ciphertext", place, space_id, version)


class Counter:
    """Counts statements without keeping them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *rest: Any) -> Any:
        self.count += 1
        return execute(*rest)


def pages_of(world: World, pair: str, *, most: int) -> Iterator[tuple[Route, str]]:
    """Every page of the pair, and every first page, at addresses that they were shown."""
    for route in every_route():
        if "GET" in route.methods and (route.kwargs[:1] == ("partnership_id",) or not route.kwargs):
            for kwargs in addresses(world, route, pair if route.kwargs else "", most=most):
                yield route, reverse(route.name, kwargs=kwargs)


def costs(world: World, pages: Iterable[tuple[Route, str]], actors: Iterable[str]) -> dict[str, int]:
    """The statements of each page that answers, once everything that a process keeps is warm."""
    found: dict[str, int] = {}
    for actor in actors:
        for route, url in pages:
            for _ in range(2):
                counter = Counter()
                with connection.execute_wrapper(counter):
                    response = ask_and_undo(world.client(actor), "GET", url)
            if response.status_code < 300:
                found[f"{route.name} as {actor} at {url}"] = counter.count
    return found


def differences(few: dict[str, int], many: dict[str, int]) -> list[str]:
    return [
        f"{page}: {few.get(page)}, then {many.get(page)}" for page in {**few, **many} if few.get(page) != many.get(page)
    ]
