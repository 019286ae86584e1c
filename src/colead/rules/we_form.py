"""Notices where a text says I instead of we, and where a third person could be recognised; it keeps nothing of it."""

import re
from collections.abc import Collection, Iterator
from typing import Final

# "I" only as a capital, so that a list numbered i) is not taken for a person.
SINGULAR: Final = re.compile(r"\bI\b(?:['’](?:m|ve|d|ll)\b)?|\b(?:[Mm]yself|[Mm]ine|[Mm]y|[Mm]e)\b")
PRONOUN: Final = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
TITLED: Final = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|Professor|Nurse|Sister|Doctor)\b\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
)
ONE_OF_THEM: Final = re.compile(
    r"\b(?:the|that|this|a|an|one of the|one|our|his|her)\s+(?:\w+\s+){0,2}?"
    r"(?:nurse|resident|doctor|physician|surgeon|hospitalist|pharmacist|manager|aide|porter|fellow|consultant|"
    r"intern|student|technician|therapist|midwife|secretary|clerk)s?\b",
    re.IGNORECASE,
)


def singular(text: str) -> tuple[str, ...]:
    """Where one of the two speaks alone, each word once, as it stands."""
    return once(found[0] for found in SINGULAR.finditer(text))


def third_persons(text: str, own_names: Collection[str] = ()) -> tuple[str, ...]:
    """Words by which somebody else could be recognised; the two themselves may be named."""
    for name in sorted(own_names, key=len, reverse=True):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    patterns = (TITLED, ONE_OF_THEM, PRONOUN)
    return once(found[0] for pattern in patterns for found in pattern.finditer(text) if is_single(found[0]))


def is_single(words: str) -> bool:
    """'The nurses' are nobody in particular, unless it is one of them."""
    is_many = words.lower().endswith("s") and ONE_OF_THEM.fullmatch(words) is not None
    return not is_many or words.lower().startswith("one of")


def once(words: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
