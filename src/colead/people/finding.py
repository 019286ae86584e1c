"""Finding by how words begin: who looks for Ana means Ana, and not Joanna or a manager."""

from typing import Final

from django.db.models import Q

from colead.foundation import clock
from colead.people.models import Person

# What stands before a word within a name or a title: Ruiz-Meyer, O'Hara, Director (Nursing).
BEFORE_A_WORD: Final = " -'’(/."


def begins_a_word(field: str, words: str) -> Q:
    """Plain comparisons, which both databases know, in the one query that asks."""
    found = Q(**{f"{field}__istartswith": words})
    for mark in BEFORE_A_WORD:
        found |= Q(**{f"{field}__icontains": f"{mark}{words}"})
    return found


def named_exactly(words: str) -> Person | None:
    """Who is here and goes by exactly this name or address; nobody when two do, so that no guess is made."""
    said = words.strip()
    present = Person.objects.exclude(left_on__lte=clock.today())
    found = list(present.filter(Q(name__iexact=said) | Q(email__iexact=said))[:2])
    return found[0] if len(found) == 1 and said else None
