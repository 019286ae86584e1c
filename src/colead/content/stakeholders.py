"""Stakeholder cards: the people a decision touches, from whom the pair chooses and whom it may forget."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from colead.content.reading import pick, read_file


class StakeholderKind(StrEnum):
    PATIENT_FAMILY = "patient_family"
    STAFF = "staff"
    OTHER = "other"


@dataclass(frozen=True)
class Stakeholder:
    key: str
    label: str
    kind: StakeholderKind
    ask: str


@dataclass(frozen=True)
class Stakeholders:
    prompt: str
    cards: tuple[Stakeholder, ...]

    def card(self, key: str) -> Stakeholder:
        return pick(self.cards, key)

    def of_kind(self, kind: str) -> tuple[Stakeholder, ...]:
        return tuple(card for card in self.cards if card.kind == kind)


@cache
def load() -> Stakeholders:
    return read_file("stakeholders.toml", Stakeholders)
