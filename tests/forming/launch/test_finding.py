"""Finding finds what the two have opened to each other, and nothing else."""

from collections.abc import Callable
from typing import Any

from colead.forming.launch.finding import find
from tests.cast import Riverside
from tests.forming.launch.conftest import Desk
from tests.forming.launch.walked import walk


def test_every_opened_word_is_found_where_it_stands(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    walk(riverside)
    for phrase, place in (
        ("staffing BOARD", "/cards/"),
        ("come in threes", "/days/"),
        ("waits alone", "/charter/"),
        ("falls, and how", "/agreement/"),
        ("one budget request", "/roles/"),
        ("stopped speaking", "/sponsor-meeting/"),
        ("ask which serves patients", "/rights/areas/vision_goals/"),
    ):
        for desk in (maya, tom):
            assert any(place in line.url for line in find(desk.viewer, desk.pair, phrase)), (phrase, place)


def test_sealed_words_are_found_by_nobody(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    walk(riverside)
    assert find(tom.viewer, tom.pair, "A walk on bad days") == []
    assert find(tom.viewer, tom.pair, "  ") == []


def test_words_of_one_dyad_are_not_found_in_the_other(
    riverside: Riverside, maya: Desk, as_person: Callable[..., Any]
) -> None:
    walk(riverside)
    east = Desk(as_person(riverside.maya), riverside.maya, riverside.seven_east)
    assert find(maya.viewer, maya.pair, "staffing board")
    assert find(east.viewer, east.pair, "staffing board") == []
