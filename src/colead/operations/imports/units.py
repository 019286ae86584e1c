"""Compares a list of units with the tree that is here: parents, circles, groups made from a column, what is missing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.operations.imports.fields import UNIT_FIELDS
from colead.operations.imports.limits import TREE_DEPTH_MAX
from colead.operations.imports.mapping import Mapping, Row, Rows, rows_of
from colead.operations.imports.messages import nearest, quoted
from colead.operations.imports.plan import Plan, doubled, place
from colead.operations.imports.sandbox import Table
from colead.partnerships.models import Partnership
from colead.rules.partnerships import Status
from colead.units.models import Level, Unit

REQUIRED = ("external_id", "name")
KEPT = ("name", "level", "setting", "mission", "north_star", "retired_on")


@dataclass
class Tree:
    """The units here and those of the list, by the number that names them outside."""

    here: dict[str, Unit]
    listed: dict[str, Row]
    parents: dict[str, str]


def plan_table(table: Table, mapping: Mapping, *, retire_missing: bool = False) -> Plan[Unit]:
    rows = rows_of(table, mapping, UNIT_FIELDS, REQUIRED)
    return plan_rows(rows, mapping, retire_missing=retire_missing)


def plan_rows(rows: Rows, mapping: Mapping, *, retire_missing: bool = False) -> Plan[Unit]:
    plan: Plan[Unit] = Plan.of(rows)
    refuse_doubles(rows, plan)
    group(rows, mapping, plan)
    units = list(Unit.objects.all())
    here = {unit.external_id: unit for unit in units if unit.external_id}
    tree = Tree(here, {row.values["external_id"]: row for row in rows.rows}, {})
    find_parents(rows, tree, plan)
    refuse_circles(rows, tree, units, plan)
    if plan.complaints:
        return plan
    fill(rows, tree, plan)
    if retire_missing:
        retire(tree, plan)
    return plan


def refuse_doubles(rows: Rows, plan: Plan[Unit]) -> None:
    for row, earlier in doubled(rows.all, "external_id"):
        plan.complaints.add(
            _("%(id)s stands in %(earlier)s too.")
            % {"id": quoted(row.values["external_id"]), "earlier": earlier.where or f"row {earlier.number}"},
            column=rows.heading("external_id"),
            **place(row),
        )


def group(rows: Rows, mapping: Mapping, plan: Plan[Unit]) -> None:
    """Makes one unit above for each different value of a grouping column, as 'State' over hospitals."""
    name = grouping_column(rows)
    if not name:
        return
    heading = rows.heading(name)
    made: dict[str, Row] = {}
    for row in rows.rows:
        value = row.values.pop(name, "")
        row.values.setdefault("level", Level.HOSPITAL.value if name == "parent" else Level.UNIT.value)
        if not value:
            continue
        key = f"{heading[:20]}:{value}"[:80]
        made.setdefault(key, Row({"external_id": key, "name": value, "level": mapping.parent_level}, row.number))
        row.values["parent"] = key
    rows.rows[:0] = made.values()
    plan.notes.append(
        _('Column "%(heading)s" names no unit, so each of its %(n)d values becomes a unit of its own (%(level)s).')
        % {"heading": heading, "n": len(made), "level": mapping.parent_level}
    )


def grouping_column(rows: Rows) -> str:
    """'group' always groups. 'parent' does when the list gives no levels and not one value names a unit anywhere."""
    if "group" in rows.columns:
        return "group"
    if "parent" not in rows.columns or "level" in rows.columns:
        return ""
    values = {row.values.get("parent", "") for row in rows.rows} - {""}
    is_repeated = len(rows.rows) > 1 and len(values) < len(rows.rows)
    known = {row.values["external_id"] for row in rows.rows}
    if not values or not is_repeated or values & known:
        return ""
    return "" if Unit.objects.filter(external_id__in=sorted(values)[:500]).exists() else "parent"


def find_parents(rows: Rows, tree: Tree, plan: Plan[Unit]) -> None:
    for row in rows.rows:
        parent, own = row.values.get("parent", ""), row.values["external_id"]
        if not parent:
            continue
        if parent in tree.listed or parent in tree.here:
            tree.parents[own] = parent
            continue
        if not rows.is_whole:
            continue  # it may well be one of the rows that could not be read
        # To look for the nearest is slow, so it is done for those that will be named.
        near = "" if plan.complaints.has_more_than_are_named else nearest(parent, list(tree.listed)[:2000])
        plan.complaints.add(
            _("%(parent)s is neither in the list nor here.%(hint)s") % {"parent": quoted(parent), "hint": near},
            column=rows.heading("parent"),
            **place(row),
        )


def refuse_circles(rows: Rows, tree: Tree, units: list[Unit], plan: Plan[Unit]) -> None:
    """Walks up from every row over the parents as they would be afterwards; a known depth is not walked twice."""
    above = parents_afterwards(tree, units)
    depths: dict[str, int] = {}
    for row in rows.rows:
        line: list[str] = []
        step: str | None = row.values["external_id"]
        while step is not None and step not in depths and step not in line:
            line.append(step)
            step = above.get(step)
        if step is not None and step in line:
            sentence = _("the line upwards leads back to itself: %(line)s.") % {"line": " > ".join([*line[:6], step])}
            plan.complaints.add(sentence, column=rows.heading("parent"), **place(row))
            continue
        base = depths[step] if step is not None else 0
        depths |= {key: base + height for height, key in enumerate(reversed(line), start=1)}
        if depths[row.values["external_id"]] > TREE_DEPTH_MAX:
            sentence = _("the tree is deeper than %(n)d levels here.") % {"n": TREE_DEPTH_MAX}
            plan.complaints.add(sentence, column=rows.heading("parent"), **place(row))


def parents_afterwards(tree: Tree, units: list[Unit]) -> dict[str, str]:
    by_id = {unit.pk: unit for unit in units}
    now = {key_of(unit): key_of(by_id[unit.parent_id]) for unit in units if unit.parent_id}
    return now | tree.parents


def key_of(unit: Unit) -> str:
    return unit.external_id or f"\x00{unit.pk}"


def fill(rows: Rows, tree: Tree, plan: Plan[Unit]) -> None:
    ids: dict[str, UUID] = {key: unit.pk for key, unit in tree.here.items()}
    fresh: dict[str, Unit] = {}
    for key in tree.listed:
        if key not in ids:
            fresh[key] = Unit(external_id=key)
            ids[key] = fresh[key].pk
    n_resting = 0
    for row in rows.rows:
        key = row.values["external_id"]
        values = values_of(row, ids)
        if key in fresh:
            for name, value in values.items():
                setattr(fresh[key], name, value)
            plan.new.append(fresh[key])
            continue
        plan.compare(tree.here[key], values)
        n_resting += tree.here[key].retired_on is not None and not values.get("retired_on")
    if n_resting:
        plan.notes.append(_("%(n)d of these units are retired here and stay so.") % {"n": n_resting})


def values_of(row: Row, ids: dict[str, UUID]) -> dict[str, Any]:
    values = {name: row.values[name] for name in KEPT if row.values.get(name, "") != ""}
    parent = row.values.get("parent", "")
    return {**values, "parent_id": ids[parent]} if parent else values


def retire(tree: Tree, plan: Plan[Unit]) -> None:
    """Units that came from a list before and are in it no longer; one with a dyad in it is not retired by a list."""
    gone = [unit for key, unit in tree.here.items() if key not in tree.listed and unit.retired_on is None]
    held = set(Partnership.objects.exclude(status=Status.ENDED).values_list("unit_id", flat=True))
    for unit in gone:
        if unit.pk in held:
            plan.complaints.add(
                _("%(name)s is missing from the list, but a dyad leads it. Keep its row, or end the dyad first.")
                % {"name": quoted(unit.name)}
            )
            continue
        unit.retired_on = clock.today()
        plan.retired.append(unit)
