"""A file of answers as columns of numbers and words, or a message that names the row, the column and what to do."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from colead_stats.results import Floats, UnfitData

EMPTY = {"", "na", "n/a", "nan", "null", "none", ".", "-"}
BYTES_MAX = 500_000_000
COLUMNS_MAX = 5_000


@dataclass(frozen=True)
class AnswerTable:
    """The header of a file and its cells, column by column; the first row of data is row 2 of the file."""

    name: str
    header: tuple[str, ...]
    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(self.columns[self.header[0]])

    def named(self, spec: str) -> list[str]:
        """The columns that a word such as `q1:q5` or `q1,q3,q7` stands for, in the order of the file."""
        names: list[str] = []
        for part in spec.split(","):
            first, colon, last = (piece.strip() for piece in part.partition(":"))
            start = self._position(first)
            stop = self._position(last) if colon else start
            if stop < start:
                raise UnfitData(f'In "{part}" the last column stands before the first in {self.name}.')
            names += self.header[start : stop + 1]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise UnfitData(f"{', '.join(sorted(twice))} is asked for twice; name each column once.")
        return names

    def numbers(self, name: str) -> Floats:
        """One column as numbers; an empty cell is nan, and text is refused with its rows."""
        cells = self.columns[self.named(name)[0]]
        values = np.full(len(cells), np.nan)
        wrong = []
        for i, cell in enumerate(cells):
            if cell.lower() not in EMPTY:
                try:
                    values[i] = float(cell)
                except ValueError:
                    wrong.append(i)
        if wrong:
            shown = ", ".join(f'row {i + 2} "{cells[i][:30]}"' for i in wrong[:5])
            more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
            raise UnfitData(f"{name} must hold numbers: {shown}{more}. Correct them or leave them empty.")
        return values

    def answers(self, spec: str) -> Floats:
        """Several columns as numbers (rows x columns)."""
        return np.column_stack([self.numbers(name) for name in self.named(spec)])

    def words(self, name: str) -> npt.NDArray[np.str_]:
        """One column as words; an empty cell is refused with its rows."""
        cells = self.columns[self.named(name)[0]]
        empty = [i + 2 for i, cell in enumerate(cells) if cell.lower() in EMPTY]
        if empty:
            shown = ", ".join(map(str, empty[:5])) + (f" and {len(empty) - 5} more" if len(empty) > 5 else "")
            raise UnfitData(f"{name} is empty in row {shown}; every row needs one.")
        return np.array(cells)

    def _position(self, name: str) -> int:
        if name not in self.columns:
            near = ", ".join(self.header[:12]) + (" ..." if len(self.header) > 12 else "")
            raise UnfitData(f'{self.name} has no column "{name}". It has: {near}')
        return self.header.index(name)


def read_table(path: Path) -> AnswerTable:
    """A CSV file (comma, semicolon or tab; UTF-8) as a table; whatever is wrong with it is said in one sentence."""
    rows = list(csv.reader(io.StringIO(_text(path), newline=""), delimiter=_delimiter(path)))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise UnfitData(f"{path.name} is empty; the first row must name the columns.")
    header = tuple(cell.strip() for cell in rows[0])
    _check_header(path, header)
    if len(rows) == 1:
        raise UnfitData(f"{path.name} names its columns and holds no row below them.")
    for i, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise UnfitData(f"Row {i} of {path.name} has {len(row)} cells; the header has {len(header)}.")
    cells = zip(*([cell.strip() for cell in row] for row in rows[1:]), strict=True)
    return AnswerTable(path.name, header, dict(zip(header, map(list, cells), strict=True)))


def positions(names: Sequence[str], reverse: Sequence[str]) -> list[int]:
    """Where the reverse-keyed columns stand among the items."""
    missing = [name for name in reverse if name not in names]
    if missing:
        raise UnfitData(f"{', '.join(missing)} is to be reversed and is not among the items.")
    return [list(names).index(name) for name in reverse]


def _text(path: Path) -> str:
    if not path.is_file():
        raise UnfitData(f"There is no file {path}.")
    if path.stat().st_size > BYTES_MAX:
        raise UnfitData(f"{path.name} is larger than {BYTES_MAX // 1_000_000} MB; leave out the columns not needed.")
    raw = path.read_bytes()
    if b"\x00" in raw:
        raise UnfitData(f"{path.name} is not a text file. Save it as CSV (UTF-8), not as a workbook.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise UnfitData(f"Row {line} of {path.name} is not UTF-8. Save the file as CSV (UTF-8).") from fault


def _delimiter(path: Path) -> str:
    with path.open(encoding="utf-8-sig") as file:
        first = file.readline(100_000)
    return max(",;\t", key=first.count)


def _check_header(path: Path, header: tuple[str, ...]) -> None:
    if len(header) > COLUMNS_MAX:
        raise UnfitData(f"{path.name} has {len(header)} columns; {COLUMNS_MAX} is the most.")
    if "" in header:
        raise UnfitData(f"Column {header.index('') + 1} of {path.name} has no name; name each column in the first row.")
    twice = sorted({name for name in header if header.count(name) > 1}) if len(set(header)) < len(header) else []
    if twice:
        raise UnfitData(f"{path.name} has two columns named {', '.join(twice[:3])}; rename one of them.")
