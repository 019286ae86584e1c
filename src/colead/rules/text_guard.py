"""Notices what looks like patient information in a text; it says which kinds, and never repeats or keeps the text."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

LOOKED_AT: Final = 8_000  # characters; longer than any field may be
ENDLESS: Final = re.compile(r"(?<!\\)(?:\\\\)*(?:[*+]|\{\d*,\})")


class Pattern(NamedTuple):
    kind: str
    regex: re.Pattern[str]


def is_bounded(regex: str) -> bool:
    """Whether each repeat has an end, as in `{0,9}`: one without may take hours over a long blank line."""
    return ENDLESS.search(regex) is None


def kinds_found(text: str, patterns: Iterable[Pattern]) -> tuple[str, ...]:
    """The kinds that occur in the text, each once, in the order of the patterns."""
    seen = text[:LOOKED_AT]
    return tuple(dict.fromkeys(pattern.kind for pattern in patterns if pattern.regex.search(seen)))


def without_findings(text: str, patterns: Iterable[Pattern]) -> str:
    """The text with what was found cut out; what lies beyond what is looked at stays as it is."""
    seen, rest = text[:LOOKED_AT], text[LOOKED_AT:]
    for pattern in patterns:
        seen = pattern.regex.sub("", seen)
    return seen + rest
