"""The line upwards, and what a unit inherits from it."""

from datetime import timedelta
from typing import Any

import pytest

from colead.access.viewer import Nobody
from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.units import queries
from colead.units.models import Objective, Unit
from tests.cast import NORTH_STAR, Riverside
from tests.makers import make_unit, viewer_of


def test_lineage_reaches_the_top_in_one_query(riverside: Riverside, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        line = queries.lineage(riverside.west_unit)
    assert [unit.name for unit in line] == ["6 West", "Riverside General", "Riverside Health"]


def test_lineage_ends_even_in_a_circle_made_by_hand(db: None) -> None:
    above, below = make_unit("Above"), make_unit("Below")
    Unit.objects.filter(pk=below.pk).update(parent=above)
    Unit.objects.filter(pk=above.pk).update(parent=below)
    assert len(queries.lineage(below)) <= queries.DEPTH_MAX + 1
    assert queries.branch_ids(above) == {above.pk, below.pk}


def test_north_star_comes_from_the_nearest_unit_that_has_one(riverside: Riverside) -> None:
    said = queries.north_star_of(riverside.west_unit)
    assert said is not None
    assert (said.text, said.unit) == (NORTH_STAR, riverside.system)
    Unit.objects.filter(pk=riverside.general.pk).update(north_star="Home, and well")
    assert str(queries.north_star_of(riverside.west_unit)) == "Home, and well"


def test_mission_is_absent_where_nobody_wrote_one(db: None) -> None:
    assert queries.mission_of(make_unit("Alone")) is None


def test_objectives_of_a_unit_put_its_own_first(riverside: Riverside, django_assert_num_queries: Any) -> None:
    own = Objective.objects.create(unit=riverside.west_unit, text="No one falls")
    Objective.objects.create(unit=riverside.west_unit, text="Old", retired_on=clock.today() - timedelta(days=1))
    with django_assert_num_queries(2):
        found = queries.objectives_of(riverside.west_unit)
    assert found[0] == own
    assert [row.text for row in found[1:]] == [
        "Safe on every shift",
        "Home sooner, and ready",
        "A place where people stay",
    ]


def test_children_are_read_one_level_at_a_time(riverside: Riverside, django_assert_num_queries: Any) -> None:
    for number in range(60):
        make_unit(f"Ward {number}", parent=riverside.general)
    viewer = viewer_of(riverside.nia)
    assert viewer.abilities
    with django_assert_num_queries(1):
        rows = list(queries.children_of(viewer, riverside.general))
    assert len(rows) == 62
    assert not any(row.has_children for row in rows)  # type: ignore[attr-defined]


def test_branch_holds_everything_below(riverside: Riverside) -> None:
    ids = queries.branch_ids(riverside.general)
    assert ids == {riverside.general.pk, riverside.west_unit.pk, riverside.east_unit.pk}


def test_tree_is_hidden_from_somebody_who_is_not_signed_in(riverside: Riverside) -> None:
    assert not queries.list_for(Nobody()).exists()
    with pytest.raises(Hidden):
        queries.get(Nobody(), riverside.general.pk)


@pytest.mark.parametrize(
    ("words", "names"), [("6 west", ["6 West"]), ("riverside gen", ["Riverside General"]), (" ", [])]
)
def test_units_are_found_by_words(riverside: Riverside, words: str, names: list[str]) -> None:
    assert [unit.name for unit in queries.named_like(viewer_of(riverside.nia), words)] == names
