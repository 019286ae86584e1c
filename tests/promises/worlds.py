"""Small worlds to try the mechanisms in: a few people, a space, and a way back to where they began."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.db import transaction

from colead.access.viewer import SignedInViewer
from colead.people.models import Person
from colead.promises import space
from colead.promises.models import Space
from colead.promises.models.spaces import SpaceKind
from tests.makers import make_person, viewer_of
from tests.promises.desk.models import Page

_numbers = itertools.count(1)


def somebody() -> Person:
    return make_person(f"Person Number{next(_numbers)}")


def look(person: Person) -> SignedInViewer:
    """A new look, as each request has; nothing remembered from an earlier one."""
    return viewer_of(person)


@dataclass
class World:
    """People in a space, and one who stands outside."""

    people: list[Person]
    space: Space
    stranger: Person = field(default_factory=somebody)

    def by(self, index: int) -> SignedInViewer:
        return look(self.people[index])


def make_world(n: int = 2, kind: str = SpaceKind.PAIR) -> World:
    people = [somebody() for _ in range(n)]
    return World(people, space.open_for(kind=kind, people=people, by=None))


def write_page(world: World, index: int = 0, body: str = "first words", **fields: object) -> Page:
    return space.write(Page, space=world.space, by=world.by(index), text={"title": "t", "body": body}, **fields)


@contextmanager
def passing() -> Iterator[None]:
    """Whatever happens inside has never happened."""
    with suppress(Undo), transaction.atomic():
        yield
        raise Undo


class Undo(Exception):
    pass
