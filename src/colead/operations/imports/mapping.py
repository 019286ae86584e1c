"""Which column fills which field: said on the command line, in a TOML file or on the page, or known by its heading."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from colead.operations.imports.fields import Field, Unfit, one_of, profession_words, read_cell
from colead.operations.imports.messages import Complaints, nearest, quoted
from colead.operations.imports.sandbox import Table
from colead.people.models import Profession
from colead.units.models import Level

TABLES = {"columns", "values", "professions", "parent_level"}


class Unclear(Exception):
    """The mapping itself cannot be understood; the text says why."""


@dataclass(frozen=True)
class Mapping:
    """`columns`: field to heading. `values`: field to one value for every row. `professions`: a site's own words."""

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    professions: dict[str, str] = field(default_factory=dict)
    parent_level: str = Level.REGION.value


@dataclass
class Row:
    """One row as values; a field that the list does not have is absent, an empty cell is ''."""

    values: dict[str, Any]
    number: int = 0
    where: str = ""


@dataclass
class Rows:
    """`rows` can be compared. `halves` are rows with a cell that cannot be read; they only lend their numbers."""

    rows: list[Row]
    columns: dict[str, str]
    notes: list[str] = field(default_factory=list)
    halves: list[Row] = field(default_factory=list)
    complaints: Complaints = field(default_factory=Complaints)
    unread: list[str] = field(default_factory=list)  # columns that fill no field

    def __post_init__(self) -> None:
        # Known only now: later looks add their own complaints, and those do not make a list a part of one.
        self.is_whole = not self.complaints

    @property
    def all(self) -> list[Row]:
        return sorted([*self.rows, *self.halves], key=lambda row: row.number)

    def heading(self, name: str) -> str:
        return self.columns.get(name, name)


def from_lines(lines: Iterable[str]) -> Mapping:
    """`name=Hospital Name` for a column, `level:hospital` for one value in every row."""
    columns: dict[str, str] = {}
    values: dict[str, str] = {}
    for line in lines:
        if not line.strip():
            continue
        name, is_column, heading = line.partition("=")
        if is_column and name.strip() and heading.strip():
            columns[name.strip().casefold()] = heading.strip().strip('"')
            continue
        name, is_value, value = line.partition(":")
        if not is_value or not name.strip() or not value.strip():
            raise Unclear(_("%(line)s: write field=Heading, or field:value.") % {"line": quoted(line)})
        values[name.strip().casefold()] = value.strip().strip('"')
    parent_level = values.pop("parent_level", Level.REGION.value)
    return checked(Mapping(columns, values, parent_level=parent_level))


def from_toml(text: str) -> Mapping:
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Unclear(_("The mapping file is not TOML: %(fault)s") % {"fault": fault}) from None
    for name in said:
        if name not in TABLES:
            raise Unclear(
                _("The mapping file has an unknown part %(name)s.%(hint)s")
                % {"name": quoted(name), "hint": nearest(name, TABLES)}
            )
    columns, values, professions = (said.get(name, {}) for name in ("columns", "values", "professions"))
    for table in (columns, values, professions):
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            raise Unclear(_("Each line of the mapping file is a name and a text in quotation marks."))
    return checked(Mapping(columns, values, professions, str(said.get("parent_level", Level.REGION.value))))


def checked(mapping: Mapping) -> Mapping:
    if mapping.parent_level not in Level.values:
        raise Unclear(
            _("%(level)s is no level. Write one of: %(words)s.")
            % {"level": quoted(mapping.parent_level), "words": ", ".join(Level.values)}
        )
    for word, value in mapping.professions.items():
        if value not in Profession.values:
            raise Unclear(
                _("%(word)s is mapped to %(value)s. Write one of: %(words)s.")
                % {"word": quoted(word), "value": quoted(value), "words": ", ".join(Profession.values)}
            )
    return mapping


def joined(mappings: Sequence[Mapping]) -> Mapping:
    """Several `--map` options: the later one rules."""
    whole = Mapping()
    for part in mappings:
        whole = Mapping(
            {**whole.columns, **part.columns},
            {**whole.values, **part.values},
            {**whole.professions, **part.professions},
            part.parent_level if part.parent_level != Level.REGION.value else whole.parent_level,
        )
    return whole


def rows_of(table: Table, mapping: Mapping, fields: Sequence[Field], required: Sequence[str]) -> Rows:
    """Every row as values, and every message about every cell."""
    fields = own_words(fields, mapping)
    constants = constants_of(mapping, fields)
    complaints = Complaints()
    columns = resolved(table, mapping, fields, required, complaints)
    for each in table.unfit:
        complaints.add(each.text, each.row, each.column)
    by_name = {known.name: known for known in fields}
    found = {name: (table.header.index(heading), by_name[name]) for name, heading in columns.items()}
    places = dict(sorted(found.items(), key=lambda each: each[1][0]))
    rows: list[Row] = []
    halves: list[Row] = []
    # A list without a column that it needs has no whole rows, and its cells are looked at all the same.
    is_complete = columns.keys() >= set(required)
    for number, cells in table.rows:
        row = Row(dict(constants), number)
        is_read = read_row(row, table, cells, places, complaints)
        for name in required:
            if row.values.get(name) == "":
                complaints.add(_("the cell is empty."), number, columns.get(name, name))
                is_read = False
        (rows if is_read and is_complete else halves).append(row)
    unread = [heading for heading in table.header if heading and heading not in columns.values()]
    return Rows(rows, columns, list(table.notes), halves, complaints, unread)


def read_row(
    row: Row, table: Table, cells: Sequence[str], places: dict[str, tuple[int, Field]], complaints: Complaints
) -> bool:
    n_before = complaints.count
    for name, (place, known) in places.items():
        heading = table.header[place]
        if (row.number, place + 1) in table.formulas:
            complaints.add(_("the cell holds a formula. Paste the list as values."), row.number, heading)
            continue
        try:
            row.values[name] = read_cell(known, cells[place])
        except Unfit as fault:
            complaints.add(str(fault), row.number, heading)
    return complaints.count == n_before


def own_words(fields: Sequence[Field], mapping: Mapping) -> list[Field]:
    known = one_of(profession_words(mapping.professions))
    return [replace(each, read=known) if each.name == "profession" else each for each in fields]


def constants_of(mapping: Mapping, fields: Sequence[Field]) -> dict[str, Any]:
    by_name = {known.name: known for known in fields}
    found = {}
    for name, value in mapping.values.items():
        refuse_unknown_field(name, by_name)
        try:
            found[name] = read_cell(by_name[name], value)
        except Unfit as fault:
            raise Unclear(f"{name}: {fault}") from None
    return found


def resolved(
    table: Table, mapping: Mapping, fields: Sequence[Field], required: Sequence[str], complaints: Complaints
) -> dict[str, str]:
    """Field to the heading as the file writes it."""
    by_name = {known.name: known for known in fields}
    by_folded = {heading.casefold(): heading for heading in table.header if heading}
    columns: dict[str, str] = {}
    for name, heading in mapping.columns.items():
        refuse_unknown_field(name, by_name)
        found = by_folded.get(" ".join(heading.split()).casefold())
        if found is None:
            complaints.add(
                _("there is no column %(heading)s.%(hint)s")
                % {"heading": quoted(heading), "hint": nearest(heading, table.header)},
                table.header_row,
            )
        else:
            columns[name] = found
    for known in fields:
        if known.name not in columns and known.name not in mapping.values and known.name not in mapping.columns:
            match = next((by_folded[word] for word in (known.name, *known.headings) if word in by_folded), None)
            if match is not None and match not in columns.values():
                columns[known.name] = match
    for name in required:
        if name not in columns and name not in mapping.columns:
            complaints.add(missing(name, table.header), table.header_row)
    return columns


def missing(name: str, header: Sequence[str]) -> str:
    hint = nearest(name.replace("_", " "), header)
    return _("no column is known as %(name)s.%(hint)s Say which one it is: %(name)s=Heading. Here are: %(header)s.") % {
        "name": name,
        "hint": hint,
        "header": ", ".join(quoted(heading, 30) for heading in list(header)[:15] if heading),
    }


def refuse_unknown_field(name: str, known: Iterable[str]) -> None:
    if name not in known:
        raise Unclear(
            _("%(name)s is no field.%(hint)s Fields are: %(known)s.")
            % {"name": quoted(name), "hint": nearest(name, known), "known": ", ".join(known)}
        )
