"""The guardrails in words: what to do when someone is in danger, and what looks like patient information."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from colead.content.reading import read_file
from colead.rules.text_guard import Pattern, is_bounded


@dataclass(frozen=True)
class Route:
    key: str
    label: str
    when: str
    how: str
    tel: str = ""


@dataclass(frozen=True)
class DutyToReport:
    """A site sets its own numbers (`COLEAD_CALL_FIRST`); the question and the order stay."""

    question: str
    matters: tuple[str, ...]
    yes: str
    no: str
    answer: str
    routes: tuple[Route, ...]

    @property
    def lacks_a_number(self) -> bool:
        return not all(route.tel for route in self.routes)

    def called_at(self, numbers: Mapping[str, str]) -> "DutyToReport":
        """With the numbers of the site, by the key of the route."""
        routes = (replace(route, tel=numbers.get(route.key, route.tel)) for route in self.routes)
        return replace(self, routes=tuple(routes))


@dataclass(frozen=True)
class PatientPattern:
    key: str
    label: str
    regex: str

    def __post_init__(self) -> None:
        try:
            re.compile(self.regex)
        except re.error as fault:
            raise ValueError(f"{self.key} is no regular expression: {fault}") from fault
        if not is_bounded(self.regex):
            raise ValueError(f"{self.key} repeats without an end; write {{0,9}} for * and {{1,9}} for +")


@dataclass(frozen=True)
class PatientGuard:
    found: str
    remove: str
    not_it: str
    explanation: str
    patterns: tuple[PatientPattern, ...]


@dataclass(frozen=True)
class Safety:
    """`privilege_notice` may hold {safety_event_system}."""

    privilege_notice: str
    duty_to_report: DutyToReport
    patient_guard: PatientGuard


@cache
def load() -> Safety:
    return read_file("safety.toml", Safety)


def patterns(*, site: tuple[str, ...] = ()) -> tuple[Pattern, ...]:
    """The default patterns, and those of the site for its own record numbers."""
    default = tuple(Pattern(one.key, re.compile(one.regex)) for one in load().patient_guard.patterns)
    return default + tuple(Pattern("record_number", re.compile(regex)) for regex in site if regex)
