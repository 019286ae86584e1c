"""What taking in a list would do: the new, the changed, the unchanged, the retired, and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model

from colead.operations.imports.mapping import Row, Rows
from colead.operations.imports.messages import Complaints
from colead.operations.imports.samples import Sample, samples_of

Thing = TypeVar("Thing", bound=Model)


@dataclass
class Plan(Generic[Thing]):
    new: list[Thing] = field(default_factory=list)
    changed: list[Thing] = field(default_factory=list)
    retired: list[Thing] = field(default_factory=list)
    n_unchanged: int = 0
    changed_fields: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    complaints: Complaints = field(default_factory=Complaints)
    samples: list[Sample] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Rows) -> "Plan[Thing]":
        return cls(
            notes=list(rows.notes), complaints=rows.complaints, samples=samples_of(rows), unread=list(rows.unread)
        )

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.n_unchanged,
            "retired": len(self.retired),
        }

    @property
    def is_idle(self) -> bool:
        return not (self.new or self.changed or self.retired)

    def compare(self, thing: Thing, values: dict[str, Any]) -> None:
        """Writes the values into a thing that is here already; an empty cell leaves what is here."""
        fresh = {name: value for name, value in values.items() if value != "" and getattr(thing, name) != value}
        for name, value in fresh.items():
            setattr(thing, name, value)
        if fresh:
            self.changed.append(thing)
            self.changed_fields |= set(fresh)
        else:
            self.n_unchanged += 1


def place(row: Row) -> dict[str, Any]:
    return {"row": row.number, "where": row.where}


def doubled(rows: Sequence[Row], name: str) -> list[tuple[Row, Row]]:
    """Rows whose value was there before, each with the first that had it."""
    first: dict[str, Row] = {}
    found = []
    for row in rows:
        value = str(row.values.get(name) or "").casefold()
        if value and value in first:
            found.append((row, first[value]))
        elif value:
            first[value] = row
    return found
