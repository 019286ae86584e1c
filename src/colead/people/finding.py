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
    """Somebody here by the whole name or address; nobody when two go by it, so that no guess is made."""
    asked = Q(name__iexact=words.strip()) | Q(email__iexact=words.strip())
    present = Person.objects.exclude(left_on__lte=clock.today())
    found = list(present.filter(asked)[:2])
    return found[0] if len(found) == 1 else None
