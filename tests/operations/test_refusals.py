"""What an operator reads when something forbids a start: one message that says what to do, exit code 2, no trace."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from colead.operations import refusals, server
from tests.house.floors import ROOT

SECRET = "only for this test, and longer than thirty-two"
ADDRESS = {"COLEAD_URL": "https://colead.example.org/", "COLEAD_HOSTS": "colead.example.org"}


def colead(home: Path, *words: str, **setting: str) -> "subprocess.CompletedProcess[str]":
    """The command as a service starts it: nothing in its environment but what is told."""
    given = {
        name: value for name, value in os.environ.items() if not name.startswith(("COLEAD_", "DATABASE_", "DJANGO"))
    }
    given |= {"PYTHONPATH": str(ROOT / "src"), "COLEAD_HOME": str(home)} | setting
    return subprocess.run(
        [sys.executable, "-m", "colead", *words], env=given, capture_output=True, text=True, timeout=60, cwd=home
    )


@pytest.mark.parametrize(
    ("words", "setting", "said"),
    [
        (("serve",), {}, "COLEAD_SECRET_KEY is missing or shorter"),
        (("serve",), {"COLEAD_SECRET_KEY": SECRET, **ADDRESS}, "COLEAD_KEYSTORE is"),
        (("serve",), {"COLEAD_SECRET_KEY_FILE": "/no/such/secret"}, "there is no such file"),
        (("work",), {"COLEAD_SECRET_KEY": "short", **ADDRESS}, "COLEAD_SECRET_KEY is missing or shorter"),
        (("migrate",), {"COLEAD_HTTPS": "perhaps"}, "write yes or no"),
        (("administrator", "Sam", "sam@riverside.test"), {"COLEAD_SECRET_KEY": SECRET}, "run colead migrate"),
        (("serve", "--port", "99999"), {"COLEAD_SECRET_KEY": SECRET, **ADDRESS}, "write a number from 1 to 65535"),
        (("serve", "--certificate", "/no.pem", "--key", "/no.key"), {"COLEAD_SECRET_KEY": SECRET}, "no such file"),
    ],
)
def test_start_that_is_forbidden_says_why_and_exits_with_two(
    tmp_path: Path, words: tuple[str, ...], setting: dict[str, str], said: str
) -> None:
    done = colead(tmp_path, *words, **setting)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert done.stdout == ""
    assert not [word for word in ("Traceback", "Unexpected", "WARNING", "granian") if word in done.stderr], done.stderr


def test_unready_site_is_told_every_step_at_once(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir(mode=0o700)
    said = colead(tmp_path, "serve", COLEAD_SECRET_KEY=SECRET, **ADDRESS).stderr
    assert all(step in said for step in ("colead migrate", "colead createcachetable", "colead collectstatic"))


@pytest.mark.parametrize("words", [("serve",), ("work",), ("verify",), ("administrator", "Sam", "s@riverside.test")])
def test_lost_database_beside_its_keys_is_not_told_to_be_new(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Whoever then ran migrate would begin an empty site upon the keys of the lost one."""
    (tmp_path / "keys").mkdir(mode=0o700)
    for name in ("kek-1", "trail"):
        (tmp_path / "keys" / name).write_bytes(b"k" * 32)
        (tmp_path / "keys" / name).chmod(0o600)
    done = colead(tmp_path, *words, COLEAD_SECRET_KEY=SECRET, **ADDRESS)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"The database is missing or empty, while the key store at {tmp_path / 'keys'} holds" in done.stderr
    assert "Restore the database from its backup" in done.stderr
    assert not [word for word in ("Traceback", "createcachetable", "or new") if word in done.stderr], done.stderr


def test_check_tells_of_a_lost_database_and_of_nothing_in_a_copy_of_the_code(tmp_path: Path) -> None:
    done = colead(tmp_path, "check")
    assert (done.returncode, list(tmp_path.iterdir())) == (0, []), done.stderr
    (tmp_path / "keys").mkdir(mode=0o700)
    (tmp_path / "keys" / "kek-1").write_bytes(b"k" * 32)
    done = colead(tmp_path, "check")
    assert done.returncode == 2
    assert "The database is missing or empty" in done.stderr


def test_server_without_such_a_database_is_not_told_to_migrate(db: None, settings: Any, tmp_path: Path) -> None:
    fault = OperationalError('connection failed: FATAL:  database "colead" does not exist')
    settings.KEYSTORE = tmp_path
    assert refusals.words_for(fault) == f"The database does not answer as it should: {fault}"
    (tmp_path / "trail").touch()
    assert "Restore the database from its backup" in refusals.words_for(fault)


def test_older_database_beside_its_keys_is_told_to_migrate(db: None, settings: Any, tmp_path: Path) -> None:
    settings.KEYSTORE = tmp_path
    (tmp_path / "trail").touch()
    assert "run colead migrate" in refusals.words_for(OperationalError("no such table: operations_workerround"))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(13, "no", "/mnt/keys/seal"), "This account may not use /mnt/keys/seal."),
        (OperationalError("attempt to write a readonly database"), "Run Colead as the account that owns"),
        (OperationalError('connection to server at "db" failed: refused\nmore'), "failed: refused"),
        (ImproperlyConfigured("The SECRET_KEY setting must not be empty."), "COLEAD_SECRET_KEY is missing"),
    ],
)
def test_fault_of_the_machine_is_told_in_one_line(fault: Exception, said: str) -> None:
    words = refusals.words_for(fault)
    assert said in words
    assert "\n" not in words


def test_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with server.socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ImproperlyConfigured, match="something else does"):
            server.require_free("127.0.0.1", taken.getsockname()[1])


def test_certificate_without_its_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="give both"):
        server.run("127.0.0.1", 8000, 1, tmp_path / "certificate.pem", None)
