"""Talking the fill-in through: the whole list by one save, and one yes to many rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from colead.forming.launch import queries
from colead.foundation.viewer import Viewer
from colead.partnerships import charter_actions
from colead.partnerships.charter_models import RightsRow
from colead.partnerships.queries import Pair
from colead.promises import space
from colead.promises.two_key import StaleText
from colead.rules.rights import Level, needs_tie_break


@transaction.atomic
def propose_alike(*, pair: Pair, levels: dict[str, Level], by: Viewer) -> list[RightsRow]:
    """Proposes the rows that both marked alike, with the starter tie-break where one is needed."""
    space.locked_for(by, pair.space)
    waiting = set(queries.proposals(by, pair).values_list("area", flat=True))
    known = queries.areas_to_talk(by, pair)
    rows = []
    for area, level in levels.items():
        words = known.area(area)
        if area in waiting or (needs_tie_break(level) and not words.tie_break):
            continue
        rows.append(
            charter_actions.propose_right(
                pair=pair,
                area=area,
                level=level,
                label=words.label,
                tie_break=words.tie_break,
                days=words.days,
                by=by,
            )
        )
    return rows


@dataclass(frozen=True)
class Asked:
    """A row as one of the two would have it. `seen` is how it stood on the screen; without one, nothing stood there."""

    area: str
    level: str
    label: str
    tie_break: str
    days: int
    inform: str
    seen: str | None = None


class MovedOn(StaleText):
    """The other one said something else of these areas meanwhile."""

    def __init__(self, areas: list[str]) -> None:
        super().__init__()
        self.areas = areas


@transaction.atomic
def settle(*, pair: Pair, rows: Iterable[Asked], by: Viewer) -> list[RightsRow]:
    """Proposes every row of the list that says something new; if one of them has moved on, none."""
    space.locked_for(by, pair.space)
    now = queries.standing_rows(by, pair)
    new = [row for row in rows if not is_said(row, now.get(row.area, []), by)]
    moved = [row.area for row in new if row.seen not in (None, queries.seen_of_row(now.get(row.area, [])))]
    if moved:
        raise MovedOn(moved)
    return [
        charter_actions.propose_right(
            pair=pair,
            area=row.area,
            level=row.level,
            label=row.label,
            tie_break=row.tie_break,
            days=row.days,
            inform=row.inform,
            by=by,
        )
        for row in new
    ]


def is_said(asked: Asked, standing: list[RightsRow], by: Viewer) -> bool:
    """The same stands there already: proposed by either of the two, or agreed while nothing else is proposed."""
    if not standing:
        return False
    row = standing[-1]
    text = space.read(row, by)
    needs = needs_tie_break(asked.level)
    return (row.level, row.days or 0, text["label"], text["tie_break"], text["inform"]) == (
        asked.level,
        asked.days if needs else 0,
        asked.label,
        asked.tie_break if needs else "",
        asked.inform,
    )


@transaction.atomic
def agree_all(*, pair: Pair, ids: Iterable[UUID], by: Viewer) -> list[RightsRow]:
    """One yes to exactly the rows that were on the screen; if one of them has moved on, to none."""
    rows: list[RightsRow] = [RightsRow.door.fetch(by, id) for id in ids]
    return [charter_actions.agree_right(pair=pair, row=row, by=by) for row in rows]
