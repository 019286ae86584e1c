"""The floors of ARCHITECTURE.md as numbers, read from the import contract so that there is one list."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def floor_of() -> dict[str, int]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    return {room.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def room_of(module: str) -> str:
    """`colead.practice.daily.models` stands in the wing `practice`."""
    return module.split(".")[1]
