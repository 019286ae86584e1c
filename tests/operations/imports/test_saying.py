"""What a look says: every place that is wrong, not the first alone, and the first rows as they would be read."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from colead.operations.imports import intake, mapping, run
from colead.operations.imports.intake import Intake, Kind, Listing
from colead.operations.imports.limits import MESSAGES_MAX
from colead.operations.imports.messages import Refused
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import make_person
from tests.operations.imports.files import (
    UNITS_HEAD,
    bundle,
    csv_of,
    organization,
    people_csv,
    practitioner,
    units_csv,
    xlsx_of,
)
from tests.operations.imports.test_page import send

HEAD = "external_id,name,title,profession,email\n"


def look(kind: Kind, content: bytes, *maps: str) -> Intake:
    return intake.prepare(Listing(kind, content, mapping.from_lines(maps)))


def faults(kind: Kind, content: bytes, *maps: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        look(kind, content, *maps)
    return refused.value.lines


def on_the_page(answer: Any) -> list[str]:
    """The lines of the list of faults as a person reads them."""
    found = re.search(r'<ol class="plain-list">(.*?)</ol>', answer.content.decode(), re.DOTALL)
    assert found is not None
    return [html.unescape(line) for line in re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL)]


MIXED = (
    HEAD + "E1,Nora Hale,,nursing,nora@b.example\n"
    "E2,Omar\n"
    "E3,,,nursing,no address\n"
    "E1,Olga\u202e,,nursing,olga@b.example\n"
    "E4,Paul,,astronaut,nora@b.example\n"
    "E5,Quinn,,,\n"
    "E5,Rosa,,,taken@b.example\n"
).encode()
MIXED_SAID = [
    "row 3: this row has 2 cells, the header has 5.",
    'row 4, column "name": the cell is empty.',
    'row 4, column "email": "no address" is not an e-mail address.',
    'row 5, column "name": the cell holds an invisible character (U+202E).',
    'row 6, column "profession": "astronaut" is not known. Write one of: medicine, nursing, other.',
    'row 6, column "email": "nora@b.example" stands in row 2 too.',
    'row 8, column "external_id": "E5" stands in row 7 too.',
    'row 8, column "email": "taken@b.example" belongs to somebody here with the number "T1".',
]


def make_taken() -> None:
    person = make_person("Somebody Else", external_id="T1")
    person.email = "taken@b.example"
    person.save()


def test_every_kind_of_mistake_is_named_at_once_in_the_order_of_the_list(db: None) -> None:
    make_taken()
    assert sorted(faults(Kind.PEOPLE, MIXED)) == sorted(MIXED_SAID)
    rows = [int(line[4:].split(":")[0].split(",")[0]) for line in faults(Kind.PEOPLE, MIXED)]
    assert rows == sorted(rows)


def test_command_and_page_name_the_same_places(
    riverside: Riverside, as_person: SignIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_taken()
    for content in (MIXED, people_csv(*[[f"E{n}", "", "", "", ""] for n in range(70)])):
        (tmp_path / "list.csv").write_bytes(content)
        assert run.run("people", tmp_path / "list.csv", [], commit=True, retire_missing=False) == run.WRONG_LIST
        *lines, last = capsys.readouterr().out.splitlines()
        assert last == "Nothing was changed."
        assert on_the_page(send(as_person(riverside.priya), "people", content)) == lines
        assert lines == faults(Kind.PEOPLE, content)


@pytest.mark.parametrize(("count", "more"), [(MESSAGES_MAX, None), (MESSAGES_MAX + 1, 1), (9000, 8950)])
def test_named_are_fifty_and_counted_are_the_rest(db: None, count: int, more: int | None) -> None:
    lines = faults(Kind.PEOPLE, people_csv(*[[f"E{n}", "Ann", "", "", "x"] for n in range(count)]))
    assert [line.startswith(f'row {n + 2}, column "email"') for n, line in enumerate(lines[:50])] == [True] * 50
    assert lines[50:] == ([f"and {more} more. The first 50 are named here."] if more else [])


def test_rows_that_are_too_short_are_all_named(db: None) -> None:
    lines = faults(Kind.PEOPLE, (HEAD + "E1\n" * 60).encode())
    assert (lines[0], lines[49]) == tuple(f"row {n}: this row has 1 cells, the header has 5." for n in (2, 51))
    assert lines[50:] == ["and 10 more. The first 50 are named here."]


def test_what_stands_before_a_quote_that_is_never_closed_is_named_too(db: None) -> None:
    lines = faults(Kind.PEOPLE, (HEAD + 'E1,Ann,,,x\nE2,"Bob,,,b@b.example\n').encode())
    assert [line.partition(":")[0] for line in lines] == ['row 2, column "email"', "row 3"]


def test_missing_column_does_not_hide_the_cells(db: None) -> None:
    lines = faults(Kind.PEOPLE, csv_of([["name", "profession"], ["Ann", "astronaut"]]))
    assert len(lines) == 2
    assert "number or an e-mail address" in lines[0]
    assert lines[1].startswith('row 2, column "profession"')
    lines = faults(Kind.PEOPLE, csv_of([["whom", "email"], ["Ann", "x"]]))
    assert ["no column is known as name" in lines[0], lines[1].startswith('row 2, column "email"')] == [True, True]


def test_row_that_cannot_be_read_makes_no_second_mistake_of_those_under_it(db: None) -> None:
    lines = faults(Kind.UNITS, units_csv(["H", "House", "", "palace"], ["W", "West", "H", "unit"], ["E", "East"]))
    assert [line.partition(":")[0] for line in lines] == ['row 2, column "level"', "row 4"]
    lines = faults(Kind.UNITS, units_csv(["W", "West", "NOWHERE", "unit"], ["E", "East", "NONE", "unit"]))
    assert [line.partition(":")[0] for line in lines] == ['row 2, column "parent"', 'row 3, column "parent"']


def test_everything_wrong_in_a_bundle_is_named_at_once(db: None) -> None:
    content = bundle(
        organization("1", name=7, alias="x"),
        organization("2", partOf={"reference": "Organization/1"}),
        organization("3", name="=1"),
        practitioner("p", telecom=[{"system": "email", "value": "x"}]),
    )
    assert [line.partition(":")[0] for line in faults(Kind.FHIR, content)] == [
        'entry[0].Organization/1, column "alias"',
        'entry[0].Organization/1, column "name"',
        'entry[2].Organization/3, column "name"',
        'entry[3].Practitioner/p, column "email"',
    ]
    lines = faults(Kind.FHIR, bundle(*[organization(str(n), name=7) for n in range(300)]))
    assert (len(lines), lines[50]) == (51, "and 250 more. The first 50 are named here.")


SWAPPED = csv_of(
    [["Nr", "Person", "Role", "Phone"], *[[f"E{n}", f"Person {n}", f"Title {n}", f"555-{n}"] for n in range(1, 6)]]
)
SWAPPED_MAP = ("external_id=Nr", "name=Role", "title=Person", "profession:nursing")


def test_look_shows_three_rows_with_the_column_of_each_field(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_bytes(SWAPPED)
    assert run.run("people", tmp_path / "list.csv", SWAPPED_MAP, commit=False, retire_missing=False) == run.DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[:6] == [
        "Row 2, as it would be read:",
        "  profession: nursing",
        '  external_id, from "Nr": E1',
        '  title, from "Person": Person 1',
        '  name, from "Role": Title 1',
        "Row 3, as it would be read:",
    ]
    assert lines[15:17] == ['Not read: "Phone".', "people: 5 new, 0 changed, 0 unchanged, 0 retired"]
    assert "Person 4" not in "".join(lines)
    run.run("people", tmp_path / "list.csv", SWAPPED_MAP, commit=True, retire_missing=False)
    assert "Title" not in capsys.readouterr().out


def test_page_shows_the_rows_and_nothing_of_the_columns_that_are_not_read(
    riverside: Riverside, as_person: SignIn
) -> None:
    page = send(as_person(riverside.priya), "people", SWAPPED, columns="\n".join(SWAPPED_MAP)).content.decode()
    text = html.unescape(page)
    assert '<dt>name, from "Role"</dt><dd>Title 1</dd>' in text
    assert ["Title 3" in text, "Title 4" in text] == [True, False]
    assert 'Not read: "Phone".' in text
    assert "555-" not in text


def test_sample_shows_empty_cells_groups_and_bundles(db: None) -> None:
    found = look(Kind.UNITS, csv_of([[*UNITS_HEAD[:2], "State"], ["1", "A", "AL"], ["2", "B", ""]]), "group=State")
    assert [(cell.name, cell.value) for cell in found.samples[0].cells][2] == ('group, from "State"', "AL")
    assert found.samples[1].cells[2].value == "empty"
    found = look(Kind.FHIR, bundle(organization(), practitioner()))
    assert [(each.place, each.cells[0].value) for each in found.samples] == [
        ("entry[0].Organization/1", "1"),
        ("entry[1].Practitioner/p1", "p1"),
    ]


def test_formula_after_many_in_a_column_that_is_not_read_is_seen(db: None) -> None:
    rows = [["external_id", "name", "Age"], *[[f"E{n}", "Ann", "=1+1"] for n in range(300)]]
    rows[300][1] = "=1+2"
    lines = faults(Kind.UNITS, xlsx_of(rows))
    assert lines == ['row 301, column "name": the cell holds a formula. Paste the list as values.']
