"""The words of a joint review: its kinds, the fixed list, who is seen to first, the card for a conversation."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file
from colead.rules import reviews as rules


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class SupportCard:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Reviews:
    """`privilege_label` is a site's own marking, shown only where it is written: nothing is marked by itself."""

    same_line: str
    retaliation: str
    competence: str
    only_training: str
    how_is_partner: str
    raised: str
    kinds: tuple[Choice, ...]
    screen: tuple[Choice, ...]
    people: tuple[Choice, ...]
    strengths: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    told: tuple[Choice, ...]
    guide: tuple[Choice, ...]
    peers: tuple[Choice, ...]
    support: SupportCard
    privilege_label: str = ""

    def kind(self, key: str) -> Choice:
        return pick(self.kinds, key)


@cache
def load() -> Reviews:
    return read_file("reviews.toml", Reviews)


def told_of(kind: str) -> tuple[Choice, ...]:
    """Who waits to hear, in the words of that kind: a concern has no report."""
    words = load()
    raised = Choice("reporter", words.raised)
    is_concern = kind == rules.Kind.EMPLOYEE_CONCERN
    known = rules.told_of(kind)
    return tuple(raised if is_concern and one.key == raised.key else one for one in words.told if one.key in known)


def people_of(kind: str) -> tuple[Choice, ...]:
    return tuple(one for one in load().people if one.key in rules.people_of(kind))


def label_of(choices: tuple[Choice, ...], key: object) -> str:
    """The words of a key; none when the content of a site has dropped it."""
    return next((choice.label for choice in choices if choice.key == key), "")
