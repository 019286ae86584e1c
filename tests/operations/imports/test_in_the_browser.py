"""A look at a list, and what is wrong with one, on a phone: readable, accessible, nothing wider than the screen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.cast import Riverside, make_riverside
from tests.journeys.visitor import violations
from tests.operations.imports.files import csv_of, people_csv

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "bartholomew.featherstonehaugh-cholmondeley.the.third.of.his.name@departments.riverside-health.example"


@pytest.fixture
def town(transactional_db: None) -> Riverside:
    return make_riverside()


def office(browser: Browser, server: LiveServer, town: Riverside, scheme: Any) -> Page:
    client = Client()
    client.force_login(town.priya.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(viewport={"width": 360, "height": 780}, color_scheme=scheme, reduced_motion="reduce")
    context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": server.url}])
    return context.new_page()


def send(page: Page, server: LiveServer, content: bytes) -> None:
    page.goto(server.url + reverse("imports:people"))
    page.locator("input[type=file]").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Look at it first").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_look_and_faults_are_readable_on_a_phone(
    browser: Browser, live_server: LiveServer, town: Riverside, scheme: str
) -> None:
    page = office(browser, live_server, town, scheme)
    heading = "Electronic_Mail_Address_Of_The_Person_As_Known_To_Payroll"
    good = csv_of([["Full Name", "email", heading], *[[f"Ann {n}", f"{n}{LONG}", LONG] for n in range(5)]])
    for content, seen in (
        (good, "Row 4"),
        (people_csv(*[[f"E{n}", "Ann", "", "", "x" * 300] for n in range(60)]), "10 more"),
    ):
        send(page, live_server, content)
        page.get_by_text(seen).wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        cut = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"
        assert page.eval_on_selector_all("dd, dt, ol.plain-list li", cut) == []
        assert [one["id"] for one in violations(page)] == []
