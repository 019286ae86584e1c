"""Looks into a workbook before anything parses it (sizes, programs, entities, formulas), then reads one sheet."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from colead.operations.imports.limits import (
    COLUMNS_MAX,
    FORMULAS_KEPT,
    ROWS_MAX,
    ZIP_BYTES_MAX,
    ZIP_ENTRIES_MAX,
    ZIP_RATIO_COUNTS_FROM,
    ZIP_RATIO_MAX,
)
from colead.operations.imports.unreadable import Unreadable

BROKEN: Final = "The workbook is damaged. Open it, save it again as .xlsx, or save the sheet as CSV."
NOT_A_WORKBOOK: Final = "This is a zip file, not a workbook. Save the list as CSV or .xlsx."
# What may stand in an honest list is cells; each of these runs, fetches or hides something.
UNWANTED_PARTS: Final = (
    ("vbaproject", "The workbook holds macros. Save it as .xlsx, without macros."),
    ("macrosheets/", "The workbook holds macros. Save it as .xlsx, without macros."),
    ("activex/", "The workbook holds controls (ActiveX). Save the sheet as CSV."),
    ("embeddings/", "The workbook holds other files inside. Save the sheet as CSV."),
    ("externallinks/", "The workbook is linked to other files. Save the sheet as CSV."),
    ("xl/workbook.bin", "This is a binary workbook (.xlsb). Save it as .xlsx or CSV."),
)
CELL = re.compile(r"([A-Z]{1,4})(\d{1,8})")


@dataclass
class Sheet:
    rows: Iterator[list[Any]]
    notes: list[str] = field(default_factory=list)
    formulas: list[list[int]] = field(default_factory=list)


def open_safely(content: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            formulas = look_into(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, UnicodeError):
        raise Unreadable(BROKEN) from None
    except RuntimeError:
        raise Unreadable("The workbook has a password. Save it without one.") from None
    return read_sheet(content, formulas)


def look_into(archive: zipfile.ZipFile) -> dict[str, list[list[int]]]:
    """Raises when any part is unwanted; returns the cells of each sheet that hold a formula."""
    entries = archive.infolist()
    if len(entries) > ZIP_ENTRIES_MAX:
        raise Unreadable(f"The workbook has {len(entries)} parts inside; up to {ZIP_ENTRIES_MAX} are opened.")
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) != len(names):
        raise Unreadable(BROKEN)
    for name in names:
        refuse_part(name)
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(NOT_A_WORKBOOK)
    if sum(entry.file_size for entry in entries) > ZIP_BYTES_MAX:
        raise Unreadable(f"The workbook unpacks to more than {ZIP_BYTES_MAX // 1024 // 1024} MB. Split it.")
    return {entry.filename: look_at(archive, entry) for entry in entries if not entry.is_dir()}


def refuse_part(name: str) -> None:
    lower = name.lower()
    if lower.startswith(("/", "\\")) or ".." in lower.split("/") or "\\" in lower or "\x00" in lower:
        raise Unreadable(BROKEN)
    for part, sentence in UNWANTED_PARTS:
        if part in lower:
            raise Unreadable(sentence)
    if lower.endswith((".exe", ".dll", ".js", ".vbs", ".zip", ".xlsx", ".xlsm")):
        raise Unreadable("The workbook holds other files inside. Save the sheet as CSV.")


def look_at(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> list[list[int]]:
    if entry.flag_bits & 0x1:
        raise Unreadable("The workbook has a password. Save it without one.")
    if entry.file_size > ZIP_RATIO_COUNTS_FROM and entry.file_size > ZIP_RATIO_MAX * max(1, entry.compress_size):
        raise Unreadable("A part of the workbook unpacks to more than a hundred times its size; it was not opened.")
    look = Look(entry.filename)
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    parser = DefusedXMLParser(target=look, forbid_dtd=True) if is_xml else None
    try:
        with archive.open(entry) as part:
            while piece := part.read(1 << 16):
                if parser is not None:
                    parser.feed(piece)
        if parser is not None:
            parser.close()
    except DefusedXmlException:
        raise Unreadable("The workbook defines entities (DTD), which no honest one does; it was not opened.") from None
    except ParseError:
        raise Unreadable(BROKEN) from None
    return look.formulas


class Look:
    """Sees the elements of one part go by and keeps nothing but the places of formulas."""

    def __init__(self, name: str) -> None:
        self.is_sheet = name.startswith("xl/worksheets/")
        self.formulas: list[list[int]] = []
        self.place = [0, 0]
        self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > 100:
            raise Unreadable(BROKEN)
        if not self.is_sheet:
            return
        if tag.endswith("}c"):
            self.place = place_of(attributes.get("r", ""))
        elif tag.endswith("}f") and len(self.formulas) < FORMULAS_KEPT:
            self.formulas.append(list(self.place))

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def data(self, _text: str) -> None:
        pass

    def close(self) -> None:
        pass


def place_of(reference: str) -> list[int]:
    """'C7' is row 7, column 3; a cell far outside would make the sheet as large as the distance."""
    found = CELL.fullmatch(reference)
    if found is None:
        return [0, 0]
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    if row > ROWS_MAX * 2:
        raise Unreadable(f"The sheet has a cell in row {row}; up to {ROWS_MAX} rows can be read.")
    if column > COLUMNS_MAX:
        raise Unreadable(f"The sheet has a cell in column {found[1]}; up to {COLUMNS_MAX} columns can be read.")
    return [row, column]


def read_sheet(content: bytes, formulas: dict[str, list[list[int]]]) -> Sheet:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        filled = [name for name in shown if book.get_sheet_by_name(name).total_height]
        if not filled:
            raise Unreadable("The workbook has no visible sheet with rows.")
        rows = book.get_sheet_by_name(filled[0]).to_python(skip_empty_area=False)
    except Unreadable:
        raise
    except Exception:  # a parser in another language raises many kinds; all mean the same to the person
        raise Unreadable(BROKEN) from None
    found = Sheet(rows=iter(rows))
    if len(filled) > 1:
        found.notes.append(f'The workbook has {len(filled)} sheets; only the first, "{filled[0]}", is read.')
    place = [sheet.name for sheet in book.sheets_metadata].index(filled[0]) + 1
    found.formulas = formulas.get(f"xl/worksheets/sheet{place}.xml", [])
    return found
