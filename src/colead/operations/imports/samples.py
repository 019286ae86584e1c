"""The first rows as they would be read, each value with the column it came from, so that a wrong column is seen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from colead.operations.imports.limits import SAMPLES
from colead.operations.imports.mapping import Row, Rows

SHOWN_CHARACTERS = 120


@dataclass(frozen=True)
class Cell:
    """`column` is the heading as the file writes it, or '' where one value was said for every row."""

    field: str
    column: str
    value: str

    @property
    def name(self) -> str:
        said = {"field": self.field, "column": self.column}
        return _('%(field)s, from "%(column)s"') % said if self.column not in ("", self.field) else self.field


@dataclass(frozen=True)
class Sample:
    row: int
    where: str
    cells: tuple[Cell, ...]

    @property
    def place(self) -> str:
        return self.where or _("Row %(row)d") % {"row": self.row}


def samples_of(rows: Rows) -> list[Sample]:
    return [sample_of(row, rows) for row in rows.rows[:SAMPLES]]


def sample_of(row: Row, rows: Rows) -> Sample:
    cells = tuple(Cell(name, rows.columns.get(name, ""), shown(value)) for name, value in row.values.items())
    return Sample(row.number, row.where, cells)


def shown(value: Any) -> str:
    """Empty cells are said too: a column that is empty everywhere is often the wrong one."""
    line = value.isoformat() if isinstance(value, date) else str(value) or _("empty")
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[:SHOWN_CHARACTERS]}..."
