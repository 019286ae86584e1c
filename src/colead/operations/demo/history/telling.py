"""Plays the acts of the story in the order of time; between them the worker's rounds come as they would have."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from colead.foundation import clock
from colead.operations import worker
from colead.operations.demo.history import (
    aiming,
    asking,
    days,
    deciding,
    forming,
    meeting,
    noting,
    reviewing,
    setting,
    showing,
    signing,
    talking,
)
from colead.operations.demo.history.house import Act, House
from colead.promises import retention

Say = Callable[[str], None]
BETWEEN_ROUNDS: Final = timedelta(days=61)


def write(say: Say, *, until: datetime | None = None) -> None:
    """Everything in one transaction, so that a telling that is cut off has told nothing."""
    present = until or timezone.localtime()
    say("Living through two years at Riverside")
    try:
        with transaction.atomic():
            play(acts_of(House(present)))
            travel_to(present)
            worker.round_of_work(None)
    finally:
        clock.travel(timedelta(0))
    retention.scrub()


def acts_of(house: House) -> list[tuple[datetime, Act]]:
    parts: Iterable[Callable[[House], Iterable[tuple[datetime, Act]]]] = (
        setting.acts,
        forming.acts,
        deciding.acts,
        aiming.acts,
        signing.acts,
        days.acts,
        noting.acts,
        talking.acts,
        meeting.acts,
        reviewing.acts,
        showing.acts,
        asking.acts,
    )
    told = [act for part in parts for act in part(house)]
    return sorted(told, key=lambda act: act[0])


def play(acts: list[tuple[datetime, Act]]) -> None:
    next_round = acts[0][0] + BETWEEN_ROUNDS
    for at, act in acts:
        while next_round <= at:
            travel_to(next_round)
            worker.round_of_work(None)
            next_round += BETWEEN_ROUNDS
        travel_to(at)
        act()


def travel_to(at: datetime) -> None:
    clock.travel(at - timezone.now())
