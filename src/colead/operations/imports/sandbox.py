"""Has a foreign file read in a process of its own, with nothing but the file, and hears its answer."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from colead.operations.imports.limits import ANSWER_BYTES_MAX, FILE_BYTES_MAX, WALL_SECONDS
from colead.operations.imports.messages import Message, Refused

SOURCES = Path(__file__).resolve().parents[3]
# Isolated mode ignores the environment and the current folder; the one folder it may import from is given.
START = "import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_module(sys.argv[2], run_name='__main__')"
TABLE_READER = "colead.operations.imports.table_reader"
BUNDLE_READER = "colead.operations.imports.bundle_reader"
TOO_MUCH = "The file asks for more memory or time than a list needs; it was not read. Save the list as CSV."


@dataclass
class Table:
    """What was read: the names of the columns, and each row with the number it has in the file."""

    header: list[str]
    header_row: int
    rows: list[tuple[int, list[str]]]
    notes: list[str] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    unfit: list[Message] = field(default_factory=list)  # rows that are left out of `rows`, and why


def read_table(content: bytes) -> Table:
    lines = ask(TABLE_READER, content)
    head = next(lines)
    refuse_fault(head)
    table = Table(head["header"], head["header_row"], [], head["notes"])
    table.formulas = {(row, column) for row, column in head["formulas"]}
    for line in lines:
        if isinstance(line, list):
            table.rows.append((line[0], line[1]))
        elif "unfit" in line:
            table.unfit.append(Message(line["unfit"], line["row"], line["column"]))
        elif line.get("row"):
            # Nothing can be read after this row, and what is wrong before it is worth saying too.
            table.unfit.append(Message(line["fault"], line["row"]))
        else:
            refuse_fault(line)
    return table


def read_bundle(content: bytes) -> dict[str, Any]:
    lines = ask(BUNDLE_READER, content)
    answer: dict[str, Any] = next(lines)
    refuse_fault(answer)
    return answer


def refuse_fault(line: Any) -> None:
    if isinstance(line, dict) and "fault" in line:
        raise Refused([Message(text=line["fault"], row=line.get("row", 0))])


def ask(reader: str, content: bytes) -> Iterator[Any]:
    if len(content) > FILE_BYTES_MAX:
        raise Refused([Message(text=f"The file is larger than {FILE_BYTES_MAX // 1024 // 1024} MB. Split it.")])
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", START, str(SOURCES), reader],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused([Message(text=TOO_MUCH)]) from None
    if done.returncode != 0 or not done.stdout or len(done.stdout) > ANSWER_BYTES_MAX:
        raise Refused([Message(text=TOO_MUCH)])
    return (json.loads(line) for line in done.stdout.splitlines())
