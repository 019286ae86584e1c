"""The pages of the tree: its top, a search, and one unit with what it says and what it inherits."""

from functools import cached_property

from django.db.models import QuerySet

from colead.foundation.viewer import Viewer
from colead.rules.abilities import Ability
from colead.units import queries
from colead.units.models import Objective, Unit, UnitSponsor

ROWS = 50


class Rows:
    """One page of units. It never counts, so that a large tree costs what a small one does."""

    def __init__(self, units: QuerySet[Unit], number: int) -> None:
        self.number = max(1, number)
        start = (self.number - 1) * ROWS
        found = list(units[start : start + ROWS + 1])
        self.units, self.has_more = found[:ROWS], len(found) > ROWS

    @property
    def next_number(self) -> int:
        return self.number + 1 if self.has_more else 0

    @property
    def previous_number(self) -> int:
        return self.number - 1


class TreePage:
    def __init__(self, viewer: Viewer, words: str, number: int) -> None:
        self.words = words
        self.may_keep = viewer.has(Ability.KEEP_UNITS)
        self.found = queries.named_like(viewer, words) if words.strip() else None
        self.rows = Rows(queries.children_of(viewer, None), number) if self.found is None else None


class UnitPage:
    """One unit. What it does not say itself is read from the line above, in one query."""

    def __init__(self, viewer: Viewer, unit: Unit, number: int) -> None:
        self.viewer, self.unit = viewer, unit
        self.may_keep = viewer.has(Ability.KEEP_UNITS)
        self.may_see_dyads = viewer.has(Ability.SEE_PARTNERSHIP)
        self.rows = Rows(queries.children_of(viewer, unit), number)

    @cached_property
    def line(self) -> list[Unit]:
        return queries.lineage(self.unit)

    @property
    def above(self) -> list[Unit]:
        return self.line[:0:-1]

    @property
    def mission(self) -> queries.Said | None:
        return queries.nearest(self.line, "mission")

    @property
    def north_star(self) -> queries.Said | None:
        return queries.nearest(self.line, "north_star")

    @cached_property
    def objectives(self) -> list[Objective]:
        return queries.objectives_along(self.line)

    @property
    def own_objectives(self) -> list[Objective]:
        return [row for row in self.objectives if row.unit_id == self.unit.pk]

    @property
    def inherited_objectives(self) -> list[Objective]:
        return [row for row in self.objectives if row.unit_id != self.unit.pk]

    @cached_property
    def sponsors(self) -> list[UnitSponsor]:
        return queries.sponsors_of(self.unit)
