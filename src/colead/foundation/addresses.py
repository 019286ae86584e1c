"""The addresses of pages: where a route lies is looked up once in a process, and only the ids are put in each time."""

from functools import lru_cache
from typing import Final
from uuid import UUID

from django.urls import get_script_prefix, reverse

STAND_INS: Final = tuple(UUID(int=2**126 + at) for at in range(6))


def address(route: str, *parts: UUID | str) -> str:
    """The address of a route with these parts, in the order in which they stand in it."""
    words = tuple([None if isinstance(part, UUID) else str(part) for part in parts])
    return pattern_of(route, words, get_script_prefix()) % tuple([part for part in parts if isinstance(part, UUID)])


@lru_cache(maxsize=512)
def pattern_of(route: str, words: tuple[str | None, ...], prefix: str) -> str:
    """With a place for each id. The words are those of our routes, never what somebody wrote."""
    found = reverse(route, args=[STAND_INS[at] if word is None else word for at, word in enumerate(words)])
    found = found.replace("%", "%%")
    for stand_in in STAND_INS:
        found = found.replace(str(stand_in), "%s")
    return found
