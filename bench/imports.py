"""How long 20,000 people and 5,000 units take, against reading the same rows with the csv module alone."""

import csv
import io
import time
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
from django.db import connection

from bench.figure import Figure, seconds
from colead.operations.imports import actions
from colead.operations.imports.intake import Intake, Kind, Listing

PEOPLE, UNITS = 20_000, 5_000
HEAD = ["external_id", "name", "title", "profession", "email"]


def people_rows(count: int = PEOPLE) -> Iterator[list[str]]:
    """Invented people; every third has letters beyond ASCII."""
    first, last = ("Ana", "Jörg", "Zoë", "Omar", "Lê", "Nia"), ("Ruiz", "Müller", "Osei", "Lind", "Novák")
    for n in range(count):
        name = f"{first[n % 6]} {last[n % 5]} {n}"
        side = ("nursing", "medicine", "other")[n % 3]
        yield [f"E{n:06}", name, f"Title {n % 40}", side, f"p{n}@riverside.example"]


def unit_rows() -> Iterator[list[str]]:
    for n in range(UNITS):
        yield [f"U{n:05}", f"Unit {n}", f"U{n // 12:05}" if n else "", "unit" if n > 400 else "hospital"]


def csv_of(head: list[str], rows: Iterator[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    return out.getvalue().encode()


def xlsx_of(head: list[str], rows: Iterator[list[str]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for row in [head, *rows]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Counter:
    """Counts statements without keeping them, so that counting takes no time worth naming."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *rest: Any) -> Any:
        self.count += 1
        return execute(*rest)


def timed(work: Callable[[], Intake]) -> tuple[float, int]:
    counter, started = Counter(), time.perf_counter()
    with connection.execute_wrapper(counter):
        work()
    return time.perf_counter() - started, counter.count


def figures() -> Iterator[Figure]:
    people, book = csv_of(HEAD, people_rows()), xlsx_of(HEAD, people_rows())
    units = csv_of(["external_id", "name", "parent", "level"], unit_rows())
    plain = seconds(lambda: list(csv.reader(io.StringIO(people.decode()))), rounds=3)
    for name, listing, goal in (
        ("import: 20,000 people, csv", Listing(Kind.PEOPLE, people), 30.0),
        ("import: the same again, xlsx", Listing(Kind.PEOPLE, book), 10.0),
        ("import: 5,000 units, csv", Listing(Kind.UNITS, units), 10.0),
        ("import: the same again, csv", Listing(Kind.UNITS, units), 5.0),
    ):
        taken, queries = timed(lambda listing=listing: actions.take_in(listing=listing, by=None))
        note = f"{queries} queries; {taken / plain:.0f} times a bare csv.reader over the people"
        yield Figure(name, taken, goal, "seconds", note)
