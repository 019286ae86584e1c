"""The named bad files: what each is, and the words that must be said about it."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from colead.operations.imports.intake import Kind
from colead.operations.imports.limits import FILE_BYTES_MAX, ROWS_MAX
from tests.operations.imports import files
from tests.operations.imports.files import (
    GOOD_PERSON,
    GOOD_UNIT,
    PEOPLE_HEAD,
    SHEET,
    WORKBOOK,
    bundle,
    organization,
    packed,
    parts_of,
    people_csv,
    people_xlsx,
    person_with,
    practitioner,
    role,
    units_csv,
    xlsx_with,
)

Maker = Callable[[], bytes]
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><x>&d;</x>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
NETWORK = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'


@dataclass(frozen=True)
class Bad:
    name: str
    kind: Kind
    make: Maker
    says: tuple[str, ...]


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def bomb() -> bytes:
    return xlsx_with(xl__worksheets__sheet1_dot_xml=b"<x>" + b" " * 40_000_000 + b"</x>")


def heavy() -> bytes:
    """No part is striking alone; together they unpack to more than a list needs."""
    part = b"".join(bytes([byte]) * 64 for byte in noise(94_000))
    return packed(parts_of(people_xlsx()) | {f"xl/media/{n}.bin": part for n in range(10)})


def many_parts() -> bytes:
    return packed(parts_of(people_xlsx()) | {f"xl/media/{n}.bin": b"x" for n in range(400)})


def lying_sizes() -> bytes:
    """The directory says that the sheet is small; the data behind it is not."""
    content = bytearray(xlsx_with(xl__worksheets__sheet1_dot_xml=b"<x>" + b" " * 9_000_000 + b"</x>"))
    place = content.rfind(SHEET.encode()) - 46
    content[place + 24 : place + 28] = struct.pack("<I", 500)
    return bytes(content)


def encrypted_flag() -> bytes:
    content = bytearray(people_xlsx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(signature, place + 4)
    return bytes(content)


def broken_check_sum() -> bytes:
    content = bytearray(packed(parts_of(people_xlsx()), zipfile.ZIP_STORED))
    place = content.find(b"Nora")
    content[place] ^= 0x20
    return bytes(content)


def twice_named() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts_of(people_xlsx()).items():
            archive.writestr(name, part)
        archive.writestr(SHEET.upper(), b"<x/>")
    return out.getvalue()


def cell_at(reference: str) -> bytes:
    sheet = parts_of(people_xlsx())[SHEET].replace(b'r="A1"', f'r="{reference}"'.encode())
    return xlsx_with(xl__worksheets__sheet1_dot_xml=sheet)


def wrong_string() -> bytes:
    sheet = b"<x/>"
    return xlsx_with(xl__sharedStrings_dot_xml=sheet)


def hidden_sheet() -> bytes:
    parts = parts_of(people_xlsx())
    parts[WORKBOOK] = parts[WORKBOOK].replace(b'state="visible"', b'state="hidden"')
    return packed(parts)


def deep_xml() -> bytes:
    return xlsx_with(xl__theme__theme1_dot_xml=b"<x>" * 50_000 + b"</x>" * 50_000)


def formula_cells() -> bytes:
    return people_xlsx(["E1", '=HYPERLINK("http://a.example")', "", "nursing", "a@b.example"])


def deep_tree() -> bytes:
    rows = [[f"N{n}", f"Node {n}", f"N{n - 1}" if n else "", "unit"] for n in range(60)]
    return units_csv(*rows)


def circle_of(size: int) -> bytes:
    return units_csv(*[[f"N{n}", f"Node {n}", f"N{(n + 1) % size}", "unit"] for n in range(size)])


def too_many_rows() -> bytes:
    return b"external_id,name,email\n" + b"".join(b"%d,A,\n" % n for n in range(ROWS_MAX + 5))


def part_of(address: str, id: str = "1") -> dict[str, Any]:
    return organization(id, partOf={"reference": address})


def deep_json() -> bytes:
    return b'{"resourceType":"Bundle","entry":' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def people(name: str, make: Maker, *says: str) -> Bad:
    return Bad(name, Kind.PEOPLE, make, says)


def units(name: str, make: Maker, *says: str) -> Bad:
    return Bad(name, Kind.UNITS, make, says)


def fhir(name: str, make: Maker, *says: str) -> Bad:
    return Bad(name, Kind.FHIR, make, says)


NOT_TEXT = [
    people("empty", lambda: b"", "empty"),
    people("only a byte order mark", lambda: b"\xef\xbb\xbf", "empty"),
    people("only spaces", lambda: b"  \n \n\t\n", "empty"),
    people("only separators", lambda: b",,,\n,,,\n", "no rows"),
    people("header only", lambda: people_csv(), "no rows under it"),
    people("noise", lambda: noise(5000), ""),
    people("noise without zeros", lambda: noise(5000).replace(b"\0", b"\1"), ""),
    people("PDF", lambda: b"%PDF-1.7\n" + noise(900), "PDF"),
    people("picture", lambda: b"\x89PNG\r\n\x1a\n" + noise(900), "picture"),
    people("program", lambda: b"\x7fELF" + noise(900), "program"),
    people("Windows program", lambda: b"MZ" + noise(900), "program"),
    people("gzip", lambda: b"\x1f\x8b\x08" + noise(900), "gzip"),
    people("old Excel", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(900), ".xls"),
    people("database", lambda: b"SQLite format 3\0" + noise(900), "database"),
    people("rich text", lambda: b"{\\rtf1 hello}", "rich text"),
    people("UTF-32", lambda: "name,email\nA,b".encode("utf-32"), "UTF-32"),
    people("UTF-16 cut in half", lambda: "name,email\nA,b".encode("utf-16")[:-1], "cannot be read"),
    people("zero byte in a cell", lambda: b"name,email\nNora,a@b.example\nO\0mar,c@d.example\n", "row 3", "zero byte"),
    people("letters of no code page", lambda: b"name,email\nNora,a@b.example\nJos\x81,c@d.example\n", "row 3", "UTF-8"),
    people("larger than allowed", lambda: b"name,email\n" + b"x" * FILE_BYTES_MAX, "larger than"),
    people("more rows than allowed", too_many_rows, "more than 50000 rows"),
]
SHAPE = [
    people(
        "same column twice", lambda: people_csv(["1", "A", "", "", ""], head=["id", "name", "name", "x", "y"]), "name"
    ),
    people("same column in two cases", lambda: people_csv(["1", "2"], head=["Name", "NAME"]), "row 1", '"NAME"'),
    people("no name", lambda: people_csv(["A", "a@b.example"], head=["nam", "email"]), 'Did you mean "nam"?', "name"),
    people(
        "nothing to tell people apart", lambda: people_csv(["A", "B"], head=["name", "title"]), "number or an e-mail"
    ),
    people("10,000 columns", lambda: b",".join(b"c%d" % n for n in range(10_000)) + b"\n1\n", "10000 columns"),
    people("10,000 columns in the second row", lambda: b"name,email\n" + b"x," * 10_000, "row 2", "10001 cells"),
    people("cells missing", lambda: people_csv(GOOD_PERSON, ["E2", "Omar"]), "row 3", "2 cells"),
    people("a cell too many", lambda: people_csv(GOOD_PERSON, [*GOOD_PERSON, "more"]), "row 3", "6 cells"),
    people("quote never closed", lambda: b'name,email\n"Nora,a@b.example\nOmar,c@d.example\n', "never closed"),
    people("quote in the wrong place", lambda: b'name,email\n"No"ra,a@b.example\n', "row 2", "quotation marks"),
    people("an empty heading", lambda: b"name,,email\n,x,a@b.example\n", "row 2", 'column "name"', "empty"),
    units("no number", lambda: units_csv(["A", "B"], head=["name", "level"]), "external_id"),
]
CELLS = [
    people(
        "address that is none", lambda: person_with(email="not an address"), "row 3", 'column "email"', "not an address"
    ),
    people("two addresses", lambda: person_with(email="a@b.example, c@d.example"), "row 3", 'column "email"'),
    people("mail header in an address", lambda: person_with(email="a@b.example\nBcc: x@y.example"), "row 3", "email"),
    people(
        "profession that is none", lambda: person_with(profession="nursin"), "row 3", 'column "profession"', "nursing"
    ),
    people("empty name", lambda: person_with(name="  "), "row 3", 'column "name"', "empty"),
    people("long name", lambda: person_with(name="N" * 300), "row 3", 'column "name"', "120"),
    people("very long cell", lambda: person_with(title="T" * 3_000_000), "row 3", 'column "title"', "characters"),
    people("letters turned round", lambda: person_with(name="Nora \u202egpj.exe"), "row 3", "U+202E"),
    people("escape sequence", lambda: person_with(name="Nora \x1b[2J"), "row 3", "U+001B"),
    people("bell in an address", lambda: person_with(email="a\x07@b.example"), "row 3", "U+0007"),
    people("tags from another plane", lambda: person_with(name="Nora\U000e0041"), "row 3", "U+E0041"),
    people("private letters", lambda: person_with(name="Nora\ue000"), "row 3", "U+E000"),
    people("same number twice", lambda: person_with(external_id="E1"), "row 3", "row 2", "external_id"),
    people("same address twice", lambda: person_with(email=GOOD_PERSON[4].upper()), "row 3", "row 2", "email"),
    people("neither number nor address", lambda: person_with(external_id="", email=""), "row 3", "number"),
    people("address of somebody here", lambda: person_with(email="ana.ruiz@riverside.example"), "row 3", "OTHER"),
    people(
        "a day that is none",
        lambda: people_csv(["E1", "A", "31/12/2026"], head=["id", "name", "left_on"]),
        "row 2",
        "day",
    ),
    units("level that is none", lambda: units_csv(["H1", "A", "", "hospitl"]), "row 2", 'column "level"', "hospital"),
    units(
        "setting that is none", lambda: units_csv(["1", "A", "kids"], head=["id", "name", "setting"]), "row 2", "adult"
    ),
    units("same unit twice", lambda: units_csv(GOOD_UNIT, GOOD_UNIT), "row 3", "row 2"),
    units("its own parent", lambda: units_csv(["H1", "A", "H1", "unit"]), "row 2", "back to itself"),
    units("circle of two", lambda: circle_of(2), "row 2", "back to itself"),
    units("circle of twenty", lambda: circle_of(20), "row 2", "back to itself"),
    units("parent that is nowhere", lambda: units_csv(["H10", "A", "", ""], ["U1", "B", "H1O", ""]), "row 3", '"H10"'),
    units("a tree of sixty levels", deep_tree, "deeper than 30"),
    units("long mission", lambda: units_csv(["1", "A", "m" * 700], head=["id", "name", "mission"]), "row 2", "600"),
    units(
        "long group",
        lambda: units_csv(["1", "A", "g" * 90], ["2", "B", "g"], head=["id", "name", "group"]),
        "row 2",
        "76",
    ),
]
WORKBOOKS = [
    people("zip bomb", bomb, "hundred times"),
    people("many megabytes in many parts", heavy, "more than 50 MB"),
    people("400 parts", many_parts, "parts inside"),
    people("sizes that lie", lying_sizes, "damaged"),
    people("workbook inside a workbook", lambda: xlsx_with(xl__media__a_dot_xlsx=people_xlsx()), "other files inside"),
    people("zip inside a workbook", lambda: xlsx_with(xl__media__a_dot_zip=b"PK"), "other files inside"),
    people("macros", lambda: xlsx_with(xl__vbaProject_dot_bin=noise(500)), "macros"),
    people("old macros", lambda: xlsx_with(xl__macrosheets__sheet1_dot_xml=b"<x/>"), "macros"),
    people("binary workbook", lambda: xlsx_with(xl__workbook_dot_bin=noise(500)), "xlsb"),
    people("controls", lambda: xlsx_with(xl__activeX__activeX1_dot_bin=noise(90)), "controls"),
    people("embedded object", lambda: xlsx_with(xl__embeddings__oleObject1_dot_bin=noise(90)), "other files inside"),
    people("links to other files", lambda: xlsx_with(xl__externalLinks__externalLink1_dot_xml=b"<x/>"), "linked"),
    people("program inside", lambda: xlsx_with(xl__media__a_dot_exe=b"MZ"), "other files inside"),
    people("a billion laughs in the sheet", lambda: xlsx_with(xl__worksheets__sheet1_dot_xml=LAUGHS), "entities"),
    people("a billion laughs in the strings", lambda: xlsx_with(xl__sharedStrings_dot_xml=LAUGHS), "entities"),
    people("a file of the server as entity", lambda: xlsx_with(xl__workbook_dot_xml=OUTSIDE), "entities"),
    people("a network address as DTD", lambda: xlsx_with(xl__styles_dot_xml=NETWORK), "entities"),
    people("entity in the relations", lambda: xlsx_with(_rels___dot_rels=OUTSIDE), "entities"),
    people("path out of the folder", lambda: packed(parts_of(people_xlsx()) | {"../../etc/cron.d/x": b"x"}), "damaged"),
    people("absolute path", lambda: packed(parts_of(people_xlsx()) | {"/etc/x": b"x"}), "damaged"),
    people("password", encrypted_flag, "password"),
    people("cut in half", lambda: people_xlsx()[:2000], "damaged"),
    people("cut at the end", lambda: people_xlsx()[:-30], "damaged"),
    people("check sum that does not hold", broken_check_sum, "damaged"),
    people("a part named twice", twice_named, "damaged"),
    people("a zip of something else", lambda: packed({"a.txt": b"hello"}), "zip file"),
    people("a text document", lambda: packed({"word/document.xml": b"<x/>"}), "zip file"),
    people("a cell in the last corner", lambda: cell_at("XFD1048576"), "row 1048576"),
    people("a cell in the last column", lambda: cell_at("XFD1"), "column XFD"),
    people("XML that is none", lambda: xlsx_with(xl__worksheets__sheet1_dot_xml=b"<x><y></x>"), "damaged"),
    people("a sheet that is something else", lambda: xlsx_with(xl__worksheets__sheet1_dot_xml=b"<html/>"), ""),
    people("XML of great depth", deep_xml, "damaged"),
    people("strings that are none", wrong_string, ""),
    people("a hidden sheet only", hidden_sheet, "visible"),
    people("an empty sheet", lambda: files.xlsx_of([]), "no visible sheet"),
    people("formulas in cells", formula_cells, "row 2", 'column "name"', "formula"),
    people("PK and noise", lambda: b"PK\x03\x04" + noise(3000), "damaged"),
]
BUNDLES = [
    fhir("empty bundle file", lambda: b"", "empty"),
    fhir("no JSON", lambda: b"{'resourceType'", "JSON"),
    fhir("a list", lambda: b"[]", "not a FHIR bundle"),
    fhir("another resource", lambda: json.dumps(organization()).encode(), "not a FHIR bundle"),
    fhir("no entries", lambda: bundle(), "no entries"),
    fhir("entries that are none", lambda: b'{"resourceType":"Bundle","entry":[null, 3, {}]}', "entry[0]", "entry[2]"),
    fhir("great depth", deep_json, "nested"),
    fhir("NaN", lambda: b'{"resourceType":"Bundle","entry":[NaN]}', "JSON"),
    fhir("same name twice", lambda: b'{"resourceType":"Bundle","resourceType":"Bundle"}', "twice"),
    fhir("UTF-16", lambda: bundle(organization()).decode().encode("utf-16"), "UTF-8"),
    fhir("a number as name", lambda: bundle(organization(name=7)), "entry[0].Organization/1", "name"),
    fhir("an unknown field", lambda: bundle(organization(shoe="43")), "entry[0].Organization/1", "shoe"),
    fhir("no name", lambda: bundle(organization(name=None, alias=["x"])), "name"),
    fhir(
        "parent outside",
        lambda: bundle(part_of("http://127.0.0.1:9/o")),
        "partOf",
        "fetched",
    ),
    fhir(
        "parent that is a person",
        lambda: bundle(part_of("Practitioner/p1"), practitioner()),
        "partOf",
    ),
    fhir(
        "parents in a circle",
        lambda: bundle(
            part_of("Organization/2"),
            part_of("Organization/1", "2"),
        ),
        "back to itself",
        "partOf",
    ),
    fhir("same id twice", lambda: bundle(organization(), organization()), "twice"),
    fhir("nobody's role", lambda: bundle({"resourceType": "PractitionerRole", "id": "r"}), "practitioner"),
    fhir("role of somebody elsewhere", lambda: bundle(practitioner(), role("Practitioner/9")), "Practitioner/9"),
    fhir("person without a name", lambda: bundle(practitioner(name=[])), "name"),
    fhir("formula as a name", lambda: bundle(organization(name="=1+1")), "name", "formula"),
    fhir("address that is none", lambda: bundle(practitioner(telecom=[{"system": "email", "value": "x"}])), "email"),
    fhir("nothing known inside", lambda: bundle({"resourceType": "Patient", "id": "1"}), "no Organization"),
    fhir("larger than allowed", lambda: b" " * (FILE_BYTES_MAX + 1), "larger than"),
]
PAYLOADS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", '=cmd|"/c calc"!A0', '=IMPORTXML("http://a.example","/")')
FORMULAS = [
    people(
        f"formula {n} in {column}",
        lambda column=column, text=text: person_with(**{column: text}),
        "row 3",
        f'"{column}"',
    )
    for column in PEOPLE_HEAD
    for n, text in enumerate(PAYLOADS, start=1)
]
ALL = [*NOT_TEXT, *SHAPE, *CELLS, *WORKBOOKS, *BUNDLES, *FORMULAS]
