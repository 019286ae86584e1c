"""A presentation of two: who speaks about what for how long, and what a prompt asks; nothing here forbids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Side(StrEnum):
    """Who speaks, or whose area a segment is about."""

    NURSE = "nurse"
    PHYSICIAN = "physician"
    BOTH = "both"


SEGMENTS_MAX: Final = 8
QUESTIONS: Final = 3
MINUTES_MAX: Final = 180
# What one says in half a minute without hurry.
DRY_LINE_WORDS: Final = 75
REACH: Final = timedelta(days=730)


@dataclass(frozen=True)
class Segment:
    topic: str
    minutes: int
    speaker: str
    area: str


def is_within_reach(day: date, today: date) -> bool:
    """At most two years back or ahead: anything else is a slip of the hand."""
    return today - REACH <= day <= today + REACH


def total(segments: Iterable[Segment]) -> int:
    return sum(segment.minutes for segment in segments)


def crosses(segment: Segment) -> bool:
    """One of the two speaks about the other's area."""
    alone = (Side.NURSE, Side.PHYSICIAN)
    return segment.speaker in alone and segment.area in alone and segment.speaker != segment.area


def not_yet_crossing(segments: Iterable[Segment]) -> tuple[str, ...]:
    """The sides that speak about nothing of their partner's; a prompt, and no rule."""
    crossing = {segment.speaker for segment in segments if crosses(segment)}
    return tuple(side for side in (Side.NURSE.value, Side.PHYSICIAN.value) if side not in crossing)


def is_longer_than_half_a_minute(line: str) -> bool:
    return len(line.split()) > DRY_LINE_WORDS
