"""Finding by how words begin: who looks for Ana means Ana, and not Joanna or a manager."""

from typing import Final

from django.db.models import Q

# What stands before a word within a name or a title: Ruiz-Meyer, O'Hara, Director (Nursing).
BEFORE_A_WORD: Final = " -'’(/."


def begins_a_word(field: str, words: str) -> Q:
    """Plain comparisons, which both databases know, in the one query that asks."""
    found = Q(**{f"{field}__istartswith": words})
    for mark in BEFORE_A_WORD:
        found |= Q(**{f"{field}__icontains": f"{mark}{words}"})
    return found
