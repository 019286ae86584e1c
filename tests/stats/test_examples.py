"""Every example in the engine's documentation gives what stands beneath it."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import colead_stats

MODULES = [module.name for module in pkgutil.iter_modules(colead_stats.__path__) if module.name != "__main__"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    told = doctest.testmod(importlib.import_module(f"colead_stats.{name}"))
    assert told.failed == 0


def test_there_are_examples() -> None:
    tried = [doctest.testmod(importlib.import_module(f"colead_stats.{name}")).attempted for name in MODULES]
    assert sum(tried) > 40
