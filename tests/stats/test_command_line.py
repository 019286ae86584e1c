"""The engine used alone: from a file to a table, to JSON and to a picture, and what it says of a bad file."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from colead_stats.__main__ import main
from tests.stats.tables import OURS

PULSE = ["--items", "ps1:ps7", "--reverse", "ps1,ps3,ps5"]
GOOD = {
    "reliability": [str(OURS / "synth_pulse.csv"), *PULSE],
    "agreement": [str(OURS / "synth_pulse.csv"), "--unit", "unit", *PULSE],
    "dyads": [str(OURS / "synth_dyads.csv"), "--x", "trust_nurse,trust_phys", "--y", "synergy_nurse,synergy_phys"],
    "silos": [
        str(OURS / "synth_ties_edges.csv"), "--people", str(OURS / "synth_ties_nodes.csv"),
        "--group", "profession", "--within", "unit", "--permutations", "199",
    ],
    "panel": [str(OURS / "synth_dyads.csv"), "--raters", "view_by_nurse,view_by_phys"],
}  # fmt: skip


class Told(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    def run(*words: str) -> Told:
        with pytest.raises(SystemExit) as end:
            main(words)
        return Told(int(end.value.code or 0), *capsys.readouterr())

    return run


@pytest.mark.parametrize("command", GOOD)
def test_each_question_is_answered_as_a_table_as_json_and_as_a_picture(
    run: Callable[..., Told], command: str, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.svg"
    table = run(command, *GOOD[command], "--picture", str(picture))
    assert (table.returncode, table.stdout.count("\n") > 5) == (0, True), table.stderr
    assert "<text" in picture.read_text()
    assert json.loads(run(command, *GOOD[command], "--json").stdout)


def test_the_module_is_a_command() -> None:
    words = [sys.executable, "-m", "colead_stats", "reliability", *GOOD["reliability"]]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (told.returncode, "alpha             0.886" in told.stdout) == (0, True), told.stderr


def test_the_table_says_what_the_engine_found(run: Callable[..., Told]) -> None:
    table = run("reliability", *GOOD["reliability"]).stdout
    assert "alpha             0.886" in table
    assert "omega             0.885" in table
    assert "799 people" in table


def test_a_forgotten_reverse_key_is_told(run: Callable[..., Told]) -> None:
    told = run("reliability", str(OURS / "synth_pulse.csv"), "--items", "ps1:ps7")
    assert "is its reverse key missing?" in told.stdout


def test_effects_are_not_told_from_a_handful_of_pairs(run: Callable[..., Told], tmp_path: Path) -> None:
    few = tmp_path / "few.csv"
    few.write_text("\n".join((OURS / "synth_dyads.csv").read_text().splitlines()[:13]))
    told = run("dyads", str(few), *GOOD["dyads"][1:])
    assert "12 complete pairs; effects are told from 30 pairs on." in told.stdout
    assert "physician" not in told.stdout


def test_nothing_is_told_of_fewer_than_ten_pairs_together(run: Callable[..., Told], tmp_path: Path) -> None:
    few = tmp_path / "few.csv"
    few.write_text("\n".join((OURS / "synth_dyads.csv").read_text().splitlines()[:10]))
    told = run("dyads", str(few), *GOOD["dyads"][1:])
    assert (told.returncode, told.stdout) == (1, "")
    assert "9 complete pairs; nothing is told of fewer than 10 together." in told.stderr


BAD = {
    "": "is empty",
    "q1,q2\n": "no row below",
    "q1,q1\n1,2\n": "two columns named q1",
    "q1,\n1,2\n": "Column 2",
    "q1,q2\n1,2\n3\n": "Row 3 of bad.csv has 1 cells",
    "q1,q2\n1,two\n3,4\n4,4\n": 'row 2 "two"',
    "q1,q3\n1,2\n3,4\n": 'no column "q2"',
    "q1,q2\n1,9\n3,4\n4,4\n": "outside the scale 1 to 5",
    "q1,q2\n1,2\n3,4\n": "2 people answered",
}


@pytest.mark.parametrize("content", BAD)
def test_a_bad_file_ends_with_one_sentence_and_exit_code_1(
    run: Callable[..., Told], content: str, tmp_path: Path
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(content)
    told = run("reliability", str(file), "--items", "q1,q2")
    assert told.returncode == 1
    assert BAD[content] in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"q1,q2\n1,\xe9\n", "Row 2 of bad.csv is not UTF-8"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        ("q1,q2\n1,2\n".encode("utf-16"), "not a text file"),
    ],
)
def test_a_file_of_another_kind_is_named_so(run: Callable[..., Told], raw: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(raw)
    told = run("reliability", str(file), "--items", "q1,q2")
    assert (told.returncode, words in told.stderr) == (1, True), told.stderr


def test_a_semicolon_file_with_a_byte_order_mark_is_read(run: Callable[..., Told], tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("q1;q2\n1;2\n2;3\n3;3\n5;4\n", encoding="utf-8-sig")
    assert "alpha             0.853" in run("reliability", str(file), "--items", "q1:q2").stdout


def test_a_tie_to_a_stranger_is_named_by_its_row(run: Callable[..., Told], tmp_path: Path) -> None:
    ties, people = tmp_path / "ties.csv", tmp_path / "people.csv"
    ties.write_text("from,to\n1,2\n1,7\n")
    people.write_text("id,profession\n1,nurse\n2,physician\n")
    told = run("silos", str(ties), "--people", str(people), "--group", "profession")
    assert 'Row 3 of ties.csv names "7", who is not in people.csv.' in told.stderr
