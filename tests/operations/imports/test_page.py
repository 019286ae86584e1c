"""Taking in a list on the page: look first, then the same file again."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from colead.operations.imports.limits import FILE_BYTES_MAX
from colead.people.models import Person
from colead.units.models import Unit
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.operations.imports.files import (
    GOOD_PERSON,
    GOOD_UNIT,
    bundle,
    organization,
    people_csv,
    people_xlsx,
    person_with,
    practitioner,
    units_csv,
)


def send(client: Client, kind: str, content: bytes, **fields: Any) -> Any:
    file = SimpleUploadedFile("list", content)
    return client.post(reverse(f"imports:{kind}"), {"file": file, **fields})


def seen_in(answer: Any) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', answer.content.decode())
    return found[1] if found else ""


def test_list_is_shown_first_and_taken_in_second(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.priya)
    looked = send(client, "people", people_csv(GOOD_PERSON))
    assert "Nora Hale" in looked.content.decode()
    assert not Person.objects.filter(external_id="E1").exists()
    taken = send(client, "people", people_csv(GOOD_PERSON), seen=seen_in(looked))
    assert taken.status_code == 303
    assert Person.objects.filter(external_id="E1").exists()
    after = client.get(taken["Location"]).content.decode()
    assert "1 new, 0 changed, 0 retired" in after
    assert "Nora" not in after


def test_another_file_is_not_taken_in_on_an_old_look(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.priya)
    seen = seen_in(send(client, "people", people_csv(GOOD_PERSON)))
    other = people_csv(["E9", *GOOD_PERSON[1:]])
    answer = send(client, "people", other, seen=seen)
    assert "This is another file" in answer.content.decode()
    assert not Person.objects.filter(external_id__in=["E1", "E9"]).exists()
    assert send(client, "people", other, seen=seen_in(answer)).status_code == 303


def test_another_reading_of_the_file_needs_another_look(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.priya)
    seen = seen_in(send(client, "people", people_csv(GOOD_PERSON)))
    answer = send(client, "people", people_csv(GOOD_PERSON), seen=seen, retire_missing="on")
    assert "This is another file" in answer.content.decode()


def test_messages_name_the_row_and_nothing_changes(riverside: Riverside, as_person: SignIn) -> None:
    answer = send(as_person(riverside.priya), "people", person_with(email="<b>no</b>"))
    page = answer.content.decode()
    assert "row 3, column &quot;email&quot;: &quot;&lt;b&gt;no&lt;/b&gt;&quot; is not an e-mail address." in page
    assert "Nothing was changed" in page
    assert not Person.objects.filter(external_id="E1").exists()


def test_columns_are_named_on_the_page(riverside: Riverside, as_person: SignIn) -> None:
    client, content = as_person(riverside.sam), units_csv(["7", "Lake"], head=["Provider", "Hospital"])
    assert "no column is known as" in send(client, "units", content).content.decode()
    columns = "external_id = Provider\nname = Hospital\nlevel: hospital"
    looked = send(client, "units", content, columns=columns)
    assert columns.splitlines()[0] in looked.content.decode()
    send(client, "units", content, columns=columns, seen=seen_in(looked))
    assert Unit.objects.get(external_id="7").level == "hospital"


def test_columns_that_cannot_be_meant_are_said(riverside: Riverside, as_person: SignIn) -> None:
    answer = send(as_person(riverside.sam), "units", units_csv(GOOD_UNIT), columns="nam=x")
    assert "is no field" in answer.content.decode()
    answer = send(as_person(riverside.sam), "units", units_csv(GOOD_UNIT), columns="hello")
    assert "field=Heading" in answer.content.decode()


def test_workbook_and_bundle_come_the_same_way(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.priya)
    for kind, content in (("people", people_xlsx()), ("fhir", bundle(organization(), practitioner()))):
        assert send(client, kind, content, seen=seen_in(send(client, kind, content))).status_code == 303
    assert Unit.objects.filter(external_id="1").exists()


def test_list_that_is_here_already_offers_nothing(riverside: Riverside, as_person: SignIn) -> None:
    client, content = as_person(riverside.priya), people_csv(GOOD_PERSON)
    send(client, "people", content, seen=seen_in(send(client, "people", content)))
    page = send(client, "people", content).content.decode()
    assert "Everything is here already" in page
    assert "Take it in" not in page


def test_file_beyond_the_limit_is_said_not_held(riverside: Riverside, as_person: SignIn) -> None:
    answer = send(as_person(riverside.priya), "people", b"x" * (FILE_BYTES_MAX + 100_000))
    assert "larger than 10 MB" in answer.content.decode()


def test_no_file_is_asked_for(riverside: Riverside, as_person: SignIn) -> None:
    answer = as_person(riverside.priya).post(reverse("imports:people"), {})
    assert "Choose a file, please." in answer.content.decode()


@pytest.mark.parametrize(("who", "kinds"), [("priya", {"units", "people", "fhir"}), ("sam", {"units"}), ("ana", set())])
def test_each_kind_opens_to_who_keeps_it(riverside: Riverside, as_person: SignIn, who: str, kinds: set[str]) -> None:
    client = as_person(getattr(riverside, who))
    for kind in ("units", "people", "fhir"):
        expected = 200 if kind in kinds else 404
        assert client.get(reverse(f"imports:{kind}")).status_code == expected
        assert send(client, kind, units_csv(GOOD_UNIT)).status_code == expected
    first = client.get(reverse("imports:list"))
    assert first.status_code == (200 if kinds else 404)
    if kinds:
        assert ("Bring in people" in first.content.decode()) == ("people" in kinds)
