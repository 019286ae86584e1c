"""Twelve hard cases to practise on, each with a twist; there is no right answer and no score."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file
from colead.rules.decisions import Kind


@dataclass(frozen=True)
class Scenario:
    key: str
    number: int
    title: str
    kind: Kind
    situation: str
    twist: str
    cards: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    key: str
    text: str
    in_short_version: bool = False


@dataclass(frozen=True)
class Scenarios:
    intro: str
    steps: tuple[Step, ...]
    scenarios: tuple[Scenario, ...]

    def scenario(self, key: str) -> Scenario:
        return pick(self.scenarios, key)


@cache
def load() -> Scenarios:
    return read_file("scenarios.toml", Scenarios)
