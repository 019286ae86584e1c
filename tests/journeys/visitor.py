"""A person in a browser: goes to pages, taps what is written on the screen, and has the page looked over by axe."""

import os
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Locator, Page

HEIGHT = 800
SHOTS = Path("build/screenshots")
AXE = Axe().axe_script
LOOK_OVER = "options => axe.run({...options, resultTypes: ['violations']}).then(found => found.violations)"
# What can differ between light and dark; everything else of a page is the same in both.
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"]}


def find_chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on this machine: apt-get install chromium libatomic1")
    return found


def violations(page: Page, options: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """What axe says of the page; it is laid into a page once, and hands over what it found and no more."""
    if page.evaluate("() => !window.axe"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(LOOK_OVER, options or {})
    return found


class Visitor:
    """Keeps every fault the browser reports; a journey that ends with one has failed."""

    def __init__(self, browser: Browser, address: str, person: Any, width: int) -> None:
        self.address, self.person, self.width = address, person, width
        self.context = browser.new_context(
            viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce", base_url=address
        )
        client = Client()
        client.force_login(person.login, backend="allauth.account.auth_backends.AuthenticationBackend")
        host = urlsplit(address).hostname
        self.context.add_cookies(
            [
                {"name": name, "value": cookie.value, "domain": host, "path": "/"}
                for name, cookie in client.cookies.items()
            ]
        )
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self.listen)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self.watch)

    def listen(self, message: Any) -> None:
        if message.type == "error" and not re.search(r"status of (404|422)", message.text):
            self.faults.append(message.text)

    def watch(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked a third party: {request.url}")

    def goes_to(self, path: str) -> "Visitor":
        self.page.goto(path)
        return self

    def sees(self, words: str) -> Locator:
        found = self.page.get_by_text(words).filter(visible=True).first
        found.wait_for(state="visible", timeout=5000)
        return found

    def does_not_see(self, words: str) -> None:
        assert words not in self.page.content()

    def taps(self, words: str | re.Pattern[str], *, inside: Locator | None = None) -> "Visitor":
        """Taps a button, a link or a choice by what it says."""
        place: Any = inside if inside is not None else self.page
        pattern = words if isinstance(words, re.Pattern) else re.compile(rf"^\s*{re.escape(words)}\s*$", re.IGNORECASE)
        for role in ("button", "link", "radio", "checkbox"):
            found = place.get_by_role(role, name=pattern)
            if found.count():
                found.first.check(force=True) if role in ("radio", "checkbox") else found.first.click()
                self.page.wait_for_load_state()
                return self
        raise AssertionError(f"nothing on this page says {words!r}: {self.page.url}")

    def writes(self, label: str | re.Pattern[str], words: str) -> "Visitor":
        self.page.get_by_label(label).first.fill(words)
        return self

    def is_at_ease(self) -> None:
        """The page as it stands passes axe in light and dark, fits the screen, and reported no fault."""
        assert self.unease() == []

    def unease(self) -> list[str]:
        """What keeps the page as it stands from that, each in words."""
        found = []
        for scheme, rules in (("light", {}), ("dark", OF_COLOUR)):
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for fault in violations(self.page, rules):
                found.append(f"{fault['id']} in {scheme}: {[node['html'][:120] for node in fault['nodes']]}")
        overflow = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return found + ([f"{overflow} pixels too wide at {self.width}"] if overflow > 0 else []) + self.faults

    def keeps_a_picture(self, name: str) -> None:
        """Of the whole page, light and dark, when pictures are asked for."""
        if "COLEAD_TEST_PICTURES" not in os.environ:
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.page.screenshot(path=SHOTS / f"{name}-{self.width}-{scheme}.png", full_page=True)

    def leave(self) -> None:
        self.context.close()

    def fills(self, **words: str) -> "Visitor":
        """Writes into fields by the name under which they are sent."""
        for name, text in words.items():
            self.page.locator(f"[name={name}]:visible").first.fill(text)
        return self

    def chooses(self, **values: str) -> "Visitor":
        for name, value in values.items():
            self.page.locator(f"input[name={name}][value={value}]").first.check(force=True)
        return self

    def chooses_first(self, name: str) -> "Visitor":
        self.page.locator(f"input[name={name}]").first.check(force=True)
        return self

    def checks_all(self, name: str) -> "Visitor":
        for box in self.page.locator(f"input[name={name}]").all():
            box.check(force=True)
        return self

    def opens(self, words: str) -> "Visitor":
        self.page.locator("summary", has_text=words).first.click()
        return self

    def opens_every_detail(self) -> "Visitor":
        closed = self.page.locator("main details:not([open]) > summary").filter(visible=True)
        while closed.count():
            closed.first.click()
        return self

    def finds_address(self, words: str) -> str:
        """Where the line with these words leads."""
        found = self.page.get_by_role("link", name=re.compile(re.escape(words))).first.get_attribute("href")
        assert found, words
        return found
