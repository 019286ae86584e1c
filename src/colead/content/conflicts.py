"""The words of a hard talk: how it begins, the card for the way, what to look at after, whom to ask in."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Entry:
    """`guide` stands on the card of a talk that began like this."""

    key: str
    label: str
    hint: str
    guide: str = ""


@dataclass(frozen=True)
class Conflicts:
    entries: tuple[Entry, ...]
    settings: tuple[Choice, ...]
    replies: tuple[Choice, ...]
    guide: tuple[Choice, ...]
    repair: tuple[Choice, ...]
    checks: tuple[Choice, ...]
    rungs: tuple[Choice, ...]

    def entry(self, key: str) -> Entry:
        return pick(self.entries, key)


@cache
def load() -> Conflicts:
    return read_file("conflicts.toml", Conflicts)


def label_of(choices: tuple[Choice, ...] | tuple[Entry, ...], key: object) -> str:
    """The words of a key; none when the content of a site has dropped it."""
    return next((choice.label for choice in choices if choice.key == key), "")
