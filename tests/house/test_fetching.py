"""On a fresh clone: without a network one sentence and no long errors, and a check that warns of nothing."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.floors import ROOT

NOBODY_THERE = "http://127.0.0.1:9/simple"
FETCHES = re.compile(r"pip (sync|install)|apt-get (update|install)")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def say(folder: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "UV_", "COLEAD_", "DJANGO_", "MAKE"))
    }
    return subprocess.run(words, cwd=folder, env=env | more, capture_output=True, text=True, check=False)


def test_first_start_without_a_network_ends_in_one_sentence(clone: Path) -> None:
    alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": NOBODY_THERE, "PIP_RETRIES": "1"}
    done = say(clone, "sh", "scripts/boot.sh", PY=sys.executable, **alone)
    assert done.returncode != 0
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("Fetching the installer did not work: there is no network, or the registry")
    log = clone / sentence.rpartition(" ")[2]
    assert "Connection refused" in log.read_text()


@pytest.mark.parametrize(
    "said",
    [
        "error: Failed to fetch: http://a.example/simple/x/\n  cause: dns error\n",
        "  cause: tcp connect error\n  cause: Connection refused (os error 111)\n",
        "W: Failed to fetch http://a.example/Release  Temporary failure resolving; Could not resolve 'a.example'\n",
        "ReadTimeoutError: Read timed out. (read timeout=15)\n",
    ],
)
def test_signs_of_no_network_are_known(clone: Path, said: str) -> None:
    done = say(clone, "sh", "scripts/quietly.sh", "It", "sh", "-c", 'printf %s "$SAID" >&2; exit 3', SAID=said)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no network" in done.stderr


def test_other_fault_is_said_by_its_last_line_and_success_in_silence(clone: Path) -> None:
    fault = say(clone, "sh", "scripts/quietly.sh", "It", "sh", "-c", "echo long; echo The disk is full.; echo; exit 3")
    assert fault.stderr == "It did not work: The disk is full. All that was said: .boot/fetching.log\n"
    assert (clone / ".boot/fetching.log").read_text().startswith("long")
    well = say(clone, "sh", "scripts/quietly.sh", "It", "sh", "-c", "echo long")
    assert (well.returncode, well.stdout, well.stderr) == (0, "", "")


def test_whatever_fetches_does_so_quietly() -> None:
    for path in ("Makefile", "scripts/boot.sh", "scripts/browser.sh"):
        text = (ROOT / path).read_text().replace("\\\n", " ")
        lines = [line for line in text.splitlines() if FETCHES.search(line) and "echo" not in line]
        assert lines
        assert [line for line in lines if "scripts/quietly.sh" not in line] == [], path


def test_check_on_a_fresh_clone_warns_of_nothing(tmp_path: Path) -> None:
    """The words of `make check` that start Colead, said where no site is."""
    recipe = say(ROOT, "make", "--dry-run", "check", "-o", ".venv/dev.stamp").stdout
    lines = [line for line in recipe.splitlines() if "-m colead" in line or line.startswith("mkdir")]
    assert len(lines) >= 2
    for line in lines:
        words = line.replace(".venv/bin/python", f"{sys.executable} -W error")
        done = say(tmp_path, "sh", "-c", words, PYTHONPATH=str(ROOT / "src"))
        assert (done.returncode, "arning" in done.stderr) == (0, False), done.stderr
    assert not (tmp_path / "var").exists()
