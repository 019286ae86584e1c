"""Signing in, accounts and one's own page in a real browser: at ease at both widths; a passkey from end to end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from colead.operations.accounts import actions, invitation_actions, reset_actions
from colead.operations.accounts.invitation_actions import Guest
from colead.people.models import QuietBlock
from colead.rules.roles import Role
from tests.cast import Riverside
from tests.journeys.conftest import town, visit, width
from tests.journeys.visitor import Visitor
from tests.makers import PASSWORD, viewer_of

__all__ = ["town", "visit", "width"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPEN_PAGES = ("/account/login/", "/account/password/reset/", "/covenant/", "/who-can-open-what/", "/not-me/")
OWN_PAGES = ("/you/", "/account/ways/", "/account/password/change/", "/account/reauthenticate/", "/covenant/")


def open_everything(page: Page) -> None:
    page.eval_on_selector_all("details", "parts => parts.forEach(part => part.open = true)")


def unease_of_all(visitor: Visitor, path: str) -> list[str]:
    open_everything(visitor.goes_to(path).page)
    return visitor.unease()


def test_pages_before_signing_in_are_at_ease(town: Riverside, visit: Callable[..., Visitor]) -> None:
    visitor = visit(town.maya)
    visitor.context.clear_cookies()
    assert [visitor.goes_to(path).unease() for path in OPEN_PAGES] == [[]] * len(OPEN_PAGES)


def test_own_pages_are_at_ease(town: Riverside, visit: Callable[..., Visitor]) -> None:
    QuietBlock.objects.create(person=town.maya, weekday=1, from_hour=8, until_hour=12)
    visitor = visit(town.maya)
    assert [unease_of_all(visitor, path) for path in OWN_PAGES] == [[]] * len(OWN_PAGES)


def test_pages_of_administrators_are_at_ease(town: Riverside, visit: Callable[..., Visitor]) -> None:
    actions.propose_role(person=town.nia, role=Role.COACH, by=viewer_of(town.sam))
    invitation_actions.invite(guest=Guest("Eva Stone", "eva@riverside.example"), by=viewer_of(town.sam))
    visitor = visit(town.alex)
    paths = ("/accounts/", f"/accounts/{town.nia.pk}/", "/invitations/")
    assert [unease_of_all(visitor, path) for path in paths] == [[], [], []]
    assert visit(town.dana).goes_to("/trail/").unease() == []


def test_page_of_a_hold_is_at_ease(town: Riverside, visit: Callable[..., Visitor]) -> None:
    reset_actions.note_reset(login=town.maya.login)
    town.maya.login.refresh_from_db()
    visitor = visit(town.maya)
    visitor.goes_to("/held/").sees("Closed for a while")
    open_everything(visitor.page)
    visitor.is_at_ease()


def test_authenticator_app_is_set_up_with_a_square_that_is_seen(town: Riverside, visit: Callable[..., Visitor]) -> None:
    visitor = visit(town.maya)
    visitor.goes_to("/account/app/set-up/").writes("Password", PASSWORD).taps("Go on")
    square = visitor.page.locator("img[src^='data:image/svg+xml']")
    assert square.evaluate("image => image.complete && image.naturalWidth > 0")
    open_everything(visitor.page)
    visitor.is_at_ease()


@pytest.fixture
def key_holder(browser: Browser, live_server: Any, settings: Any) -> Iterator[Page]:
    """A browser whose device can make passkeys and says yes."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    context = browser.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    abilities = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": abilities})
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def test_passkey_is_added_and_signs_in_alone(town: Riverside, key_holder: Page) -> None:
    page = key_holder
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(town.maya.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="I have read it").click()
    page.goto("/account/passkeys/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A name for it").fill("my laptop")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("Your recovery codes").first.wait_for()
    page.goto("/account/ways/")
    assert page.get_by_text("my laptop").is_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "/account/" not in address)
    page.goto("/you/")
    assert page.get_by_role("heading", name="Maya Lind").is_visible()


def test_password_alone_no_longer_signs_in_beside_a_passkey(town: Riverside, key_holder: Page) -> None:
    test_passkey_is_added_and_signs_in_alone(town, key_holder)
    page = key_holder
    page.get_by_role("button", name="Sign out").first.click()
    page.get_by_label("E-mail address").fill(town.maya.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    assert "/account/second-step/" in page.url
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "/account/" not in address)
