"""The engine explains itself: every public function says its question, its errors, its source, and has a page."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import colead_stats

METHODS = Path(__file__).parents[2] / "docs" / "methods"
PLUMBING = {"results", "pictures"}


def public() -> Iterator[tuple[str, str, Callable[..., object]]]:
    for module in pkgutil.iter_modules(colead_stats.__path__):
        if module.name.startswith("_") or module.name in PLUMBING:
            continue
        for name, thing in vars(importlib.import_module(f"colead_stats.{module.name}")).items():
            if inspect.isfunction(thing) and not name.startswith("_") and thing.__module__.endswith(module.name):
                yield module.name, name, thing


@pytest.mark.parametrize(("module", "name", "function"), list(public()))
def test_a_public_function_says_what_it_answers_and_where_that_stands(
    module: str, name: str, function: Callable[..., object]
) -> None:
    told = inspect.getdoc(function) or ""
    page = (METHODS / f"{module}.md").read_text()
    assert f"`{name}`" in page
    assert "?" in told.split("\n\n")[0]
    assert {word for word in ("Parameter", "Return", "Raises", "Paper", ">>>") if word not in told} == set()


def test_every_module_of_methods_has_its_page() -> None:
    listed = (METHODS / "README.md").read_text()
    modules = {module for module, _name, _function in public()}
    assert modules
    assert all(f"({module}.md)" in listed for module in modules)
