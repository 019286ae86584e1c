"""A list is taken in while somebody changes one of its rows by hand."""

import time
from typing import Any

import pytest

from colead.operations.imports import actions as imports
from colead.operations.imports.intake import Kind, Listing
from colead.promises import trail
from colead.units import actions as units
from colead.units.models import Unit
from tests.cast import make_riverside
from tests.makers import make_unit, viewer_of
from tests.operations.imports.files import units_csv
from tests.promises.test_races import at_once, errors

pytestmark = pytest.mark.django_db(transaction=True)


def test_list_and_a_change_by_hand_wait_for_one_another_and_both_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    town, lock = make_riverside(), trail.lock
    unit = make_unit("Six West", level="unit", external_id="W6")
    listing = Listing(Kind.UNITS, units_csv(["W6", "West Six", "", "unit"]))
    keeper = viewer_of(town.priya)

    def slowly(chain: str) -> None:
        time.sleep(0.2)
        lock(chain)
        time.sleep(0.3)

    def by_hand() -> Any:
        time.sleep(0.1)
        return units.edit(unit=unit, by=keeper, mission="Nobody waits alone.")

    monkeypatch.setattr(trail, "lock", slowly)
    results = at_once([lambda: imports.take_in(listing=listing, by=None), by_hand])
    assert errors(results) == []
    assert Unit.objects.filter(pk=unit.pk, name="West Six", mission="Nobody waits alone.").exists()
    assert trail.faults() == []
