"""One list from bytes to a plan, the same for the command and the page."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.operations.imports import people, sandbox, units
from colead.operations.imports.fields import PERSON_FIELDS, UNIT_FIELDS, Field, Unfit, read_cell
from colead.operations.imports.mapping import Mapping, Row, Rows
from colead.operations.imports.messages import Complaints, Message, Refused, quoted
from colead.operations.imports.plan import Plan
from colead.operations.imports.samples import Sample
from colead.people.models import Person
from colead.units.models import Unit

Progress = Callable[[str], None]
UNREAD_NAMED = 20


class Kind(StrEnum):
    UNITS = "units"
    PEOPLE = "people"
    FHIR = "fhir"


@dataclass(frozen=True)
class Listing:
    """A file somebody sent, and how it is to be read."""

    kind: Kind
    content: bytes
    mapping: Mapping = field(default_factory=Mapping)
    retire_missing: bool = False

    @property
    def seen_mark(self) -> str:
        """Names what was looked at, so that a confirmation cannot mean another file or another reading of it."""
        columns, values = sorted(self.mapping.columns.items()), sorted(self.mapping.values.items())
        how = repr((self.kind.value, columns, values, self.mapping.parent_level, self.retire_missing))
        return hashlib.sha256(hashlib.sha256(self.content).digest() + how.encode()).hexdigest()


@dataclass
class Intake:
    """What taking this file in would do."""

    kind: Kind
    seen_mark: str
    units: Plan[Unit] = field(default_factory=Plan)
    people: Plan[Person] = field(default_factory=Plan)

    @property
    def plans(self) -> list[tuple[str, Plan[Any]]]:
        both: list[tuple[str, Plan[Any]]] = [("units", self.units), ("people", self.people)]
        return [(name, plan) for name, plan in both if self.kind in (Kind.FHIR, name)]

    @property
    def is_idle(self) -> bool:
        return all(plan.is_idle for _name, plan in self.plans)

    @property
    def samples(self) -> list[Sample]:
        return [sample for _name, plan in self.plans for sample in plan.samples]

    @property
    def unread(self) -> str:
        """The columns that fill no field, by their headings alone: what stands in them is nobody's business here."""
        return ", ".join(quoted(heading, 30) for _name, plan in self.plans for heading in plan.unread[:UNREAD_NAMED])

    @property
    def notes(self) -> list[str]:
        return [note for _name, plan in self.plans for note in plan.notes]


def prepare(listing: Listing, *, progress: Progress | None = None) -> Intake:
    """Reads and compares; changes nothing. Raises `Refused` with every message when anything is wrong."""
    say = progress or (lambda _line: None)
    intake = Intake(listing.kind, listing.seen_mark)
    say(_("Reading"))
    if listing.kind is Kind.FHIR:
        plan_bundle(intake, listing.content, say)
    else:
        table = sandbox.read_table(listing.content)
        say(_("Comparing %(n)d rows") % {"n": len(table.rows)})
        if listing.kind is Kind.UNITS:
            intake.units = units.plan_table(table, listing.mapping, retire_missing=listing.retire_missing)
        else:
            intake.people = people.plan_table(table, listing.mapping, retire_missing=listing.retire_missing)
    for _name, plan in intake.plans:
        plan.complaints.refuse()
    return intake


def plan_bundle(intake: Intake, content: bytes, say: Progress) -> None:
    answer = sandbox.read_bundle(content)
    complaints = Complaints()
    for each in answer["messages"]:
        complaints.add(each["text"], column=each["column"], where=each["where"])
    complaints.count += answer["n_unsaid"]
    unit_rows = rows_of_bundle(answer["units"], UNIT_FIELDS, "retired_on", ("name", "external_id"), complaints)
    person_rows = rows_of_bundle(answer["people"], PERSON_FIELDS, "left_on", ("name",), complaints)
    if not complaints and not unit_rows.rows and not person_rows.rows:
        raise Refused([Message(_("The bundle holds no Organization and no Practitioner."))])
    say(_("Comparing %(n)d resources") % {"n": len(unit_rows.rows) + len(person_rows.rows)})
    intake.units = units.plan_rows(unit_rows, Mapping())
    intake.people = people.plan_rows(person_rows)
    intake.units.notes += answer["notes"]


def rows_of_bundle(
    found: Sequence[dict[str, Any]], fields: Sequence[Field], gone: str, required: Sequence[str], complaints: Complaints
) -> Rows:
    by_name = {known.name: known for known in fields}
    rows: list[Row] = []
    halves: list[Row] = []
    for each in found:
        row, n_before = Row({}, where=each["where"]), complaints.count
        for name, value in each["values"].items():
            try:
                row.values[name] = read_cell(by_name[name], value)
            except Unfit as fault:
                complaints.add(str(fault), column=name, where=row.where)
        for name in required:
            if row.values.get(name) == "":
                complaints.add(_("the resource does not say it."), column=name, where=row.where)
        if not each["is_active"]:
            row.values[gone] = clock.today()
        (rows if complaints.count == n_before else halves).append(row)
    # A bundle always says the level, so its partOf is a parent and never a group.
    return Rows(rows, {"level": "level", "parent": "partOf"}, halves=halves, complaints=complaints)
