"""Runs alone in a locked room: turns the bytes of a CSV file or workbook on stdin into rows on stdout."""

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from colead.operations.imports import confinement, workbooks
from colead.operations.imports.limits import CELL_CHARACTERS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, ROWS_MAX
from colead.operations.imports.unreadable import Unreadable

Numbered = tuple[int, list[str]]
SIGNATURES = (
    (b"PK", ""),
    (
        b"\xd0\xcf\x11\xe0",
        "This is an old Excel file (.xls) or has a password. Save it as plain .xlsx or CSV.",
    ),
    (b"%PDF", "This is a PDF. Save the list as CSV or .xlsx."),
    (b"\x1f\x8b", "This is a compressed file (gzip). Unpack it first."),
    (b"\x89PNG", "This is a picture. Save the list as CSV or .xlsx."),
    (b"\x7fELF", "This is a program, not a list."),
    (b"MZ", "This is a program, not a list."),
    (b"SQLite format 3", "This is a database file. Save the list as CSV or .xlsx."),
    (b"\xff\xfe\x00\x00", "This text is in UTF-32. Save it as 'CSV UTF-8'."),
    (b"{\\rtf", "This is a rich text document. Save the list as CSV or .xlsx."),
)
# Joiners, soft hyphens and marks of direction belong to names in many languages; overrides of direction do not.
HARMLESS = "\t\r\n\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
NOT_A_TABLE = "This is not a list that can be read. Save it as 'CSV UTF-8' or .xlsx."


def main() -> None:
    confinement.confine()
    content = sys.stdin.buffer.read(FILE_BYTES_MAX + 1)
    try:
        for line in answer(content):
            sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
        sys.stdout.flush()
    except Unreadable as fault:
        sys.stdout.write(json.dumps({"fault": fault.sentence, "row": fault.row}) + "\n")


def answer(content: bytes) -> Iterator[Any]:
    """First the header and what is to be said about the file, then each row with its number."""
    if not content:
        raise Unreadable("The file is empty.")
    if len(content) > FILE_BYTES_MAX:
        raise Unreadable(f"The file is larger than {FILE_BYTES_MAX // 1024 // 1024} MB. Split it.")
    kind = next((sentence for head, sentence in SIGNATURES if content.startswith(head)), None)
    if kind:
        raise Unreadable(kind)
    notes: list[str] = []
    formulas: list[list[int]] = []
    rows = read_workbook(content, notes, formulas) if kind == "" else read_text(content, notes)
    yield from told(rows, notes, formulas)


def told(rows: Iterator[Numbered], notes: list[str], formulas: list[list[int]]) -> Iterator[Any]:
    number, header = next(rows, (0, []))
    if not header:
        raise Unreadable("The file has no rows.")
    header = checked_header(header, number)
    yield {"header": header, "header_row": number, "notes": notes, "formulas": formulas}
    count = 0
    for number, cells in rows:
        count += 1
        if count > ROWS_MAX:
            raise Unreadable(f"The file has more than {ROWS_MAX} rows. Split it.")
        if len(cells) != len(header):
            yield unfit(f"this row has {len(cells)} cells, the header has {len(header)}.", number)
            continue
        hidden = list(hidden_characters(cells))
        for place, character in hidden:
            said = f"the cell holds an invisible character (U+{ord(character):04X})."
            yield unfit(said, number, header[place] or f"{place + 1}")
        if not hidden:
            yield [number, [cell[: CELL_CHARACTERS_MAX + 1] for cell in cells]]
    if not count:
        raise Unreadable("The file has a header and no rows under it.")


def unfit(sentence: str, row: int, column: str = "") -> dict[str, Any]:
    """One row is wrong; the next ones are read all the same, so that everything is said at once."""
    return {"unfit": sentence, "row": row, "column": column}


def checked_header(header: list[str], number: int) -> list[str]:
    names = [" ".join(cell.split())[:100] for cell in header]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable("The first row should name the columns, and it is empty.", number)
    if len(names) > COLUMNS_MAX:
        raise Unreadable(f"The file has {len(names)} columns; up to {COLUMNS_MAX} can be read.", number)
    seen: dict[str, str] = {}
    for name in names:
        if name and name.casefold() in seen:
            raise Unreadable(f'two columns are named "{name}". Rename or remove one.', number)
        seen[name.casefold()] = name
    return names


def read_workbook(content: bytes, notes: list[str], formulas: list[list[int]]) -> Iterator[Numbered]:
    sheet = workbooks.open_safely(content)
    notes += sheet.notes
    formulas += sheet.formulas
    return fitted((number, [plain(cell) for cell in row]) for number, row in enumerate(sheet.rows, start=1))


def fitted(rows: Iterable[Numbered]) -> Iterator[Numbered]:
    """A sheet is a rectangle: empty cells to the right of the header are no cells, blank rows are no rows."""
    width = 0
    for number, cells in rows:
        if not any(cells):
            continue
        if not width:
            width = max(place for place, cell in enumerate(cells, start=1) if cell)
        yield number, (cells[:width] if not any(cells[width:]) else cells) + [""] * (width - len(cells))


def plain(cell: Any) -> str:
    """A cell as the person sees it: whole numbers without a point, days as 2026-11-03."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def read_text(content: bytes, notes: list[str]) -> Iterator[Numbered]:
    text = decoded(content, notes)
    if not text.strip():
        raise Unreadable("The file is empty.")
    csv.field_size_limit(FILE_BYTES_MAX)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    return fitted_to_header(numbered(reader))


def numbered(reader: Any) -> Iterator[Numbered]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            if "end of data" in str(fault):
                raise Unreadable("a quotation mark is opened here or below and never closed.", number) from None
            raise Unreadable("the quotation marks of this row do not match.", number) from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def fitted_to_header(rows: Iterator[Numbered]) -> Iterator[Numbered]:
    """Separators after the last named column are a habit of some programs and carry nothing."""
    width = 0
    for number, cells in rows:
        if not width:
            width = max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
        yield number, cells[:width] if not any(cell.strip() for cell in cells[width:]) else cells


def hidden_characters(cells: list[str]) -> Iterator[tuple[int, str]]:
    """The first of each cell, with the cell's place."""
    for place, cell in enumerate(cells):
        if cell.isascii() and cell.isprintable():
            continue
        for character in cell[: CELL_CHARACTERS_MAX + 1]:
            if character not in HARMLESS and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}:
                yield place, character
                break


def decoded(content: bytes, notes: list[str]) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode_or_refuse(content, "utf-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return decode_or_refuse(content, "utf-8-sig")
    if b"\x00" in content:
        return decode_unmarked_utf_16(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = decode_or_refuse(content, "cp1252")
    if sum(unicodedata.category(character) == "Cc" for character in text[:4000] if character not in "\r\n\t") > 2:
        raise Unreadable(NOT_A_TABLE)
    notes.append("The text is not UTF-8; it was read as Windows-1252. Look at the accents before you go on.")
    return text


def decode_or_refuse(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise Unreadable("the characters cannot be read. Save the file as 'CSV UTF-8'.", row) from None


def decode_unmarked_utf_16(content: bytes) -> str:
    """Text of western letters in UTF-16 has a zero in every second byte; anything else with zeros is no text."""
    head = content[:2000]
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(content) % 2 == 0 and head[place::2].count(0) > len(head) * 0.4 and not head[1 - place :: 2].count(0):
            return decode_or_refuse(content, name)
    raise Unreadable(
        "the row holds a zero byte; this is not a text list.", content.count(b"\n", 0, content.find(0)) + 1
    )


def delimiter_of(text: str) -> str:
    """The separator that stands most often in the first line, outside of quotation marks."""
    first = text.lstrip("\ufeff\r\n").splitlines()[0][:20_000]
    outside = "".join(first.split('"')[::2])
    return max(",;\t|", key=outside.count)


if __name__ == "__main__":
    main()
