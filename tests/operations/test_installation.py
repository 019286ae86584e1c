"""A new site by the commands of install.md, from nothing to a second step at sign-in, to a restore that opens."""

import http.client
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.attacks.syncing import free_port, wait_for
from tests.house.floors import ROOT
from tests.people.conftest import code_for

EXAMPLES = ROOT / "docs/operate/examples"
HOST = "colead.example.org"
PASSWORD = "a chair by the window, and tea"
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass
class Installation:
    """A folder with what install.md lays out, and the paper's own commands in it."""

    folder: Path
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        for name in ("home", "keys"):
            (self.folder / name).mkdir(mode=0o700)
        (self.folder / "secret").write_text("a secret that is only for this test, and long enough\n")

    def placed(self, text: str) -> str:
        """The paths of the paper as they are here."""
        places = {"/var/lib/colead-keys": "keys", "/var/lib/colead": "home", "/etc/colead/secret": "secret"}
        for there, here in places.items():
            text = text.replace(there, str(self.folder / here))
        return text

    @property
    def env(self) -> dict[str, str]:
        lines = [line for line in self.placed((EXAMPLES / "environment").read_text()).splitlines() if line[:1] != "#"]
        given = {name: value.strip('"') for name, value in (line.split("=", 1) for line in lines)}
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("COLEAD_", "DATABASE_", "DJANGO"))
        }
        return kept | given | {"PYTHONPATH": str(ROOT / "src")}

    def follow(self, heading: str) -> str:
        """Types the `colead` lines of one part of the paper; gives what they said."""
        part = (ROOT / "docs/operate/install.md").read_text(encoding="utf-8").split(f"\n## {heading}")[1]
        lines = re.findall(r"^(colead .+)$", part.split("\n## ")[0], re.MULTILINE)
        assert lines, heading
        return "".join(self.type(line) for line in lines)

    def type(self, line: str) -> str:
        words = [sys.executable, "-m", *shlex.split(self.placed(line))]
        done = subprocess.run(
            words, env=self.env, capture_output=True, text=True, timeout=120, cwd=self.folder / "home"
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[None]:
        words = [sys.executable, "-m", "colead", "serve", "--port", str(self.port)]
        process = subprocess.Popen(words, env=self.env, stderr=subprocess.DEVNULL, cwd=self.folder / "home")
        try:
            wait_for(self.port)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=40) == 0


@dataclass
class Caller:
    """A browser behind the proxy of the examples: it keeps cookies, fills in what a form carries, follows nothing."""

    port: int
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def ask(self, path: str, form: dict[str, str] | None = None, **more: str) -> tuple[int, str, str]:
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"} | more
        headers["Cookie"] = "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.request("GET" if form is None else "POST", path, urlencode(form or {}), headers)
        answer = line.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.load(cookie)
        line.close()
        return answer.status, answer.headers.get("Location", ""), page

    def fill(self, path: str, **words: str) -> tuple[int, str, str]:
        return self.ask(path, {**dict(HIDDEN.findall(self.ask(path)[2])), **words})


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation(tmp_path_factory.mktemp("installation"))


def first_sign_in(caller: Caller, link: str) -> str:
    """By the link to a password, in with it, and to an app that shows codes; gives the app's key."""
    assert caller.fill(link, password=PASSWORD, again=PASSWORD)[:2] == (303, "/account/login/")
    assert caller.fill("/account/login/", login="sam@example.org", password=PASSWORD)[0] == 302
    assert caller.fill("/account/reauthenticate/", password=PASSWORD)[0] == 302
    page = caller.ask("/account/app/set-up/")[2]
    found = re.search(r"<code>(\w+)</code>", page)
    assert found is not None, page
    form = {**dict(HIDDEN.findall(page)), "code": code_for(found[1])}  # asked for again, the page shows another key
    answer = caller.ask("/account/app/set-up/", form)
    assert answer[:2] == (302, "/account/recovery-codes/"), answer
    return found[1]


def sign_in_with_code(caller: Caller, key: str, ahead: int) -> int:
    assert caller.fill("/account/login/", login="sam@example.org", password=PASSWORD)[1] == "/account/second-step/"
    assert caller.fill("/account/second-step/", code=code_for(key, ahead=ahead))[0] == 302
    return caller.ask("/account/ways/")[0]


def test_new_site_stands_is_entered_and_comes_back_from_its_copies(installed: Installation) -> None:
    installed.follow("3.")
    said = installed.follow("5.")
    links = [urlsplit(link).path for link in re.findall(r"^https://colead\.example\.org/\S+$", said, re.MULTILINE)]
    assert len(links) == 2
    with installed.serving():
        caller = Caller(installed.port)
        assert caller.ask("/health/", **{"X-Forwarded-Proto": "http"})[::2] == (200, "well\n")
        assert caller.ask("/account/login/", **{"X-Forwarded-Proto": "http"})[:2] == (
            301,
            f"https://{HOST}/account/login/",
        )
        key = first_sign_in(caller, links[0])
        installed.follow("Back up")
    copies = rescue(installed)
    assert restore(installed, copies).splitlines()[-1] == "All holds."
    with installed.serving():
        assert sign_in_with_code(Caller(installed.port), key, ahead=1) == 200


def rescue(installed: Installation) -> Path:
    """The copies go elsewhere; then the machine is lost."""
    elsewhere = installed.folder / "elsewhere"
    elsewhere.mkdir()
    for copy in ("home/database.copy", "home/erased.copy", "keys/copy"):
        shutil.move(installed.folder / copy, elsewhere / Path(copy).name)
    for name in ("home", "keys"):
        shutil.rmtree(installed.folder / name)
    return elsewhere


def restore(installed: Installation, copies: Path) -> str:
    (installed.folder / "home").mkdir(mode=0o700)
    shutil.copytree(copies / "copy", installed.folder / "keys")
    shutil.copy(copies / "database.copy", installed.folder / "home/colead.sqlite3")
    shutil.copy(copies / "erased.copy", installed.folder / "home/erased.copy")
    return installed.follow("Restore")


@pytest.mark.parametrize("name", ["colead-serve", "colead-work"])
def test_unit_is_understood_by_the_service_manager(name: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd here")
    unit = tmp_path / f"{name}.service"
    text = (EXAMPLES / unit.name).read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/colead/.venv/bin/colead", shutil.which("true") or "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, timeout=60)
    about_ours = [line for line in done.stderr.splitlines() if unit.name in line]
    assert (done.returncode, about_ours) == (0, []), done.stderr


def test_proxy_examples_write_what_colead_believes() -> None:
    nginx = (EXAMPLES / "nginx.conf").read_text(encoding="utf-8")
    for line in ("Host $host", "X-Forwarded-Proto $scheme", "X-Forwarded-For $remote_addr"):
        assert f"proxy_set_header {line};" in nginx
    assert nginx.count("access_log off") == nginx.count("server {")
