"""Somebody opens Colead for the first time."""

from collections.abc import Callable

import pytest

from tests.cast import Riverside
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
KEYS = 31


def test_a_nurse_reads_the_model(town: Riverside, visit: Callable[..., Visitor]) -> None:
    nia = visit(town.nia).goes_to("/model/")
    nia.sees("Ethics and moral imagination")
    nia.sees("Outcomes")
    assert nia.page.locator("main details").count() == KEYS
    nia.is_at_ease()


def test_a_partner_of_two_dyads_chooses_the_pair_first(town: Riverside, visit: Callable[..., Visitor]) -> None:
    maya = visit(town.maya).goes_to("/")
    maya.sees("7 East")
    maya.is_at_ease()
    maya.page.get_by_role("link", name="6 West").click()
    maya.sees("Waiting for you")
    assert str(town.six_west.pk) in maya.page.url
    maya.keeps_a_picture("home-first")
    maya.is_at_ease()
