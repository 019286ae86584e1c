"""A large list costs a fixed number of queries for each batch, and none for each person."""

from typing import Any

import pytest
from bench.imports import HEAD, PEOPLE, Counter, csv_of, people_rows, xlsx_of
from django.db import connection

from colead.operations.imports import actions
from colead.operations.imports.intake import Kind, Listing
from colead.people.models import Person

MANY = [3000, pytest.param(PEOPLE, marks=pytest.mark.prove)]


def take_in(content: bytes) -> tuple[dict[str, int], int]:
    counter = Counter()
    with connection.execute_wrapper(counter):
        found = actions.take_in(listing=Listing(Kind.PEOPLE, content), by=None)
    return found.people.counts, counter.count


@pytest.mark.parametrize("count", MANY)
@pytest.mark.parametrize("write", [csv_of, xlsx_of], ids=["csv", "xlsx"])
def test_many_people_come_in_batches(db: None, write: Any, count: int) -> None:
    content = write(HEAD, people_rows(count))
    counts, queries = take_in(content)
    assert counts["new"] == Person.objects.count() == count
    assert queries < 10 + count / 40
    again, quiet = take_in(content)
    assert again["unchanged"] == count
    assert quiet < 10


@pytest.mark.parametrize("count", MANY)
def test_many_changes_come_in_batches(db: None, count: int) -> None:
    take_in(csv_of(HEAD, people_rows(count)))
    counts, queries = take_in(csv_of(HEAD, ([*row[:2], "New title", *row[3:]] for row in people_rows(count))))
    assert counts["changed"] == count
    assert queries < 10 + count / 40
    assert not Person.objects.exclude(title="New title").exists()
