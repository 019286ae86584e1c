"""Reading the tree: one unit, its children page by page, its line upwards, and what it inherits from above."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from colead.foundation.viewer import Hidden, Viewer
from colead.rules.abilities import Ability
from colead.units.models import Objective, Unit, UnitSponsor

# No tree of an organisation is this deep; the limit stops a circle that a hand made in the database.
DEPTH_MAX = 40
LINEAGE = """
WITH RECURSIVE line (id, parent_id, step) AS (
    SELECT id, parent_id, 0 FROM units_unit WHERE id = %s
    UNION ALL
    SELECT above.id, above.parent_id, line.step + 1
    FROM units_unit above JOIN line ON above.id = line.parent_id WHERE line.step < %s
)
SELECT unit.*, line.step AS step FROM units_unit unit JOIN line ON unit.id = line.id ORDER BY line.step
"""
BRANCH = """
WITH RECURSIVE branch (id, step) AS (
    SELECT id, 0 FROM units_unit WHERE id = %s
    UNION ALL
    SELECT below.id, branch.step + 1
    FROM units_unit below JOIN branch ON below.parent_id = branch.id WHERE branch.step < %s
)
SELECT id FROM branch
"""


@dataclass(frozen=True)
class Said:
    """A sentence and the unit that said it: this one, or one above it."""

    text: str
    unit: Unit

    def __str__(self) -> str:
        return self.text


def list_for(viewer: Viewer) -> QuerySet[Unit]:
    """Whoever is signed in may see the tree."""
    if not viewer.has(Ability.SIGNED_IN):
        return Unit.objects.none()
    return Unit.objects.filter(retired_on=None)


def get(viewer: Viewer, id: UUID) -> Unit:
    """One unit, also one that has been retired, since old things still point to it."""
    if not viewer.has(Ability.SIGNED_IN):
        raise Hidden
    unit = Unit.objects.select_related("parent").filter(pk=id).first()
    if unit is None:
        raise Hidden
    return unit


def children_of(viewer: Viewer, unit: Unit | None) -> QuerySet[Unit]:
    """The next level down, by name; each row says whether anything lies below it."""
    below = Unit.objects.filter(parent=OuterRef("pk"), retired_on=None)
    return list_for(viewer).filter(parent=unit).annotate(has_children=Exists(below)).order_by("name", "id")


def named_like(viewer: Viewer, words: str, most: int = 20) -> list[Unit]:
    """Units whose name or number holds every one of these words."""
    found = list_for(viewer).select_related("parent")
    for word in words.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(external_id__iexact=word))
    return list(found.order_by("name", "id")[:most]) if words.strip() else []


def lineage(unit: Unit) -> list[Unit]:
    """The unit, its parent, and so on up to the top, in one query."""
    return list(Unit.objects.raw(LINEAGE, [as_stored(unit.pk), DEPTH_MAX]))


def branch_ids(unit: Unit) -> set[UUID]:
    """The unit and everything below it, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(BRANCH, [as_stored(unit.pk), DEPTH_MAX])
        return {row[0] if isinstance(row[0], UUID) else UUID(row[0]) for row in cursor.fetchall()}


def as_stored(id: UUID) -> Any:
    """SQLite keeps a UUID as text, PostgreSQL as itself."""
    return Unit._meta.pk.get_db_prep_value(id, connection)


def north_star_of(unit: Unit) -> Said | None:
    """Its own North Star, or the nearest one above."""
    return nearest(lineage(unit), "north_star")


def mission_of(unit: Unit) -> Said | None:
    """Its own mission, or the nearest one above."""
    return nearest(lineage(unit), "mission")


def nearest(line: list[Unit], field: str) -> Said | None:
    return next((Said(getattr(unit, field), unit) for unit in line if getattr(unit, field)), None)


def objectives_of(unit: Unit) -> list[Objective]:
    """The strategic objectives in force here: its own first, then those of each unit above."""
    return objectives_along(lineage(unit))


def objectives_along(line: list[Unit]) -> list[Objective]:
    steps = {unit.pk: step for step, unit in enumerate(line)}
    open_ones = Objective.objects.filter(unit_id__in=steps, retired_on=None).select_related("unit")
    return sorted(open_ones, key=lambda row: (steps[row.unit_id], row.order, str(row.pk)))


def sponsors_of(unit: Unit) -> list[UnitSponsor]:
    return list(unit.sponsors.filter(ended_on=None).select_related("person").order_by("person__name"))


def by_path(units: QuerySet[Unit]) -> QuerySet[Unit]:
    return units.select_related("parent").order_by(F("parent__name").asc(nulls_first=True), "name", "id")
