"""The guardrails in words: what to do when someone is in danger, and what looks like patient information."""

import re
from dataclasses import dataclass
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
    """The site puts its own numbers in the place of `how` and `tel`; the question and the order stay."""

    question: str
    matters: tuple[str, ...]
    yes: str
    no: str
    answer: str
    routes: tuple[Route, ...]


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
