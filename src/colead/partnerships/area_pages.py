"""The decision areas as the programme office sees them: by group, with what was shipped and what was said before."""

from dataclasses import dataclass
from datetime import datetime

from colead.partnerships import areas
from colead.partnerships.areas import Area
from colead.partnerships.models import AreaVersion


@dataclass(frozen=True)
class AreaRow:
    area: Area
    shipped: str
    since: datetime | None
    earlier: list[AreaVersion]

    @property
    def is_reworded(self) -> bool:
        return bool(self.shipped) and self.area.label != self.shipped


@dataclass(frozen=True)
class AreaGroup:
    key: str
    label: str
    offered: list[AreaRow]
    resting: list[AreaRow]


class AreasPage:
    """Every group with its areas; those that rest stand apart."""

    def __init__(self) -> None:
        self.wordings = areas.load()
        known = self.wordings.now()
        self.groups = []
        for group in known.groups:
            rows = [self.row(area) for area in known.in_group(group.key)]
            offered = [row for row in rows if not row.area.is_resting]
            self.groups.append(AreaGroup(group.key, group.label, offered, [row for row in rows if row.area.is_resting]))

    def row(self, area: Area) -> AreaRow:
        versions = self.wordings.rows.get(area.key, [])
        earlier = [row for row in reversed(versions[:-1]) if row.label != area.label]
        return AreaRow(area, areas.shipped_label(area.key), versions[-1].created_at if versions else None, earlier)
