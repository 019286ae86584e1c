"""Papers that cannot drift: decisions are numbered once, links lead somewhere, nothing speaks of a workplace."""

import re
from pathlib import Path

import pytest

from tests.house.floors import ROOT

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAPERS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")]
LINK = re.compile(r"\]\(([^)#\s]+)\)")
PATH = re.compile(r"`((?:src|docs|tests|bench|scripts|requirements)/[\w./-]+)`")


def collisions(names: list[str]) -> set[str]:
    numbers = [name[:4] for name in names]
    return {number for number in numbers if numbers.count(number) > 1}


def dead_ends(paper: Path, text: str) -> list[str]:
    """Links and paths in a paper that lead to no file."""
    links = [link for link in LINK.findall(text) if not (paper.parent / link).exists()]
    return links + [path for path in PATH.findall(text) if not (ROOT / path).exists()]


def test_decision_numbers_are_given_once_and_stand_in_the_title() -> None:
    assert collisions([path.name for path in DECISIONS]) == set()
    for path in DECISIONS:
        assert path.read_text().startswith(f"# {int(path.name[:4])}. "), path.name


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_paper_leads_nowhere_dead(paper: Path) -> None:
    assert dead_ends(paper, paper.read_text(encoding="utf-8")) == []


def test_readme_names_the_commands_that_the_makefile_has() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert named <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def test_row_for_a_new_room_names_every_file_that_has_to_learn_of_it() -> None:
    """Asked of the room that is given as the one to copy: who outside of it knows it by name?"""
    paper = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    row = next(line for line in paper.splitlines() if line.startswith("| add a room |"))
    named = [ROOT / path for path in PATH.findall(row)]
    (room,) = (path for path in named if path.name == "wins")
    who = [path for path in (ROOT / "src").rglob("*.py") if "practice.wins" in path.read_text(encoding="utf-8")]
    outside = [path for path in who if not path.is_relative_to(room)]
    assert ROOT / "src/colead/home/queries.py" in outside
    assert [path for path in outside if not any(path.is_relative_to(each) for each in named)] == []


def test_papers_check_sees_planted_faults() -> None:
    assert collisions(["0007-a.md", "0007-b.md", "0008-c.md"]) == {"0007"}
    assert dead_ends(ROOT / "README.md", "[a](docs/nowhere.md) `src/colead/nowhere.py`") == [
        "docs/nowhere.md",
        "src/colead/nowhere.py",
    ]
