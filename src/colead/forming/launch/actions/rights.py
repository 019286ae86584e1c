"""Talking the fill-in through: row by row, and in one go for the rows that both marked alike."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from colead.forming.launch import queries
from colead.foundation.viewer import Viewer
from colead.partnerships import charter_actions
from colead.partnerships.charter_models import RightsRow
from colead.partnerships.queries import Pair
from colead.promises import space
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


@transaction.atomic
def agree_all(*, pair: Pair, ids: Iterable[UUID], by: Viewer) -> list[RightsRow]:
    """One yes to exactly the rows that were on the screen; if one of them has moved on, to none."""
    rows: list[RightsRow] = [RightsRow.door.fetch(by, id) for id in ids]
    return [charter_actions.agree_right(pair=pair, row=row, by=by) for row in rows]
