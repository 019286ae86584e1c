"""One word for each thing written, that occurs nowhere else: where it may be read follows from where it was kept."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from colead.partnerships.models import Sponsorship
from colead.people.models import Appointment
from colead.promises import retention, sealed, space, two_key
from colead.promises.models import Entry, Grant, Membership, Release
from colead.promises.models.releases import ReleaseState
from colead.rules.audiences import Audience
from colead.rules.roles import Role
from tests.attacks.tables import every_model, plain
from tests.makers import viewer_of

LETTERS = "bcdfghjkmnpqrstvwxz"
LENGTH = 16
WHILE_WRITING = "while writing: "
TOKEN = re.compile(f"[{LETTERS}]{{{LENGTH}}}")
# Columns in the open whose words are for more people than one pair, by the class their model gives them.
OPEN_CLASSES = {"public", "released", "account", "C3", "C4", "C5", "state"}
# How a partner can be reached stands in the open by decision; the pages still show it to partners only.
OPEN_BY_DECISION = {("people_person", "reach_by")}


@dataclass(frozen=True)
class Place:
    """`readers` are ids of persons; None means that it is out for everyone. `is_live` where a page should show it."""

    what: str
    readers: frozenset[Any] | None
    is_live: bool = True


@dataclass
class Aviary:
    """Every canary let out, by whom and where, and all that was seen of them."""

    made: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    sightings: set[tuple[str, str, str]] = field(default_factory=set)
    once_read: dict[str, set[Any]] = field(default_factory=dict)
    in_headers: list[str] = field(default_factory=list)

    def writer(self, act: Any, name: str) -> str:
        digest = hashlib.sha256(f"canary {len(self.made)}".encode()).digest()
        word = "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])
        self.made[word] = f"{name} at {act.url}"
        self.authors[word] = name.split(" ")[0]
        return word

    def tokens(self, text: str) -> set[str]:
        return {token for token in TOKEN.findall(text) if token in self.made}

    def see(self, actor: str, where: str, text: str) -> None:
        self.sightings |= {(token, actor, where) for token in self.tokens(text)}

    def describe(self, token: str) -> str:
        kept = ", ".join(place.what for place in self.places.get(token, [])) or "kept nowhere"
        return f"{self.made[token]} ({kept})"

    def is_private(self, token: str) -> bool:
        return all(place.readers is not None for place in self.places.get(token, []))

    def may_read(self, token: str, person_id: Any) -> bool:
        places = self.places.get(token, [])
        return any(place.readers is None or person_id in place.readers for place in places)


def words_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from words_in(inner)


def settle(aviary: Aviary) -> None:
    """Opens everything that lies in the promises as its own people would, and says for each canary where it is kept."""
    aviary.places = {}
    for place, document in (*kept_items(), *kept_entries(), *kept_releases()):
        note(aviary, document, place)
    for table, column, kind, value in plain_columns():
        if kind in OPEN_CLASSES and column != "published":
            note(aviary, str(value), Place(f"{table}.{column}", None))


def note(aviary: Aviary, document: Any, place: Place) -> None:
    for words in words_in(document):
        for token in aviary.tokens(words):
            aviary.places.setdefault(token, []).append(place)
            aviary.once_read.setdefault(token, set()).update(place.readers or ())


Kept = tuple[Place, Any]


def members_of(space_id: Any) -> frozenset[Any]:
    rows = Membership.objects.filter(space_id=space_id, ended_at=None)
    return frozenset(rows.values_list("person_id", flat=True))


def someone_in(row: Any) -> Any:
    """Who belongs to the row's space now, as a viewer; nobody when all have left."""
    people = space.members(row.space)
    return viewer_of(people[0]) if people else None


def kept_items() -> Iterator[Kept]:
    for model in retention.kinds():
        for item in model.door._unguarded().select_related("space"):
            viewer = someone_in(item)
            if viewer is None or not item.ciphertext:
                continue
            for name, words in space.read(item, viewer).items():
                readers = members_of(item.space_id) | lent_to(item)
                yield Place(f"{model.__name__}.{name}", readers, item.space.closed_at is None), words


def lent_to(item: Any) -> frozenset[Any]:
    """Who reads this one item by the leave of everybody whose it is."""
    rows = Grant.objects.filter(item_id=item.pk, revoked_at=None, wrapped_item_key__isnull=False)
    return frozenset(rows.values_list("reader_id", flat=True))


def kept_entries() -> Iterator[Kept]:
    for entry in Entry.door._unguarded().select_related("round", "round__space", "author"):
        author = viewer_of(entry.author)
        is_live = entry.round.space.closed_at is None
        mine, ours = frozenset([entry.author_id]), members_of(entry.round.space_id)
        if entry.private_ciphertext is not None:
            yield Place("Entry.private", mine, is_live), sealed.my_private(entry.round, author)
        if entry.shared_ciphertext is not None and entry.author_id in ours:
            yield Place("Entry.shared", ours, is_live), sealed.my_document(entry.round, author)
        elif entry.own_ciphertext is not None:
            yield Place("Entry.own", mine, is_live), sealed.my_document(entry.round, author)


def kept_releases() -> Iterator[Kept]:
    """A text that was dropped or has a newer version stays in its space, and no page needs to show it."""
    for release in Release.door._unguarded().select_related("space"):
        viewer = someone_in(release)
        out = release.state in (ReleaseState.RELEASED, ReleaseState.CORRECTED)
        is_live = release.space.closed_at is None and release.state in (ReleaseState.DRAFT, ReleaseState.RELEASED)
        if viewer is not None and release.ciphertext:
            place = Place(f"Release.{release.kind}", members_of(release.space_id), is_live)
            yield place, two_key.text_of(release, viewer)
        if release.published and out:
            what = f"Release.{release.kind} out to {release.audience}"
            yield Place(what, audience_of(release), is_live), release.published


def audience_of(release: Any) -> frozenset[Any] | None:
    """Whom both keys let it out to; None is everyone."""
    if release.audience == Audience.EVERYONE:
        return None
    found = set(members_of(release.space_id))
    if release.audience == Audience.SPONSOR:
        rows = Sponsorship.objects.filter(partnership__space=release.space, ended_on=None)
        rows = rows.filter(created_at__lte=release.released_at)
        found |= set(rows.values_list("person_id", flat=True))
    if release.audience == Audience.PROGRAMME:
        rows = Appointment.objects.filter(role=Role.PROGRAMME_OFFICE, ended_at=None)
        found |= set(rows.values_list("person_id", flat=True))
    return frozenset(found)


def plain_columns() -> Iterator[tuple[str, str, str, Any]]:
    """Every value of every column that is not a number or a moment: table, column, its class, the value."""
    with connection.cursor() as cursor:
        for model in every_model():
            classes = getattr(model, "PRIVACY", {})
            for column in model._meta.local_concrete_fields:
                if column.get_internal_type() not in {
                    "CharField",
                    "TextField",
                    "JSONField",
                    "BinaryField",
                    "EmailField",
                }:
                    continue
                table, name = model._meta.db_table, column.column
                quoted = connection.ops.quote_name
                cursor.execute(f"SELECT {quoted(name)} FROM {quoted(table)}")  # noqa: S608 - our own names
                for (value,) in cursor.fetchall():
                    if value:
                        yield table, name, classes.get(column.name, "?"), text_of(value)


def text_of(value: Any) -> str:
    found = plain(value)
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)


def leaks(aviary: Aviary, people: dict[str, Any], seen: Iterable[tuple[str, str, str]] | None = None) -> list[str]:
    """Every canary that somebody read who may not."""
    found = []
    for token, actor, where in sorted(aviary.sightings if seen is None else seen):
        person = people.get(actor)
        if where.startswith(WHILE_WRITING) and was_theirs(aviary, token, actor, person):
            continue
        if not aviary.may_read(token, person.pk if person is not None else None):
            found.append(f"{actor} read at {where}: {aviary.describe(token)}")
    return found


def was_theirs(aviary: Aviary, token: str, actor: str, person: Any) -> bool:
    """What one has just typed oneself, and what could be read at that time and was taken away since."""
    return aviary.authors[token] == actor or (person is not None and person.pk in aviary.once_read.get(token, set()))


def in_the_open(aviary: Aviary) -> list[str]:
    """Private words in a column that is not sealed, of whatever class it claims to be."""
    found = []
    for table, column, kind, value in plain_columns():
        if (table, column) in OPEN_BY_DECISION:
            continue
        for token in sorted(aviary.tokens(value)):
            out = column == "published" and table.endswith("release")
            if not out and (kind not in OPEN_CLASSES or aviary.is_private(token)):
                found.append(f"{table}.{column} ({kind}) holds {aviary.describe(token)}")
    return found


def in_bytes(aviary: Aviary, name: str, content: bytes) -> list[str]:
    """Private words in a heap of bytes, as they are or as hexadecimal. Words that are out for some may lie in it."""
    text = content.decode("latin-1")
    unfolded = "".join(bytes.fromhex(run).decode("latin-1") for run in re.findall(r"(?:[0-9a-f]{2}){16,}", text))
    out = {token for token, places in aviary.places.items() if any("out to" in place.what for place in places)}
    exempt = out | {token for token in aviary.places if not aviary.is_private(token)}
    found = (aviary.tokens(text) | aviary.tokens(unfolded)) - exempt
    return [f"{name} holds {aviary.describe(token)}" for token in sorted(found)]


def unshown(aviary: Aviary, people: dict[str, Any]) -> list[str]:
    """Every word that stands where a page should show it, and that none of its own people was ever shown."""
    shown = {(token, actor) for token, actor, _ in aviary.sightings}
    found = []
    for token, places in aviary.places.items():
        readers = [actor for actor, person in people.items() if aviary.may_read(token, person.pk)]
        live = sorted({place.what for place in places if place.is_live and place.readers})
        if live and not any((token, actor) in shown for actor in readers):
            found.append(f"{', '.join(live)}: {aviary.made[token]}")
    return sorted(found)
