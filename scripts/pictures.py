"""Makes the pictures of the readme from a demo of its own: `make pictures`."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SECONDS_TO_START = 180
FLAGS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars"]
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1000, "height": 780}
BYTES_AT_MOST = 400_000
SHEET = """
<!doctype html><style>
  body { margin: 0; padding: 56px; display: flex; gap: 40px; align-items: flex-start; background: #d9d4c8; }
  img { display: block; border-radius: 18px; box-shadow: 0 18px 50px rgb(0 0 0 / .28); }
</style><img src="phone.png" width="390"><img src="desk.png" width="1000">
"""


@contextmanager
def demo() -> Iterator[str]:
    """A demo in a folder that goes again, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "colead", "demo", "--home", f"{home}/demo", "--port", str(port)]
        running = subprocess.Popen(command, env={**os.environ, "COLEAD_TIME_ZONE": "UTC"})
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/demo/", running)
            yield address
        finally:
            running.terminate()
            running.wait()


def wait_for(address: str, running: "subprocess.Popen[bytes]") -> None:
    for _ in range(SECONDS_TO_START * 4):
        if running.poll() is not None:
            raise SystemExit("the demo did not start")
        try:
            with urlopen(address):  # noqa: S310 - our own demo on this machine
                return
        except URLError:
            time.sleep(0.25)
    raise SystemExit("the demo took too long to start")


def visit(browser: Browser, address: str, name: str, scheme: Any, size: Any) -> Page:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}/demo/")
    page.get_by_role("button", name=f"Be {name}").click()
    page.wait_for_url(lambda url: "/demo/" not in url)
    return page


def show_home(browser: Browser, address: str, into: Path) -> None:
    """Maya on her phone: what waits between her and Tom."""
    page = visit(browser, address, "Maya Lind", "light", PHONE)
    page.get_by_role("link", name=re.compile("Becker")).first.click()
    page.get_by_role("heading", name="Waiting for you").wait_for()
    page.screenshot(path=into / "phone.png")


def show_reveal(browser: Browser, address: str, into: Path) -> None:
    """The hallway beds, once both had sealed: two views, and what each had imagined of the other."""
    page = visit(browser, address, "Dr Kwame Osei", "dark", DESK)
    page.goto(f"{page.url.rstrip('/')}/decisions/")
    page.get_by_role("link", name=re.compile("hallway beds")).first.click()
    page.locator("summary", has_text="The two views").click()
    heading = page.get_by_role("heading", name="Both views")
    heading.wait_for()
    heading.evaluate("heading => window.scrollTo(0, heading.getBoundingClientRect().top + scrollY - 150)")
    page.screenshot(path=into / "desk.png")


def compose(browser: Browser, parts: Path) -> None:
    (parts / "sheet.html").write_text(SHEET, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1542, "height": 892})
    page.goto((parts / "sheet.html").as_uri())
    page.screenshot(path=FOLDER / "home.png", full_page=True)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with demo() as address, sync_playwright() as playwright, tempfile.TemporaryDirectory() as parts:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        show_home(browser, address, Path(parts))
        show_reveal(browser, address, Path(parts))
        compose(browser, Path(parts))
        browser.close()
    size = (FOLDER / "home.png").stat().st_size
    if size > BYTES_AT_MOST:
        raise SystemExit(f"home.png has {size} bytes; at most {BYTES_AT_MOST} please")


if __name__ == "__main__":
    main()
