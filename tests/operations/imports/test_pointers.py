"""A list of pointers: every row is looked at before any is taken in, and no story comes along."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from colead.foundation import clock
from colead.operations.imports import pointers
from colead.practice.reviews.models import Case
from colead.promises import space
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of

pytestmark = pytest.mark.django_db
GOOD = f"""Event ID,Type,Date,Department,Due date
88213,Adverse event,2026-01-05,6 West,{clock.today().isoformat()}
88214,near_miss,2026-01-06,,
"""


def sent(town: Riverside, as_person: SignIn, text: str, *, seen: str = "", who: Any = None) -> Any:
    url = reverse("imports:pointers", args=[town.six_west.pk])
    file = SimpleUploadedFile("list.csv", text.encode(), content_type="text/csv")
    return as_person(who or town.maya).post(url, {"file": file, "seen": seen})


def mark(text: str) -> str:
    return pointers.mark_of(text.encode())


def numbers(town: Riverside) -> set[str]:
    maya: Any = viewer_of(town.maya)
    rows = Case.door.visible_to(maya).select_related("space")
    return {space.read(row, maya)["number"] for row in rows}


def test_a_list_is_looked_at_and_taken_in_when_it_is_sent_again(riverside: Riverside, as_person: SignIn) -> None:
    page = sent(riverside, as_person, GOOD).content.decode()
    assert "Understood" in page
    assert "88213" in page
    assert numbers(riverside) == set()
    answer = sent(riverside, as_person, GOOD, seen=mark(GOOD))
    assert answer.status_code == 303
    assert numbers(riverside) == {"88213", "88214"}


def test_taken_in_cases_are_the_senders_alone_until_looked_over(riverside: Riverside, as_person: SignIn) -> None:
    sent(riverside, as_person, GOOD, seen=mark(GOOD))
    assert not Case.door.visible_to(viewer_of(riverside.tom)).exists()
    assert set(Case.door.visible_to(viewer_of(riverside.maya)).values_list("state", flat=True)) == {"pointed"}


def test_the_same_list_again_changes_nothing(riverside: Riverside, as_person: SignIn) -> None:
    for _ in range(2):
        assert sent(riverside, as_person, GOOD, seen=mark(GOOD)).status_code == 303
    assert len(Case.door.visible_to(viewer_of(riverside.maya))) == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("MRN 0044512 slipped,near_miss,2026-01-05,,", "row 3"),
        ("fell from the bed,near_miss,2026-01-05,,", "no story"),
        ("9,a fall,2026-01-05,,", "is not known"),
        ("9,near_miss,5 Jan,,", "is not a day"),
        ("9,near_miss,2099-01-05,,", "has not come yet"),
        ("9,near_miss,0001-01-05,,", "too far away"),
        ("9,near_miss,2026-01-05,,9999-12-31", "too far away"),
        ("9,near_miss,2026-01-05,MRN 0044512,", "Colead may not hold it"),
        ("9,near_miss,2026-01-05,7 East,", "is no unit of yours"),
        ("9,a fall,2026-01-05,,", "adverse event, conduct, employee concern, good catch, near miss"),
        (",near_miss,2026-01-05,,", "the cell is empty"),
        ("88213,near_miss,2026-01-05,,", "stands in row 2 too"),
        ("=1+1,near_miss,2026-01-05,,", "formula"),
    ],
)
def test_one_bad_row_stops_the_whole_list_and_says_where(
    riverside: Riverside, as_person: SignIn, row: str, said: str
) -> None:
    text = GOOD.splitlines()[0] + "\n" + GOOD.splitlines()[1] + "\n" + row + "\n"
    for seen in ("", mark(text)):
        answer = sent(riverside, as_person, text, seen=seen)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "row 3" in answer.content.decode()
    assert numbers(riverside) == set()


def test_what_looks_like_a_patient_is_not_said_again(riverside: Riverside, as_person: SignIn) -> None:
    text = GOOD + "MRN 0044512 slipped,near_miss,2026-01-05,,\n"
    page = sent(riverside, as_person, text).content.decode()
    assert "a medical record number" in page
    assert "0044512" not in page


def test_the_rows_that_are_understood_stand_beside_those_that_are_not(riverside: Riverside, as_person: SignIn) -> None:
    page = sent(riverside, as_person, GOOD + "9,a fall,2026-01-05,,\n").content.decode()
    assert "Understood" in page
    assert "88213" in page
    assert "Take it in" not in page


def test_another_file_is_looked_at_first(riverside: Riverside, as_person: SignIn) -> None:
    answer = sent(riverside, as_person, GOOD, seen=mark("something else"))
    assert answer.status_code == 200
    assert numbers(riverside) == set()


@pytest.mark.parametrize("text", ["", "Event ID,Type,Date\n", "%PDF-1.4 not a list", "Name,Story\nA,B\n"])
def test_what_is_no_list_of_pointers_is_a_message(riverside: Riverside, as_person: SignIn, text: str) -> None:
    answer = sent(riverside, as_person, text)
    assert answer.status_code == 422
    assert numbers(riverside) == set()


def test_a_column_with_a_story_is_not_read(riverside: Riverside, as_person: SignIn) -> None:
    text = "Event ID,Type,Date,What happened\n1,near_miss,2026-01-05,A long quokka story\n"
    page = sent(riverside, as_person, text).content.decode()
    assert "Columns that are not read" in page
    assert "quokka" not in page


def test_more_rows_than_a_list_may_have_are_refused(riverside: Riverside, as_person: SignIn) -> None:
    day = clock.today().isoformat()
    text = "id,kind,date\n" + "".join(f"{n},near_miss,{day}\n" for n in range(pointers.ROWS_MAX + 1))
    assert "Split it" in sent(riverside, as_person, text).content.decode()


@pytest.mark.parametrize("who", ["ana", "priya", "sam", "ines"])
def test_nobody_but_the_two_brings_a_list(riverside: Riverside, as_person: SignIn, who: str) -> None:
    answer = sent(riverside, as_person, GOOD, seen=mark(GOOD), who=getattr(riverside, who))
    assert answer.status_code == 404


def test_no_cell_is_said_again_that_looks_like_a_patient(riverside: Riverside, as_person: SignIn) -> None:
    text = GOOD.splitlines()[0] + "\n9,near_miss,2026-01-05,MRN 0044512,\n"
    assert "0044512" not in sent(riverside, as_person, text).content.decode()
