"""Huddles and the two minutes of today, as they stand on their page."""

from dataclasses import dataclass
from typing import Any

from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair, in_turn
from colead.practice.meetings.queries import partner_time as queries
from colead.rules import meetings as rules
from colead.ui.templatetags.colead import plain_date


@dataclass(frozen=True)
class Card:
    id: Any
    which: str
    when: str
    opens: str
    speaks: list[tuple[str, str]]
    after: str


@dataclass(frozen=True)
class Said:
    """What one of the two said of today."""

    name: str
    one_thing: str
    same: str
    is_off: bool


class HuddlesPage:
    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        named = queries.names(pair)
        found = queries.huddles(viewer, pair)
        self.cards = [
            Card(
                row.pk,
                text["which"],
                plain_date(row.on_day),
                named[row.opens],
                [(named[side], text[side]) for side in named if text[side]],
                text["after"],
            )
            for row, text in found
        ]
        self.opens_next = rules.other(found[0][0].opens).value if found else pair.my_side
        checks = queries.checks_of_today(viewer, pair)
        self.today = [
            Said(person.name, said["one_thing"], said["same"], bool(said["off"]))
            for person in in_turn(pair)
            if (said := checks.get(person.pk))
        ]
        self.mine = checks.get(viewer.person_id, {})
