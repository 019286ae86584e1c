"""Does the interface hold in a real browser: accessible in both themes, covered when asked, drafts kept?"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.journeys.visitor import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (360, 1280)
BENEATH_IS_INERT = "[...document.querySelectorAll('body > *:not(.veil)')].every(part => part.inert)"


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Any]:
    contexts = []
    said: list[str] = []

    def open_page(path: str = "/gallery/", width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [line for line in said if "404" not in line and "405" not in line] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_gallery_is_accessible(visit: Any, scheme: str, width: int) -> None:
    page = visit(width=width, color_scheme=scheme, reduced_motion="reduce")
    page.eval_on_selector_all("details", "parts => parts.forEach(part => part.open = true)")
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(visit: Any, width: int) -> None:
    page = visit(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_to_tap_is_large_enough(visit: Any) -> None:
    page = visit(width=360)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .button, .tap, select, summary, textarea, .foot a, .brand')]
            .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44)
            .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_page_that_is_missing_is_accessible(visit: Any) -> None:
    assert violations(visit("/nowhere/")) == []


def test_escape_twice_covers_the_page_and_once_more_uncovers_it(visit: Any) -> None:
    page = visit()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator('[data-veil="hide"]').is_visible()
    assert page.title() == "Colead"
    assert page.evaluate(BENEATH_IS_INERT)
    page.keyboard.press("Escape")
    assert not page.locator('[data-veil="hide"]').is_visible()
    assert not page.evaluate(BENEATH_IS_INERT)


@pytest.fixture
def quiet_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page whose clock the test moves."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    page.goto(live_server.url + "/gallery/")
    yield page
    context.close()


def test_page_is_covered_after_five_quiet_minutes(quiet_page: Page) -> None:
    veil = quiet_page.locator('[data-veil="lock"]')
    quiet_page.clock.fast_forward(4 * 60 * 1000)
    assert not veil.is_visible()
    quiet_page.clock.fast_forward(70 * 1000)
    assert veil.is_visible()
    assert quiet_page.evaluate(BENEATH_IS_INERT)


def test_covered_page_loads_afresh_when_tapped(quiet_page: Page) -> None:
    quiet_page.clock.fast_forward(6 * 60 * 1000)
    with quiet_page.expect_navigation():
        quiet_page.locator('[data-veil="lock"] button').click()


def test_covered_page_keeps_words_that_were_begun(quiet_page: Page) -> None:
    quiet_page.locator(".thumb textarea").fill("May I tell them Monday?")
    quiet_page.clock.fast_forward(6 * 60 * 1000)
    quiet_page.locator('[data-veil="lock"] button').click()
    quiet_page.locator('[data-veil="lock"]').wait_for(state="hidden")
    assert quiet_page.locator(".thumb textarea").input_value() == "May I tell them Monday?"


def test_covered_page_stays_covered_for_someone_signed_out(quiet_page: Page) -> None:
    quiet_page.locator(".thumb textarea").fill("May I tell them Monday?")
    quiet_page.clock.fast_forward(6 * 60 * 1000)
    quiet_page.route("**/gallery/", lambda route: route.fulfill(status=302, headers={"location": "/account/login/"}))
    quiet_page.locator('[data-veil="lock"] button').click()
    quiet_page.get_by_text("You are signed out").wait_for()
    assert quiet_page.locator('[data-veil="lock"]').is_visible()


def test_chosen_theme_stays(visit: Any) -> None:
    page = visit()
    page.locator(".themes").first.get_by_text("Night", exact=True).click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_kinds_appear_only_after_typing(visit: Any) -> None:
    page = visit(width=360)
    kinds = page.locator(".ask-kinds")
    assert not kinds.is_visible()
    page.locator(".thumb textarea").fill("May I tell them Monday?")
    assert kinds.is_visible()


def test_draft_is_kept_while_writing_and_carries_no_once(visit: Any) -> None:
    page = visit()
    sent: list[str] = []

    def keep(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(status=204)

    page.route("**/draft/", keep)
    page.locator("form[data-autosave] textarea").nth(1).fill("A first thought")
    page.get_by_text("Draft kept").wait_for()
    assert "A+first+thought" in sent[0]
    assert "csrfmiddlewaretoken=" in sent[0]
    assert "once=" not in sent[0]


def test_draft_that_is_refused_is_not_called_kept(visit: Any) -> None:
    page = visit()
    page.route("**/draft/", lambda route: route.fulfill(status=405))
    page.locator("form[data-autosave] textarea").nth(1).fill("A first thought")
    page.get_by_text("Not kept yet").wait_for()


def test_reveal_stands_still_when_asked(visit: Any) -> None:
    moving = visit()
    still = visit(reduced_motion="reduce")
    name = "getComputedStyle(document.querySelector('.reveal.fresh .side')).animationName"
    assert moving.evaluate(name) == "card-turn"
    assert still.evaluate(name) == "none"


def test_page_works_without_its_script(visit: Any) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert page.locator(".quick-hide").is_hidden()
    page.locator(".confirm summary").click()
    assert page.locator(".confirm-body").is_visible()


def test_print_leaves_out_what_is_only_for_the_screen(visit: Any) -> None:
    page = visit(color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator(".thumb").is_hidden()
    assert page.locator(".top").is_hidden()
    assert page.locator(".table").first.is_visible()
