"""Who looks for somebody finds whose words begin so, in one query, on either database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from colead.operations.accounts import queries as accounts
from colead.people import roster
from colead.people.models import Person
from tests.cast import Riverside
from tests.makers import make_person, viewer_of

OTHERS = (
    ("Joanna Diaz", "Manager of analysis"),
    ("Banana Split", "Nurse"),
    ("Rose Diaz-Anaya", "Nurse"),
    ("Eve O'Anan", "Nurse"),
)


def in_accounts(town: Riverside, words: str) -> set[str]:
    return {person.name for person in accounts.people_for(viewer_of(town.sam), words=words).people}


def in_the_roster(town: Riverside, words: str) -> set[str]:
    """Only names are asked here, titles below."""
    Person.objects.exclude(title__contains="(").update(title="")
    return {person.name for person in roster.named_like(viewer_of(town.priya), words)}


@pytest.mark.parametrize("look", [in_accounts, in_the_roster])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ana", {"Ana Ruiz", "Rose Diaz-Anaya", "Eve O'Anan"}),
        ("ANAY", {"Rose Diaz-Anaya"}),
        ("ana ru", {"Ana Ruiz"}),
        ("ruiz", {"Ana Ruiz"}),
        ("uiz", set()),
        ("%ana", set()),
        ("_na", set()),
    ],
)
def test_words_are_found_by_how_they_begin(
    riverside: Riverside, look: Callable[[Riverside, str], set[str]], words: str, found: set[str]
) -> None:
    for name, title in OTHERS:
        make_person(name, title=title)
    assert look(riverside, words) == found


def test_title_and_address_are_found_by_how_they_begin(riverside: Riverside) -> None:
    make_person("Joanna Diaz", title="Director (Nursing)")
    assert "Joanna Diaz" in in_the_roster(riverside, "nurs direct")
    assert in_the_roster(riverside, "ursing") == set()
    assert in_accounts(riverside, "ana.ruiz@") == {"Ana Ruiz"}


def test_names_come_before_titles(riverside: Riverside) -> None:
    """An assistant to Ana Ruiz is meant less often than Ana Ruiz, whoever comes first in the alphabet."""
    riverside.rosa.name, riverside.rosa.title = "Abel Diaz", "Assistant to Ana Ruiz"
    riverside.rosa.save()
    found = roster.named_like(viewer_of(riverside.priya), "ana")
    assert [person.name for person in found][:2] == ["Ana Ruiz", "Abel Diaz"]


def test_roster_is_asked_once(riverside: Riverside) -> None:
    viewer = viewer_of(riverside.priya)
    assert roster.may_look(viewer)
    with CaptureQueriesContext(connection) as asked:
        roster.named_like(viewer, "ana ruiz chief")
    assert len(asked) == 1
