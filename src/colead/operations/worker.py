"""The keeper's round: sends the outbox, lets the retention clock strike, anchors the signed chain."""

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from django.contrib.sessions.models import Session
from django.db import close_old_connections

from colead.forming.launch import jobs as launch
from colead.foundation import clock
from colead.foundation.models import Notice, Replay
from colead.operations import digest, outbox
from colead.operations.models import WorkerRound
from colead.partnerships import ending_actions
from colead.practice.calendar import jobs as calendar
from colead.practice.goals import jobs as goals
from colead.practice.meetings import jobs as meetings
from colead.practice.memos import jobs as memos
from colead.practice.reviews import jobs as reviews
from colead.practice.visibility import jobs as visibility
from colead.programme.pooled import actions as pooled
from colead.programme.supports import jobs as supports
from colead.promises import presence, retention, signatures, trail

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_ROUNDS = 20
REPLAYS_KEPT = timedelta(days=7)
NOTICES_KEPT = timedelta(days=30)


def round_of_work(last_sweep: date | None) -> date:
    """One round; every part finds its work by state, so that a missed round is made up by the next."""
    today = clock.today()
    every_round: list[Callable[[], object]] = [
        partial(ending_actions.end_due, on=today),  # first: whose day has come loses access, whatever befalls the rest
        send,
        partial(memos.publish_due, now=clock.now()),
    ]
    in_turn([*every_round, *(once_a_day(today) if last_sweep != today else [])])
    WorkerRound.objects.update_or_create(defaults={"ended_at": clock.now()})
    return today


def once_a_day(today: date) -> list[Callable[[], object]]:
    return [
        partial(pooled.publish_due, on=today),  # before the sweep, so that a half-year is counted while it is whole
        partial(reviews.count_due, on=today),  # before the sweep for the same reason
        partial(sweep, on=today),
        partial(clear_spent, on=today),
        partial(calendar.clear, on=today),
        reviews.let_out_who_may_help_no_more,
        partial(launch.remind, on=today),
        partial(goals.remind, on=today),
        partial(meetings.remind, on=today),
        partial(visibility.remind, on=today),
        partial(supports.remind, on=today),
    ]


def in_turn(parts: Iterable[Callable[[], object]]) -> None:
    """A part that fails holds up no other; without its keys a site does nothing. The first fault is raised at last."""
    faults: list[Exception] = []
    for part in parts:
        try:
            part()
        except presence.StoreMissing:
            raise
        except Exception as fault:
            faults.append(fault)
    for other in faults[1:]:
        logger.error("A part of the round failed", exc_info=other)
    if faults:
        raise faults[0]


def send() -> None:
    signatures.anchor()  # before the receipts leave, so that no receipt names a head that is anchored nowhere
    trail.anchor()
    outbox.deliver(step for steps in (outbox.steps, digest.steps) for step in steps())


def sweep(*, on: date) -> None:
    retention.sweep(on=on)
    retention.scrub()


def clear_spent(*, on: date) -> None:
    Replay.objects.filter(made_on__lt=on - REPLAYS_KEPT).delete()
    Notice.objects.filter(sent_at__lt=clock.now() - NOTICES_KEPT).delete()
    Session.objects.filter(expire_date__lt=clock.now()).delete()


def run(stop: threading.Event) -> None:
    """Works until told to stop. A failure is logged by its kind and place, and the next round goes on."""
    last_sweep: date | None = None
    while not stop.is_set():
        close_old_connections()
        try:
            last_sweep = round_of_work(last_sweep)
        except presence.StoreMissing as missing:
            logger.error("A round of work stopped. %s", missing)
        except Exception:
            logger.exception("A round of work failed")
        stop.wait(SECONDS_BETWEEN_ROUNDS)
