"""Are the pages of the decision areas accessible and no wider than the screen, at a phone's width and at a desk's?"""

from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from colead.partnerships import area_actions
from tests.cast import make_riverside
from tests.forming.launch.test_in_the_browser import look
from tests.journeys.visitor import violations
from tests.makers import viewer_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible_and_fits(
    transactional_db: None, browser: Browser, live_server: LiveServer, width: int, scheme: Any
) -> None:
    town = make_riverside()
    by = viewer_of(town.priya)
    area_actions.reword(area="visitor_access", label="Visitors, and who may stay the night", by=by)
    area_actions.reword(area="visitor_access", label="Visitors at any hour", by=by)
    area_actions.add(group="care", label="Interpreters", by=by)
    area_actions.rest(area="huddle_design", by=by)
    page = look(browser, live_server, town.priya, width, scheme)
    faults = []
    for place in ("/areas/", "/areas/new/care/", "/areas/rounding_model/reword/"):
        page.goto(live_server.url + place)
        if "reword" in place:
            page.get_by_label("What two leaders decide about").fill("Rounds on the ward, together")
            page.get_by_role("button", name="Look at it first").click()
            page.get_by_text("This is how it will be").wait_for()
        page.eval_on_selector_all("details", "parts => parts.forEach(part => part.open = true)")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{place}: wider than the screen")
        faults += [f"{place}: {one['id']} {one['nodes'][0]['html'][:90]}" for one in violations(page)]
    assert faults == []
