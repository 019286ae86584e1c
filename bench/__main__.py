"""`make bench`: one line a figure, and all of them in bench/results.json. `ONLY=name` runs one module."""

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from bench.figure import Figure
from bench.site import make_site

HERE = Path(__file__).parent
NOT_BENCHES = {"__init__", "__main__", "figure", "site", "history", "list_pages", "town"}


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHES)


def main(wanted: list[str]) -> int:
    strange = set(wanted) - set(names())
    if strange:
        print(f"There is no {', '.join(strange)}. There are: {', '.join(names())}")
        return 2
    make_site()
    found: list[Figure] = []
    for name in wanted or names():
        for figure in importlib.import_module(f"bench.{name}").figures():
            print(figure.line(), flush=True)
            found.append(figure)
    keep(found)
    return 0


def keep(found: list[Figure]) -> None:
    """Figures of other modules stay in the file, so that one can be measured again alone."""
    path = HERE / "results.json"
    before = {row["name"]: row for row in json.loads(path.read_text())} if path.exists() else {}
    before |= {figure.name: {**asdict(figure), "verdict": figure.verdict} for figure in found}
    path.write_text(json.dumps(list(before.values()), indent=1) + "\n")


raise SystemExit(main(sys.argv[1:]))
