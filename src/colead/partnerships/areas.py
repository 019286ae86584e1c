"""The decision areas of this site: what is shipped, with the site's own words for it, as they stood at any moment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from colead.content import rights as content
from colead.content.rights import Group
from colead.partnerships.models import AreaVersion
from colead.rules.rights import Level


@dataclass(frozen=True)
class Area:
    """One area as it was worded at one moment. A resting one is offered to nobody anew."""

    key: str
    label: str
    group: str
    starter: Level = Level.BOTH
    tie_break: str = ""
    days: int = 0
    note: str = ""
    is_resting: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class Areas:
    """All areas at one moment, in the order of their groups; the site's own follow the shipped ones."""

    all: tuple[Area, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        return content.load().groups

    @property
    def offered(self) -> tuple[Area, ...]:
        return tuple(area for area in self.all if not area.is_resting)

    @cached_property
    def by_key(self) -> dict[str, Area]:
        return {area.key: area for area in self.all}

    def area(self, key: str) -> Area:
        return self.by_key[key]

    def in_group(self, key: str) -> tuple[Area, ...]:
        return tuple(area for area in self.all if area.group == key)


class Wordings:
    """Every wording this site has had. It is one question to the database, however many moments are asked about."""

    def __init__(self, rows: Iterable[AreaVersion]) -> None:
        found: defaultdict[str, list[AreaVersion]] = defaultdict(list)
        for row in rows:
            found[row.area].append(row)
        self.rows = {key: sorted(versions, key=lambda row: row.number) for key, versions in found.items()}

    def now(self) -> Areas:
        return self.at(None)

    def at(self, moment: datetime | None) -> Areas:
        shipped = {area.key for area in content.load().areas}
        known = [self.shipped_at(area, moment) for area in content.load().areas]
        own = [self.own_at(key, moment) for key in self.rows if key not in shipped]
        groups = [group.key for group in content.load().groups]
        whole = [area for area in (*known, *own) if area.group in groups]
        return Areas(tuple(sorted(whole, key=lambda area: groups.index(area.group))))

    def shipped_at(self, area: content.Area, moment: datetime | None) -> Area:
        found = Area(area.key, area.label, area.group, area.starter, area.tie_break, area.days, area.note)
        row = self.row_at(area.key, moment)
        return found if row is None else replace(found, label=row.label, is_resting=row.is_resting)

    def own_at(self, key: str, moment: datetime | None) -> Area:
        """One that began later is known by the words it has today, and was not offered yet."""
        row = self.row_at(key, moment)
        said = row or self.rows[key][-1]
        return Area(key, said.label, said.group, is_resting=row is None or row.is_resting, is_own=True)

    def row_at(self, key: str, moment: datetime | None) -> AreaVersion | None:
        rows = [row for row in self.rows.get(key, []) if moment is None or row.created_at <= moment]
        return rows[-1] if rows else None


def load() -> Wordings:
    return Wordings(AreaVersion.objects.all())


def now() -> Areas:
    """The areas of this site, as they are worded now."""
    return load().now()


def at(moment: datetime | None) -> Areas:
    """The areas as they were worded at this moment; without one, as they are worded now."""
    return load().at(moment)


def shipped_label(key: str) -> str:
    """The wording that came with the product; empty for an area of the site's own."""
    return next((area.label for area in content.load().areas if area.key == key), "")
