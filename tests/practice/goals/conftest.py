"""Maya and Tom with an agreement behind them, or without; and the goals they draft and accept."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from colead.partnerships import charter, charter_actions
from colead.practice.goals import queries
from colead.practice.goals.models import Goal
from colead.promises import two_key
from colead.rules.audiences import Audience
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk

LINES = {
    "title": "No patient waits in a corridor",
    "north_star_line": "It is best for those who wait and for those who watch them wait",
    "patient_line": "A bed with a door, within four hours",
    "staff_line": "Nobody is nursed where nobody can be heard",
    "why_us_together": "Beds are mine, discharges are his",
}
MORE = {
    "measure_1": "Hours from decision to bed",
    "baseline_1": "9 hours",
    "target_1": "4 hours",
    "due_on": "2031-03-31",
}


class Goals:
    """The pair at work on its goals, through its pages."""

    def __init__(self, maya: Desk, tom: Desk) -> None:
        self.maya, self.tom = maya, tom

    def get(self, id: UUID) -> Goal:
        return queries.get(self.maya.viewer, self.maya.pair, id)

    def draft(self, desk: Desk | None = None, **changes: str) -> UUID:
        desk = desk or self.maya
        desk.sends("goals:draft_goal", **{**LINES, **changes})
        newest: Goal = queries.rows(desk.viewer, desk.pair).order_by("-created_at").first()  # type: ignore[assignment]
        return newest.pk

    def seen(self, desk: Desk, id: UUID) -> str:
        found = re.search(r'name="seen" value="([0-9a-f]{64})"><button', desk.sees("goals:show_goal", id))
        return found.group(1) if found else ""

    def accepts(self, desk: Desk, id: UUID, status: int = 303) -> str:
        draft = self.get(id).draft
        assert draft is not None
        return desk.sends("goals:accept_goal", id, seen=draft.text_hash, status=status)

    def both_accept(self, id: UUID) -> None:
        self.accepts(self.maya, id)
        self.accepts(self.tom, id)

    def live(self, **changes: str) -> UUID:
        id = self.draft(**changes)
        self.both_accept(id)
        return id

    def propose_end(self, id: UUID, outcome: str = "met", learned: str = "We asked the porters first.") -> None:
        self.maya.sends("goals:end_goal", id, outcome=outcome, learned=learned)

    def close(self, id: UUID, outcome: str = "met") -> None:
        self.propose_end(id, outcome)
        self.both_accept(id)


def sign_agreement(desk: Desk, other: Desk, *sections: str) -> None:
    text: dict[str, Any] = dict.fromkeys(sections, "Some words of ours.")
    pair = desk.pair
    release = two_key.propose(
        space=pair.space, kind=charter.AGREEMENT, audience=Audience.PAIR, text=text, by=desk.viewer
    )
    for one in (desk, other):
        two_key.turn(release=release, seen=release.text_hash, by=one.viewer)


@pytest.fixture
def early(maya: Desk, tom: Desk) -> Goals:
    """Before their agreement."""
    return Goals(maya, tom)


@pytest.fixture
def goals(maya: Desk, tom: Desk) -> Goals:
    """With the first three sections signed."""
    sign_agreement(maya, tom, "why", "guideposts", "mine_yours_ours")
    return Goals(maya, tom)


@pytest.fixture
def waive(riverside: Riverside) -> Callable[[], None]:
    def by_the_sponsor() -> None:
        charter_actions.waive(partnership=riverside.six_west, by=viewer_of(riverside.ana))

    return by_the_sponsor
