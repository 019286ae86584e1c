"""Makers of the files that the import tests send: small, honest ones that a test then spoils in one place."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl

PEOPLE_HEAD = ["external_id", "name", "title", "profession", "email"]
UNITS_HEAD = ["external_id", "name", "parent", "level"]
GOOD_PERSON = ["E1", "Nora Hale", "Nurse manager", "nursing", "nora.hale@riverside.example"]
GOOD_UNIT = ["H1", "North Hospital", "", "hospital"]
WORKBOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"


def csv_of(rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def people_csv(*rows: Sequence[str], head: Sequence[str] = PEOPLE_HEAD) -> bytes:
    return csv_of([head, *rows])


def units_csv(*rows: Sequence[str], head: Sequence[str] = UNITS_HEAD) -> bytes:
    return csv_of([head, *rows])


def person_with(**cells: str) -> bytes:
    """A list of two good people, the second of whom has these cells instead."""
    second = dict(zip(PEOPLE_HEAD, ["E2", "Omar Diaz", "Physician", "medicine", "omar@riverside.example"], strict=True))
    return people_csv(GOOD_PERSON, list((second | cells).values()))


def xlsx_of(rows: Sequence[Sequence[Any]], title: str = "People") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def people_xlsx(*rows: Sequence[Any]) -> bytes:
    return xlsx_of([PEOPLE_HEAD, *(rows or [GOOD_PERSON])])


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def xlsx_with(**changed: bytes) -> bytes:
    """A good workbook in which these parts stand instead or besides; `__` in a name is a slash, `_dot_` a dot."""
    parts = parts_of(people_xlsx())
    for name, part in changed.items():
        parts[name.replace("__", "/").replace("_dot_", ".")] = part
    return packed(parts)


def bundle(*resources: dict[str, Any]) -> bytes:
    return json.dumps(
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in resources]}
    ).encode()


def organization(id: str = "1", **fields: Any) -> dict[str, Any]:
    return {"resourceType": "Organization", "id": id, "name": f"Unit {id}", **fields}


def practitioner(id: str = "p1", **fields: Any) -> dict[str, Any]:
    name = [{"family": "Hale", "given": ["Nora"]}]
    return {"resourceType": "Practitioner", "id": id, "name": name, **fields}


def role(of: str = "Practitioner/p1", **fields: Any) -> dict[str, Any]:
    return {"resourceType": "PractitionerRole", "practitioner": {"reference": of}, **fields}
