"""Finding people by their names, for those who give somebody a seat, a sponsor's place or a unit."""

import re
from uuid import UUID

from django.db.models import Case, Q, When

from colead.foundation.viewer import Hidden, Viewer
from colead.people.finding import begins_a_word
from colead.people.models import Person
from colead.rules.abilities import Ability

WORDS = re.compile(r"[^\s,·]+")


def may_look(viewer: Viewer) -> bool:
    return viewer.has(Ability.KEEP_PROGRAMME) or viewer.has(Ability.KEEP_UNITS)


def named_like(viewer: Viewer, words: str, most: int = 12) -> list[Person]:
    """Those still here of whose name, title or number these words are beginnings; names before titles."""
    if not may_look(viewer):
        raise Hidden
    parts = WORDS.findall(words)[:8]
    if not parts:
        return []
    found, by_name = Person.objects.filter(left_on=None), Q()
    for part in parts:
        in_name = begins_a_word("name", part)
        by_name &= in_name
        found = found.filter(in_name | begins_a_word("title", part) | Q(external_id__iexact=part))
    return list(found.order_by(Case(When(by_name, then=0), default=1), "name", "id")[:most])


def get(viewer: Viewer, id: UUID) -> Person:
    person = Person.objects.filter(pk=id).first() if may_look(viewer) else None
    if person is None:
        raise Hidden
    return person


def label(person: Person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name


def has_namesake(person: Person) -> bool:
    """Whether somebody else here goes by the same name."""
    return Person.objects.filter(name__iexact=person.name, left_on=None).exclude(pk=person.pk).exists()
