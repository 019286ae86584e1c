"""The import contracts hold, and each is seen to fail on a planted fault in a copy of the house."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.floors import ROOT

LINTER = Path(sys.executable).with_name("lint-imports")
FAULTS = {
    "the engine imports the web": ("colead_stats/planted.py", "import django\n"),
    "rules import Django": ("colead/rules/planted.py", "import django.db\n"),
    "a room imports upwards": ("colead/people/planted.py", "import colead.units.models\n"),
    "a room imports the policy": ("colead/practice/daily/planted.py", "import colead.access.policy\n"),
    "a neighbour imports a neighbour": ("colead/practice/daily/planted.py", "import colead.practice.wins\n"),
    "the policy imports a guarded room": ("colead/access/planted.py", "import colead.practice.daily\n"),
    "models import actions": ("colead/partnerships/models.py", "import colead.partnerships.actions\n"),
    "a view calls the engine": ("colead/home/views.py", "import colead_stats\n"),
    "a room opens the key store": ("colead/practice/daily/planted.py", "import colead.promises.keystore\n"),
    "a room counts across pairs": ("colead/practice/daily/planted.py", "import colead.promises.pooling\n"),
    "an unplaced room": ("colead/lounge/__init__.py", '"""A room without a floor."""\n'),
}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own linter on our own copy
        [LINTER, "--no-cache"], cwd=root, capture_output=True, text=True, env={"PYTHONPATH": str(root / "src")}
    )


def copy_house(to: Path) -> Path:
    shutil.copytree(ROOT / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__", "static", "templates"))
    shutil.copy(ROOT / "pyproject.toml", to)
    return to


def test_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("fault", FAULTS)
def test_contracts_see_a_planted_fault(fault: str, tmp_path: Path) -> None:
    root = copy_house(tmp_path)
    name, code = FAULTS[fault]
    path = root / "src" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + code)
    assert lint(root).returncode == 1, fault
