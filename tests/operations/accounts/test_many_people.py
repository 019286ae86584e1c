"""The list of people costs the same for twenty and for twenty thousand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from colead.operations.accounts.pages import PeoplePage
from colead.operations.accounts.queries import PAGE_ROWS
from colead.people.models import Login, Person
from tests.cast import Riverside
from tests.makers import viewer_of


def add_people(count: int) -> None:
    people = [Person(name=f"Nurse {number:05}", email=f"nurse{number}@riverside.example") for number in range(count)]
    Person.objects.bulk_create(people, batch_size=2000)
    logins = [Login(email=person.email, person=person, password="!") for person in people]
    Login.objects.bulk_create(logins, batch_size=2000)


def look(riverside: Riverside, words: str = "") -> tuple[PeoplePage, int]:
    viewer = viewer_of(riverside.sam)
    assert viewer.abilities
    with CaptureQueriesContext(connection) as queries:
        page = PeoplePage.build(viewer, words=words, number=1)
    return page, len(queries)


@pytest.mark.parametrize("words", ["", "nurse 000"])
def test_page_costs_the_same_for_few_and_for_many(riverside: Riverside, words: str) -> None:
    add_people(2)
    _page, few = look(riverside, words)
    Login.objects.filter(email__startswith="nurse").delete()
    Person.objects.filter(name__startswith="Nurse ").delete()
    add_people(400)
    page, many = look(riverside, words)
    assert few == many
    assert len(page.rows) == PAGE_ROWS
    assert page.has_more
