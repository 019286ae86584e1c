"""Reading the data sets that the engine is tested on: ours beside this file, others where the papers keep them."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

OURS = Path(__file__).parent / "data"
PAPERS = Path(__file__).parents[3] / "shared" / "data"


def papers(name: str) -> Path:
    """A file of the papers, read in place; the test says so when it is absent."""
    path = PAPERS / name
    if not path.exists():
        pytest.skip(f"{name} is not here; it is read in place beside the project and never copied into it")
    return path


def rows_of(path: Path, *, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def number(cell: str) -> float:
    return float(cell) if cell not in ("", "NA") else float("nan")


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([number(row[name]) for row in rows])


def matrix(rows: list[dict[str, str]], names: list[str]) -> np.ndarray:
    return np.column_stack([column(rows, name) for name in names])


def words(rows: list[dict[str, str]], name: str) -> list[str]:
    return [row[name] for row in rows]
