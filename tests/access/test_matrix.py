"""Every route x method x actor x relation, each asked for as it stands in the address."""

import pytest

from tests.access import matrix
from tests.access.expected import ACTORS, EXPECTED
from tests.access.routes import every_route
from tests.access.world import World

pytestmark = pytest.mark.django_db
ROUTES = every_route()


@pytest.fixture(scope="module")
def report(world: World) -> matrix.Report:
    return matrix.check(world, is_whole=False)


def test_every_route_has_a_gate_and_every_actor_a_row_for_it() -> None:
    assert matrix.incomplete(ROUTES) == []
    assert len(ACTORS) >= 15
    assert all(set(rows) == set(ACTORS) for rows in EXPECTED.values())


def test_furnishing_the_world_met_no_fault(world: World) -> None:
    assert world.faults == []


def test_ps01_every_cell_of_the_matrix_answers_as_the_table_says(report: matrix.Report) -> None:
    assert report.faults == [], "\n" + "\n".join(report.faults)


def test_ps19_a_thing_of_another_pair_does_not_exist_in_ones_own(world: World) -> None:
    report = matrix.crossed(world)
    assert report.faults == [], "\n" + "\n".join(report.faults)


def test_nearly_every_route_was_entered_by_somebody(report: matrix.Report) -> None:
    """A cell that nobody passes proves little about those who are stopped there; a thing may be past its stage."""
    entered = {name for name, _ in report.entered}
    blind = {route.name for route in ROUTES} - entered - matrix.NEEDS_ONES_OWN - matrix.AT_A_STAGE
    assert len(blind) <= len(ROUTES) // 8, sorted(blind)


@pytest.mark.prove
def test_ps01_the_whole_matrix_has_six_thousand_cells_and_no_fault(world: World) -> None:
    report = matrix.check(world)
    print(f"\naccess matrix: {report.cells} cells, {len(report.faults)} faults")  # noqa: T201 - the figure is the proof
    assert report.faults == [], "\n" + "\n".join(report.faults)
    assert report.cells >= 6000
