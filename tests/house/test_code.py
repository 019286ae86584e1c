"""Budgets and manners of the code, measured on the code itself."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.floors import ROOT

SOURCE = ROOT / "src"
FILES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted(SOURCE.rglob("*.html"))
ROOMS_NEVER_BUILT = {"utils", "helpers", "common", "core", "extras", "misc", "shared", "base", "services", "managers"}
INLINE = re.compile(
    r"\sstyle=|<style|\son(?:click|change|submit|load|input|key\w+|focus|blur|error|mouse\w+|toggle)="
    r"|javascript:|\|safe\b|autoescape off"
)
FILE_LINES, ENGINE_FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 700, 60, 150


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def long_functions(tree: ast.AST) -> list[str]:
    return [node.name for node in functions(tree) if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES]


def bad_manners(tree: ast.AST) -> list[str]:
    """Signals between our rooms, `save` overrides, imports inside functions, `on_commit` for what must happen."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "save":
            found.append("overrides save")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [
                "imports inside a function"
                for inner in ast.walk(node)
                if isinstance(inner, ast.Import | ast.ImportFrom)
            ]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.dispatch"):
            found.append("listens to a signal")
        if isinstance(node, ast.Attribute) and node.attr == "on_commit":
            found.append("leaves work to on_commit")
    return found


def reaches_past_the_door(path: Path, text: str) -> list[str]:
    """Only the promises, and the policy's own viewer, may use the unguarded door."""
    if {"promises", "access"} & set(path.parts):
        return []
    return re.findall(r"_unguarded\(|_door_for_keeper\(|_base_manager", text)


def asks_for_the_last_day(path: Path, text: str) -> list[str]:
    """Whether a seat is over is asked in one place, so that no room goes by the worker where another does not."""
    if path.name == "sitting.py":
        return []
    return re.findall(r"ends_on__|\.ends_on [<>]=? |[<>]=? \w+\.ends_on", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_file_keeps_the_budget_and_the_manners(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    limit = ENGINE_FILE_LINES if "colead_stats" in path.parts else FILE_LINES
    assert len(text.splitlines()) <= limit
    assert long_functions(tree) == []
    assert bad_manners(tree) == []
    assert reaches_past_the_door(path, text) == []
    assert asks_for_the_last_day(path, text) == []
    assert ast.get_docstring(tree), "one sentence: why this file is"
    assert not ROOMS_NEVER_BUILT & {path.stem, *path.relative_to(SOURCE).parts}


def test_functions_are_small_on_the_whole() -> None:
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1 for path in FILES for node in functions(ast.parse(path.read_text()))
    ]
    assert statistics.median(lengths) <= 10
    assert statistics.quantiles(lengths, n=10)[-1] <= 30


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_template_keeps_the_budget_and_has_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= TEMPLATE_LINES
    assert INLINE.findall(text) == []
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", text)
    assert not re.search(r"(src|href|action)=\"https?://", text)


def test_every_muted_warning_has_its_reason() -> None:
    muted = [
        line for path in FILES for line in path.read_text().splitlines() if re.search(r"# noqa: \w+$", line.strip())
    ]
    assert muted == [] or all("E402" in line or "F403" in line for line in muted)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("class A:\n    def save(self): ...", "overrides save"),
        ("def f():\n    import json", "imports inside a function"),
        ("from django.dispatch import receiver", "listens to a signal"),
        ("transaction.on_commit(send)", "leaves work to on_commit"),
    ],
)
def test_manners_check_sees_a_planted_fault(code: str, what: str) -> None:
    assert bad_manners(ast.parse(code)) == [what]


def test_budget_check_sees_a_long_function() -> None:
    assert long_functions(ast.parse("def f():\n" + "    x = 1\n" * FUNCTION_LINES)) == ["f"]


@pytest.mark.parametrize(
    "code", ["seats.filter(ends_on__lte=today)", "if seat.ends_on <= today:", "today > seat.ends_on"]
)
def test_check_sees_a_room_that_asks_for_the_last_day_itself(code: str) -> None:
    assert asks_for_the_last_day(Path("colead/practice/daily/queries.py"), code)


def test_door_check_sees_a_room_that_reaches_past_it() -> None:
    assert reaches_past_the_door(Path("colead/practice/daily/views.py"), "RunIt.door._unguarded()") == ["_unguarded("]
