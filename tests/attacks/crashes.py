"""The machine stops at any statement of a request: afterwards all of it is there, or none of it."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connection, transaction
from django.test import Client
from psycopg.pq import TransactionStatus

from tests.access.world import World
from tests.attacks.reading import Act, acts_of
from tests.attacks.robot import Undo, ask, kind_of, route_of
from tests.attacks.tables import Change, Rows, changes, snapshot, tables_of

TAKEN = {204, 302, 303}


class Crash(OperationalError):
    """The machine stopped here."""


@dataclass
class Countdown:
    """Lets so many statements pass, then stops once; counts them all."""

    stop_at: int | None = None
    passed: int = 0
    is_after: bool = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.passed += 1
        if self.passed == self.stop_at:
            if self.is_after:
                execute(sql, params, many, context)
            raise Crash("stopped")
        return execute(sql, params, many, context)


@dataclass
class Report:
    points: int = 0
    unanswered: int = 0
    acts: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def try_once(client: Client, act: Act, wrapper: Countdown | None = None) -> tuple[int, Rows | None]:
    """Sends it in a world that is then undone: the status, and the tables as they stood afterwards.

    None in place of them if the database has called the whole transaction off, so that nothing of it stays.
    """
    data = act.data({name: "A few words" for name in act.words})
    guard: AbstractContextManager[Any] = connection.execute_wrapper(wrapper) if wrapper else nullcontext()
    status: int = 0
    rows: Rows | None = None
    try:
        with transaction.atomic():
            with guard:
                status = ask(client, "POST", act.url, data).status_code
            connection.needs_rollback = False  # what a loose transaction left behind is to be looked at
            rows = None if is_called_off() else snapshot()
            raise Undo
    except Undo:
        return status, rows


def is_called_off() -> bool:
    """PostgreSQL takes no statement after one it refused, such as a step back to what was let go of already."""
    if connection.vendor != "postgresql":
        return False
    return bool(connection.connection.info.transaction_status == TransactionStatus.INERROR)


def happy_acts(world: World, pair: str) -> list[tuple[Client, Act]]:
    """One act of each kind that is taken as things stand now."""
    found: dict[str, tuple[Client, Act]] = {}
    for (where, actor), robot in world.robots.items():
        if where != pair:
            continue
        for form in robot.seen.forms:
            for act in acts_of(form, turn=1):
                if kind_of(act) not in found and act.url.startswith(world.root(pair)):
                    found[kind_of(act)] = (world.client(actor), act)
    return [found[kind] for kind in sorted(found)]


def check(
    world: World, pair: str, *, most_acts: int | None = None, most_points: int | None = None, turn: int = 0
) -> Report:
    report = Report()
    before = snapshot()
    for client, act in spread(happy_acts(world, pair), None, turn):
        if most_acts is not None and len(report.acts) >= most_acts:
            break
        check_act(client, act, before, report, most_points, turn)
    return report


def check_act(
    client: Client, act: Act, before: Rows, report: Report, most_points: int | None = None, turn: int = 0
) -> None:
    counted = Countdown()
    status, whole = try_once(client, act, counted)
    if whole is None or status not in TAKEN or not changes(before, whole):
        return
    report.acts.add(kind_of(act))
    for point in spread(list(range(1, counted.passed + 1)), most_points, turn):
        crash(client, act, point, before, whole, report)


def spread(items: list[Any], most: int | None, turn: int) -> list[Any]:
    """All of them, or an even choice that begins elsewhere each turn."""
    if most is None:
        return items[turn % max(len(items), 1) :] + items[: turn % max(len(items), 1)]
    step = max(len(items) // most, 1)
    return items[turn % step :: step][:most]


def crash(client: Client, act: Act, point: int, before: Rows, whole: Rows, report: Report) -> None:
    for is_after in (False, True):
        report.points += 1
        status, rows = try_once(client, act, Countdown(stop_at=point, is_after=is_after))
        found = changes(before, before if rows is None else rows)
        if is_all_of(found, changes(before, whole)):
            report.unanswered += status not in TAKEN
        elif status in TAKEN:
            report.faults.append(
                f"{route_of(act.url)}: said {status} though statement {point} failed, and wrote {found}"
            )
        elif found:
            changed = sorted(tables_of(found))
            report.faults.append(f"{route_of(act.url)}: stopped at statement {point}, and {changed} were written")


def is_all_of(found: list[Change], whole: list[Change]) -> bool:
    """As many rows of each table as the act writes when nothing stops it; only the answer may have been lost."""
    return bool(found) and Counter(table for table, *_ in found) == Counter(table for table, *_ in whole)


def replay(client: Client, act: Act, key: str, times: int = 5) -> list[str]:
    """The same key again: the same answer, and nothing more is written."""
    data = {**act.data({name: "A few words" for name in act.words}), "once": key}
    before = snapshot()
    first = ask(client, "POST", act.url, data)
    after_one = snapshot()
    if first.status_code not in TAKEN or not changes(before, after_one):
        return []
    faults = []
    for _ in range(times - 1):
        again = ask(client, "POST", act.url, data)
        if again.headers.get("Location") != first.headers.get("Location"):
            faults.append(f"{route_of(act.url)}: the second answer led to {again.headers.get('Location')}")
    more = changes(after_one, snapshot())
    if more:
        faults.append(f"{route_of(act.url)}: sent {times} times, {sorted(tables_of(more))} were written again")
    return faults
