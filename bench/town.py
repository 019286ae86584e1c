"""A health system in bulk: its units, its people, its dyads with their seats, spaces and keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from colead.foundation import clock
from colead.partnerships.models import Partnership, Seat, Side, Sponsorship
from colead.people.models import Login, Person
from colead.promises import ciphers, keystore, vault
from colead.promises.models import Membership, Space, SpaceKey
from colead.promises.models.spaces import SpaceKind
from colead.rules.partnerships import Status
from colead.units.models import Unit

YEARS = 5
BATCH = 400  # rows to a statement, well below the variables that SQLite takes


@dataclass(frozen=True)
class Dyad:
    """Two people, their sponsor, and the keys that the builder writes with."""

    partnership: Partnership
    space: Space
    space_key: bytes
    nurse: Person
    physician: Person
    sponsor: Person
    own: dict[Any, tuple[Space, bytes]]

    @property
    def people(self) -> tuple[Person, Person]:
        return self.nurse, self.physician


class Ledger:
    """Rows of many kinds, kept until they are written in one go, in the order in which the kinds first came."""

    def __init__(self) -> None:
        self.rows: dict[type[Any], list[Any]] = {}

    def add(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    @transaction.atomic
    def write(self, order: Iterable[type[Any]] = ()) -> None:
        for model in dict.fromkeys([*order, *self.rows]):
            rows = self.rows.get(model, [])
            manager = model.door._unguarded() if hasattr(model, "door") else model.objects
            manager.bulk_create(rows, batch_size=BATCH)
        self.rows = {}


def make_town(people: int, dyads: int, first: int = 0) -> list[Dyad]:
    """Two in each dyad and a sponsor for every ten; everybody else is on the roster. `first` is the first's number."""
    ledger = Ledger()
    roster = [ledger.add(person_of(number)) for number in range(first, first + people)]
    n_sponsors = max(1, dyads // 10)
    leaders, sponsors = roster[: 2 * dyads], roster[2 * dyads : 2 * dyads + n_sponsors]
    for person in leaders + sponsors:
        ledger.add(Login(email=person.email, person=person, password="!"))
    system = ledger.add(Unit(name="Riverside Health", level="system", north_star="What is best for the patients"))
    parts = [ledger.add(Unit(name=f"Hospital {n}", level="hospital", parent=system)) for n in range(20)]
    keys = make_person_keys(leaders)
    made = []
    for number in range(dyads):
        unit = ledger.add(Unit(name=f"Unit {number}", parent=parts[number % 20]))
        pair = leaders[2 * number : 2 * number + 2]
        made.append(make_dyad(ledger, f"Dyad {number}", unit, pair, sponsors[number % n_sponsors], keys))
    ledger.write([Person, Login, Unit, Space, Membership, SpaceKey, Partnership, Seat, Sponsorship])
    return made


def person_of(number: int) -> Person:
    first, last = ("Ana", "Jörg", "Zoë", "Omar", "Lê", "Nia"), ("Ruiz", "Müller", "Osei", "Lind", "Novák")
    name = f"{first[number % 6]} {last[number % 5]} {number}"
    return Person(name=name, profession=("nursing", "medicine", "other")[number % 3], email=f"t{number}@town.example")


def make_person_keys(people: Iterable[Person]) -> dict[Any, bytes]:
    """Everybody's key in one transaction of the store, where the product makes each at its first use."""
    keys = {person.pk: AESGCM.generate_key(bit_length=256) for person in people}
    version = (keystore.kek_versions() or [keystore.new_kek(1)])[-1]
    with keystore.writing() as store:
        rows = [keystore.closed(str(pk), version, key) for pk, key in keys.items()]
        store.executemany("INSERT INTO person_key VALUES (?, ?, ?)", rows)
    return keys


def make_dyad(
    ledger: Ledger, name: str, unit: Unit, people: list[Person], sponsor: Person, keys: dict[Any, bytes]
) -> Dyad:
    since = clock.today() - timedelta(days=365 * YEARS)
    space, space_key = make_space(ledger, people, keys, kind=SpaceKind.PAIR)
    own = {one.pk: make_space(ledger, [one], keys, kind=SpaceKind.PERSON, owner=one) for one in people}
    partnership = Partnership(unit=unit, name=name, status=Status.ACTIVE, started_on=since, space=space)
    ledger.add(partnership)
    for side, person in zip(Side.values, people, strict=True):
        ledger.add(Seat(partnership=partnership, side=side, person=person, from_on=since))
    ledger.add(Sponsorship(partnership=partnership, person=sponsor))
    return Dyad(partnership, space, space_key, people[0], people[1], sponsor, own)


def make_space(ledger: Ledger, people: list[Person], keys: dict[Any, bytes], **fields: Any) -> tuple[Space, bytes]:
    space, key = ledger.add(Space(**fields)), AESGCM.generate_key(bit_length=256)
    for person in people:
        ledger.add(Membership(space=space, person=person))
        bound = vault.bound_to(space.pk, person.pk, space.key_version)
        wrapped = ciphers.wrap_key(keys[person.pk], key, bound)
        ledger.add(SpaceKey(space=space, person=person, version=space.key_version, wrapped=wrapped))
    return space, key
