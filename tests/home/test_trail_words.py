"""Whatever a leader does in the space of a pair stands in their own trail as a sentence, never as a word of code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from colead.home import trail_words
from colead.rules import decisions, run_its
from tests.house.floors import ROOT

SOURCE = ROOT / "src" / "colead"
ROOMS = ("forming", "practice", "programme", "promises")
# What no leader does: the keeper of the programme, the operator, the clock.
OF_OTHERS = {"accepted_restore", "erased", "counted_open", "issued_pointing_key", "revoked_pointing_key"}
OF_OTHERS |= {"published_pooled"}


def said_in(path: Path) -> Iterator[str]:
    """The verbs that a file writes down by name."""
    for node in ast.walk(ast.parse(path.read_text())):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg == "verb" or (keyword.arg == "says" and path.name != "doors.py"):
                yield from (one.value for one in ast.walk(keyword.value) if isinstance(one, ast.Constant) and one.value)


def verbs() -> set[str]:
    files = [path for room in ROOMS for path in (SOURCE / room).rglob("*.py") if "views" not in path.parts]
    written = {verb for path in files for verb in said_in(path)}
    moves = {verb for size in decisions.Size for _state, verb in decisions.machine_for(size).moves}
    asked = {verb for _state, verb in run_its.MACHINE.moves}
    by_the_clock = {"fall_due", "expire"}
    not_so_named = {"tell", "undo", "answer"}  # written as another verb
    return (written | moves | asked) - OF_OTHERS - by_the_clock - not_so_named


def test_every_act_of_a_leader_has_a_sentence() -> None:
    found = verbs()
    assert len(found) > 120
    assert sorted(found - set(trail_words.SENTENCES)) == []


@pytest.mark.parametrize("verb", sorted(trail_words.SENTENCES))
def test_sentence_is_one_and_speaks_of_an_act(verb: str) -> None:
    words = str(trail_words.SENTENCES[verb])
    assert words.endswith(".")
    assert words[0].isupper()
    assert "_" not in words
    assert "ended that" not in words


def test_verb_that_nobody_named_is_not_shown_as_it_is_written() -> None:
    assert trail_words.sentence("lets_talk") == "You said that you would like to talk about a call."
    assert trail_words.sentence("rebuilt_something") == "You changed something here."
