"""Partnerships through their life: planned, forming, active, paused, ended without fault; and which seats count."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from colead.rules.moves import Machine


class Status(StrEnum):
    PLANNED = "planned"
    FORMING = "forming"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


SIDES = frozenset({"nurse", "physician"})
SHORTEST_NOTICE = timedelta(days=7)
USUAL_NOTICE = timedelta(days=14)

MACHINE: Machine[Status] = Machine(
    name="partnership",
    start=Status.PLANNED,
    words={
        Status.PLANNED: "This dyad is planned.",
        Status.FORMING: "This dyad is forming.",
        Status.ACTIVE: "This dyad is active.",
        Status.PAUSED: "This dyad is paused.",
        Status.ENDED: "This dyad has ended.",
    },
    moves={
        (Status.PLANNED, "form"): Status.FORMING,
        (Status.PLANNED, "end"): Status.ENDED,
        (Status.FORMING, "activate"): Status.ACTIVE,
        (Status.FORMING, "pause"): Status.PAUSED,
        (Status.FORMING, "end"): Status.ENDED,
        (Status.ACTIVE, "pause"): Status.PAUSED,
        (Status.ACTIVE, "end"): Status.ENDED,
        # A new person in a seat is a new pair, and begins again with getting to know each other.
        (Status.ACTIVE, "change_partner"): Status.FORMING,
        (Status.PAUSED, "change_partner"): Status.FORMING,
        (Status.PAUSED, "resume"): Status.ACTIVE,
        (Status.PAUSED, "end"): Status.ENDED,
    },
)


class SeatLike(Protocol):
    @property
    def side(self) -> str: ...
    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...
    @property
    def is_interim(self) -> bool: ...


def is_open(seat: SeatLike, on: date) -> bool:
    """Taken on that day; the last day still counts, the first one already does."""
    return seat.from_on <= on and (seat.until_on is None or on <= seat.until_on)


def open_sides(seats: Iterable[SeatLike], on: date) -> list[str]:
    return sorted(seat.side for seat in seats if is_open(seat, on))


def has_two_partners(seats: Iterable[SeatLike], on: date) -> bool:
    """Exactly one person on each side; an interim counts, two on one side never make a pair."""
    return open_sides(seats, on) == sorted(SIDES)


def is_between_partners(seats: Iterable[SeatLike], on: date) -> bool:
    """One has left and the other stays, or an interim keeps the place."""
    taken = [seat for seat in seats if is_open(seat, on)]
    return {seat.side for seat in taken} != SIDES or any(seat.is_interim for seat in taken)


def earliest_end(today: date) -> date:
    """Nobody loses a seat before they had a week to take their words along."""
    return today + SHORTEST_NOTICE


def usual_end(today: date) -> date:
    return today + USUAL_NOTICE


def may_write_together(status: str) -> bool:
    return status in {Status.FORMING, Status.ACTIVE}


def counts_in_cascade(status: str, *, is_temporary: bool) -> bool:
    """Temporary co-leads are listed apart and never counted as dyads."""
    return status == Status.ACTIVE and not is_temporary
