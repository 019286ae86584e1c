"""Years of writing change what a page says, and never how often it asks the database."""

from typing import Any

import pytest

from colead.people.models import Person
from colead.promises import vault
from tests.access.growing import Growth, costs, differences, pages_of
from tests.access.world import World

pytestmark = pytest.mark.django_db
SPONSOR = "helen"
NAMED = {"goals:list_goals", "meetings:list_walks"}


def test_every_page_of_a_pair_costs_the_same_when_all_is_there_three_times(world: World) -> None:
    pages = list(pages_of(world, "exec", most=1))
    few = costs(world, pages, ["ana"])
    assert len(few) >= 60
    Growth(world, "exec").grow(2)
    assert differences(few, costs(world, pages, ["ana"])) == []


def test_walk_sees_a_query_for_each_thing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: each thing that is read asks the database again."""
    opened = vault.open_item

    def asking(item: Any, viewer: Any) -> Any:
        Person.objects.count()
        return opened(item, viewer)

    monkeypatch.setattr(vault, "open_item", asking)
    pages = [(route, url) for route, url in pages_of(world, "exec", most=1) if route.name in NAMED]
    few = costs(world, pages, ["ana"])
    Growth(world, "exec").grow(2)
    assert len(differences(few, costs(world, pages, ["ana"]))) == len(NAMED)


@pytest.mark.prove
def test_every_page_of_a_pair_costs_the_same_for_ten_thousand_things(world: World) -> None:
    """Issue 3: a year of two leaders' use; the pages of both, and what their sponsor and everyone reads."""
    pages, actors = list(pages_of(world, "exec", most=2)), ["ana", "kwame", SPONSOR]
    growth = Growth(world, "exec")
    growth.grow(-(-100 // growth.size))
    few = costs(world, pages, actors)
    growth.grow(-(-10_000 // growth.size))
    many = costs(world, pages, actors)
    print(f"\n{growth.size} things, {len(growth.kinds)} kinds, {len(few)} pages: {len(growth.once)} rows stand once")  # noqa: T201 - the figure is the proof
    assert differences(few, many) == []
