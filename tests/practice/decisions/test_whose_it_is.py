"""Does the page say plainly whose the decision is by the pair's own table, and what happens here?"""

from uuid import UUID

import pytest

from colead.partnerships import charter_actions
from tests.makers import viewer_of
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two

BOTH_AGREE = "stands once both of you agree"
OWN_CALL = "Tell it as my own call"


def agree_row(two: Two, level: str, **given: object) -> None:
    row = charter_actions.propose_right(
        pair=two.ana.pair, area="closing_beds", level=level, by=viewer_of(two.ana.person), **given
    )
    charter_actions.agree_right(pair=two.kwame.pair, row=row, by=viewer_of(two.kwame.person))


def pages(two: Two, id: UUID) -> tuple[str, str]:
    return two.ana.look("show_decision", id), two.kwame.look("show_decision", id)


@pytest.mark.parametrize(
    ("level", "to_ana", "to_kwame"),
    [
        ("N", "you decide.", "Ana Ruiz decides."),
        ("N+", "you decide, after asking Dr Kwame Osei.", "Ana Ruiz decides, after asking you."),
        ("P+", "Dr Kwame Osei decides, after asking you.", "you decide, after asking Ana Ruiz."),
        ("E", "either of you decides", "either of you decides"),
        ("S", "decided above you", "decided above you"),
    ],
)
def test_each_is_told_whose_it_is_and_that_both_agree_here(two: Two, level: str, to_ana: str, to_kwame: str) -> None:
    agree_row(two, level)
    for id in (two.ana.frame("standard"), steps.reveal(two.ana, two.kwame, "standard")):
        anas, kwames = pages(two, id)
        assert to_ana in anas
        assert to_kwame in kwames
        assert BOTH_AGREE in anas
        assert BOTH_AGREE in kwames


def test_row_of_both_says_so(two: Two) -> None:
    agree_row(two, "B", tie_break="Helen Park decides", days=10)
    anas, _kwames = pages(two, steps.reveal(two.ana, two.kwame, "standard"))
    assert "both of you decide" in anas
    assert OWN_CALL not in anas


def test_only_the_one_whose_it_is_can_go_to_an_own_call(two: Two) -> None:
    agree_row(two, "N+")
    anas, kwames = pages(two, steps.reveal(two.ana, two.kwame, "standard"))
    assert OWN_CALL in anas
    assert OWN_CALL not in kwames
    told = two.ana.client.get(two.ana.url("open_decision", size="own_call") + "?area=closing_beds&kind=operational")
    assert steps.hidden("area", told.content.decode()) == "closing_beds"


def test_nothing_is_asked_any_more_once_it_is_decided(two: Two) -> None:
    agree_row(two, "N+")
    anas, _kwames = pages(two, steps.decide(two.ana, two.kwame, "standard"))
    assert BOTH_AGREE not in anas
    assert "By your table" in anas
