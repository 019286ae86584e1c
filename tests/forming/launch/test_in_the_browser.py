"""Is every page of the launch accessible and no wider than the screen, at a phone's width and at a desk's?"""

from typing import Any, Literal

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from colead.forming.launch.actions import writing
from colead.partnerships.queries import get_pair
from colead.people.models import Person
from tests.cast import Riverside, make_riverside
from tests.forming.launch.test_pages import PAIR_PAGES
from tests.forming.launch.walked import STARTERS, TOMS, walk
from tests.journeys.visitor import violations
from tests.makers import viewer_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db: None) -> Riverside:
    found = make_riverside()
    walk(found)
    return found


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def look(
    browser: Browser, server: LiveServer, person: Person, width: int, scheme: Any, has_script: bool = True
) -> Page:
    client = Client()
    client.force_login(person.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
        java_script_enabled=has_script,
    )
    context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": server.url}])
    return context.new_page()


def routes(town: Riverside) -> list[tuple[Person, tuple[str, ...]]]:
    pages = [*PAIR_PAGES, ("sign_agreement",)]
    return [*((town.maya, route) for route in pages), (town.ana, ("summary",)), (town.priya, ("progress",))]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible_and_fits(
    browser: Browser, live_server: LiveServer, town: Riverside, width: int
) -> None:
    faults = []
    pages = {person.pk: look(browser, live_server, person, width, "light") for person, _ in routes(town)}
    for person, (name, *more) in routes(town):
        page = pages[person.pk]
        page.goto(live_server.url + reverse(f"launch:{name}", args=[town.six_west.pk, *more]))
        page.eval_on_selector_all("details", "parts => parts.forEach(part => part.open = true)")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{name} {more}: wider than the screen")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            faults += [
                f"{name} {more} in {scheme}: {one['id']} {one['nodes'][0]['html'][:90]}" for one in violations(page)
            ]
    assert faults == []


def filled_in() -> Riverside:
    """Both have marked the rows of decision rights, and three of them differ."""
    town = make_riverside()
    for person, column in ((town.maya, STARTERS), (town.tom, {**STARTERS, **TOMS})):
        viewer, marked = viewer_of(person), {area: level for area, level in column.items() if level}
        writing.seal(pair=get_pair(viewer, town.six_west.pk), kind="rights", document=marked, by=viewer)
    return town


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_list_of_every_row_is_settled_by_one_save_without_a_script(
    browser: Browser, live_server: LiveServer, transactional_db: None, width: int, scheme: str
) -> None:
    town = filled_in()
    page = look(browser, live_server, town.maya, width, scheme, has_script=False)
    page.goto(live_server.url + reverse("launch:rights", args=[town.six_west.pk]))
    for area in TOMS:
        page.locator(f"#{area}").get_by_text("Physician", exact=True).last.click()
    page.get_by_role("button", name="Propose these rows").click()
    page.wait_for_load_state()
    assert page.get_by_text(f"{len(STARTERS) - len(TOMS)} rows you proposed").count() == 1
    assert page.get_by_text("You propose: Physician leader decides.").count() == len(TOMS)
    page = look(browser, live_server, town.tom, width, scheme)
    page.goto(live_server.url + reverse("launch:rights", args=[town.six_west.pk]))
    page.get_by_role("button", name="Agree to all of these").click()
    page.wait_for_load_state()
    assert page.get_by_text("Nothing is left to talk through.").count() == 1


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_list_of_every_row_is_accessible_and_fits(
    browser: Browser, live_server: LiveServer, transactional_db: None, width: int, scheme: str
) -> None:
    town = filled_in()
    page = look(browser, live_server, town.maya, width, scheme)
    page.goto(live_server.url + reverse("launch:rights", args=[town.six_west.pk]))
    page.eval_on_selector_all("main details", "parts => parts.forEach(part => part.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_page_that_waits_renews_itself_when_both_are_in(
    browser: Browser, live_server: LiveServer, town: Riverside
) -> None:
    page = look(browser, live_server, town.maya, 360, "light")
    page.clock.install()
    page.goto(live_server.url + reverse("launch:write", args=[town.six_west.pk, "strengths"]))
    page.clock.run_for(16_000)
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("link", name="Read both").count() == 0
    tom = viewer_of(town.tom)
    writing.seal(pair=get_pair(tom, town.six_west.pk), kind="strengths", document={"bring": "Calm"}, by=tom)
    page.clock.run_for(16_000)
    page.get_by_role("link", name="Read both").click()
    page.wait_for_load_state()
    assert page.get_by_text("Calm").count() == 1
    assert page.get_by_text("Patience").count() == 1
