"""Maya and Tom with a signed agreement and a few settled areas; their page, and where they are seen."""

from typing import Any

import pytest

from colead.foundation import clock
from colead.partnerships import charter_actions
from colead.practice.visibility import queries
from colead.practice.visibility.models import Appearance
from colead.promises import space
from colead.promises.models import Release
from tests.cast import Riverside
from tests.practice.conftest import Desk
from tests.practice.goals.conftest import sign_agreement

AREAS = {"daily_staffing_flow": "N", "physician_schedule": "P+", "huddle_design": "B", "family_crisis": "E"}
PLACE = {"forum": "Night shift huddle", "goes": "both", "level": "unit"}


class Seen:
    """The pair at work on how it is seen, through its pages."""

    def __init__(self, maya: Desk, tom: Desk) -> None:
        self.maya, self.tom = maya, tom

    def draft(self) -> Release:
        found = queries.draft_of(self.maya.viewer, self.maya.pair)
        assert found is not None
        return found

    def out(self) -> Release | None:
        return queries.out_of(self.maya.viewer, self.maya.pair)

    def begin(self, desk: Desk | None = None) -> None:
        (desk or self.maya).sends("visibility:our_page")

    def write(self, desk: Desk, status: int = 303, **words: Any) -> str:
        draft = queries.draft_of(desk.viewer, desk.pair)
        seen = words.pop("seen", draft.text_hash if draft is not None else "")
        return desk.sends("visibility:write_page", status=status, seen=seen, **{"welcome": "We lead 6 West.", **words})

    def turns(self, desk: Desk, status: int = 303) -> str:
        return desk.sends("visibility:turn_page_key", seen=self.draft().text_hash, status=status)

    def release(self, **words: Any) -> Release:
        self.begin() if self.out() is None else None
        self.write(self.maya, **words)
        self.turns(self.maya)
        self.turns(self.tom)
        out = self.out()
        assert out is not None
        return out

    def plan(self, days: int = 7, desk: Desk | None = None, **words: str) -> Appearance:
        day = clock.today() + clock.today().resolution * days
        (desk or self.maya).sends("visibility:list_appearances", on_day=day.isoformat(), **{**PLACE, **words})
        return self.newest()

    def newest(self) -> Appearance:
        found = queries.rows(self.maya.viewer, self.maya.pair).order_by("-created_at", "-id").first()
        assert found is not None
        return found

    def text(self, item: Appearance) -> dict[str, Any]:
        return dict(next(text for row, text in queries.list_for(self.maya.viewer, self.maya.pair) if row.pk == item.pk))

    def show(self, item: Appearance) -> None:
        self.maya.sends("visibility:show_appearance", item.pk, seen=space.stamp_of(item))


@pytest.fixture
def early(maya: Desk, tom: Desk) -> Seen:
    """Before their agreement."""
    return Seen(maya, tom)


@pytest.fixture
def seen(maya: Desk, tom: Desk, riverside: Riverside) -> Seen:
    sign_agreement(maya, tom, "why", "guideposts", "mine_yours_ours")
    settle(maya, tom, AREAS)
    return Seen(maya, tom)


def settle(one: Desk, other: Desk, areas: dict[str, str]) -> None:
    for area, level in areas.items():
        more: dict[str, Any] = {"tie_break": "Ask Ana", "days": 7} if level == "B" else {}
        row = charter_actions.propose_right(pair=one.pair, area=area, level=level, by=one.viewer, **more)
        charter_actions.agree_right(pair=other.pair, row=row, by=other.viewer)
