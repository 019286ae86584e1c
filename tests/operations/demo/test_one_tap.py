"""One-tap sign-ins exist in a demo on this machine, and cannot be had anywhere else."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory

from colead.access.viewer import Nobody
from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.operations.demo import folder, site, views
from colead.operations.demo.cast import CAST, address_of
from colead.operations.models import DemoSite
from colead.people.models import Digest, Login
from tests.cast import Riverside

WORD = "w" * 64


@pytest.fixture
def demo(riverside: Riverside, settings: Any, tmp_path: Path) -> Any:
    """A site in which everything says that it is a demo; each test takes one thing away."""
    settings.HOME, settings.IS_DEMO = tmp_path, True
    (tmp_path / folder.MARKER).write_text(WORD)
    DemoSite.objects.create(word=WORD)
    return settings


def ask(**meta: str) -> HttpRequest:
    request = RequestFactory().post("/demo/sign-in/maya/", **({"REMOTE_ADDR": "127.0.0.1"} | meta))
    request.session = SessionStore()
    request.viewer = Nobody()  # type: ignore[attr-defined]
    return request


def is_refused(request: HttpRequest) -> bool:
    try:
        views.require_loopback_demo(request)
    except Hidden:
        return True
    return False


def test_address_does_not_exist_in_an_ordinary_site(riverside: Riverside) -> None:
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/sign-in/maya/").status_code == 404


def test_demo_on_this_machine_is_let_in_and_no_database_server_holds_one(demo: Any) -> None:
    is_file = connection.vendor == "sqlite"
    assert site.is_demo() is is_file
    assert is_refused(ask()) is not is_file


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
    ],
)
def test_caller_from_elsewhere_is_refused(demo: Any, meta: dict[str, str]) -> None:
    assert is_refused(ask(**meta))


def test_setting_alone_switches_nothing_on(demo: Any) -> None:
    (Path(demo.HOME) / folder.MARKER).unlink()
    assert is_refused(ask())


def test_copied_marker_file_switches_nothing_on(demo: Any) -> None:
    DemoSite.objects.all().delete()
    assert is_refused(ask())


def test_marker_with_another_word_switches_nothing_on(demo: Any) -> None:
    (Path(demo.HOME) / folder.MARKER).write_text("another word")
    assert is_refused(ask())


def test_folder_of_a_real_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "colead.sqlite3").write_text("a real database")
    with pytest.raises(folder.NotADemo):
        folder.prepare(tmp_path, fresh=True)
    assert (tmp_path / "colead.sqlite3").read_text() == "a real database"
    assert [path.name for path in tmp_path.iterdir()] == ["colead.sqlite3"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="no database server holds a demo")
def test_one_tap_is_a_visit_like_any_other(demo: Any) -> None:
    """Whoever taps is here: the weeks of the two years in which nobody came are over."""
    demo.ROOT_URLCONF = "tests.operations.demo.addresses"
    maya = Login.objects.get(email=address_of(CAST[0])).person
    Digest.objects.create(person=maya, silent_since=clock.today(), asked_on=clock.today())
    assert Client().post("/demo/sign-in/maya/").status_code == 303
    assert Digest.objects.get(person=maya).silent_since is None
