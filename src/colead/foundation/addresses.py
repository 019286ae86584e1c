"""The addresses of pages: where a route lies is looked up once in a process, and only the ids are put in each time."""

from functools import lru_cache
from typing import Final
from uuid import UUID

from django.urls import get_script_prefix, reverse

STAND_INS: Final = tuple(UUID(int=2**126 + at) for at in range(6))


def address(route: str, *parts: UUID | str) -> str:
    """The address of a route with these parts, in the order in which they stand in it."""
    words = tuple(None if isinstance(part, UUID) else str(part) for part in parts)
    pieces = pieces_of(route, words, get_script_prefix())
    if len(pieces) == 1:
        return pieces[0]
    ids = [str(part) for part in parts if isinstance(part, UUID)]
    return pieces[0] + "".join(id + piece for id, piece in zip(ids, pieces[1:], strict=True))


@lru_cache(maxsize=512)
def pieces_of(route: str, words: tuple[str | None, ...], prefix: str) -> list[str]:
    """What stands before, between and after the ids. The words are those of our routes, never what somebody wrote."""
    pieces = [reverse(route, args=[STAND_INS[at] if word is None else word for at, word in enumerate(words)])]
    for at, word in enumerate(words):
        if word is None:
            pieces[-1:] = pieces[-1].split(str(STAND_INS[at]))
    return pieces
