"""Notices what looks like patient information in a text; it says which kinds, and never repeats or keeps the text."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Pattern(NamedTuple):
    kind: str
    regex: re.Pattern[str]


def kinds_found(text: str, patterns: Iterable[Pattern]) -> tuple[str, ...]:
    """The kinds that occur in the text, each once, in the order of the patterns."""
    return tuple(dict.fromkeys(pattern.kind for pattern in patterns if pattern.regex.search(text)))
