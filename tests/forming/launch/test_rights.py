"""Talking the fill-in through: only what differs, only what both agreed."""

import re

import pytest

from colead.content import rights as rights_content
from colead.forming.launch import queries
from colead.forming.launch.pages import rights as pages
from colead.partnerships import charter
from colead.promises import sealed
from colead.rules.rights import Level
from tests.forming.launch.conftest import Desk

ALL = {area.key: area.starter.value for area in rights_content.load().areas}
TOMS = {**ALL, "huddle_design": "P", "equipment": "N", "space": ""}


@pytest.fixture
def filled(maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "rights", **ALL)
    tom.taken("seal", "rights", **TOMS)


def page_of(desk: Desk) -> pages.RightsPage:
    return pages.rights_page(desk.viewer, desk.pair)


@pytest.mark.usefixtures("filled")
def test_only_rows_that_differ_stand_open(maya: Desk, tom: Desk) -> None:
    page = page_of(maya)
    assert {one.row.area for one in page.rows.to_talk} == {"huddle_design", "equipment", "space"}
    assert len(page.alike) == len(ALL) - 3
    huddle = next(one.row for one in page.rows.to_talk if one.row.area == "huddle_design")
    both = {mark.name: mark.short for mark in huddle.marked}
    assert both == {"Maya Lind": "Both", "Dr Tom Becker": "Physician"}
    assert "left open" in tom.sees("rights")


@pytest.mark.usefixtures("filled")
def test_rows_alike_are_kept_by_one_save_of_each(maya: Desk, tom: Desk) -> None:
    assert charter.rights(maya.viewer, maya.pair) == []
    maya.saves_rows()
    assert charter.rights(maya.viewer, maya.pair) == []
    ids = [row.id for row in page_of(tom).to_agree]
    tom.taken("agree_rows", row=ids)
    agreed = charter.rights(tom.viewer, tom.pair)
    assert len(agreed) == len(ALL) - 3
    assert all(right.tie_break and right.days for right in agreed if right.level is Level.BOTH)


@pytest.mark.usefixtures("filled")
def test_row_is_proposed_answered_differently_and_agreed(maya: Desk, tom: Desk) -> None:
    maya.taken("propose_row", "huddle_design", level="B", tie_break="Swap each week", days=7, inform="Charge nurses")
    assert "It waits for Dr Tom Becker" in maya.sees("rights")
    tom.taken("propose_row", "huddle_design", level="N+")
    (proposal,) = page_of(maya).to_agree
    maya.taken("agree_rows", row=proposal.id)
    (right,) = charter.rights(maya.viewer, maya.pair)
    assert (right.level, right.tie_break) == (Level.NURSE_ASKS, "")
    assert "Huddle design" in tom.sees("rights_table")


@pytest.mark.usefixtures("filled")
def test_both_without_a_tie_break_keeps_the_words(maya: Desk) -> None:
    answer = maya.sends("propose_row", "equipment", level="B", tie_break="", days="", inform="Pharmacy")
    assert answer.status_code == 422
    assert "Pharmacy" in answer.content.decode()
    assert not queries.proposals(maya.viewer, maya.pair).exists()


@pytest.mark.usefixtures("filled")
def test_agreeing_to_what_has_moved_on_agrees_to_nothing(maya: Desk, tom: Desk) -> None:
    maya.saves_rows()
    seen = [row.id for row in page_of(tom).to_agree]
    maya.taken("propose_row", "nurse_performance", level="P")
    tom.taken("agree_rows", row=seen)
    assert charter.rights(tom.viewer, tom.pair) == []
    assert "has changed since you looked" in tom.sees("rights")


@pytest.mark.usefixtures("filled")
def test_own_proposal_is_agreed_by_the_other_alone_and_taken_back_by_its_author_alone(maya: Desk, tom: Desk) -> None:
    maya.taken("propose_row", "equipment", level="N")
    (mine,) = page_of(maya).mine
    maya.taken("agree_rows", row=mine.id)
    assert charter.rights(maya.viewer, maya.pair) == []
    assert tom.sends("withdraw_row", row=mine.id).status_code == 404
    maya.taken("withdraw_row", row=mine.id)
    assert page_of(tom).to_agree == []


@pytest.mark.usefixtures("filled")
def test_renewal_shows_the_pair_that_they_have_come_closer(maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "rights", **ALL)
    tom.taken("seal", "rights", **{**ALL, "equipment": "N"})
    page = page_of(maya)
    assert (page.now_differing, page.earlier) == (1, [3])
    assert "This time 1 row differs; last time it was 3" in maya.sees("rights")


def test_fill_in_may_stop_anywhere(maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "rights", huddle_design="N")
    tom.taken("seal", "rights", huddle_design="N", equipment="B")
    page = page_of(maya)
    assert [one.row.area for one in page.rows.to_talk] == ["equipment"]
    assert [label for label, _ in page.alike] == ["Huddle design"]


def test_sponsor_reads_no_row_before_a_release(ana: Desk, maya: Desk, tom: Desk) -> None:
    maya.taken("propose_row", "equipment", level="N", inform="plum-sparrow-9241")
    assert "plum-sparrow" not in ana.sees("summary")
    assert ana.client.get(ana.url("rights_table")).status_code == 404


GROUP = rights_content.load().in_group("people")


def test_fill_in_shows_one_group_at_a_time_and_how_far_it_is(maya: Desk) -> None:
    page = maya.sees("write", "rights")
    assert page.count('name="groups"') == len(rights_content.load().groups)
    assert len(re.findall(r'name="groups" id="\w+" open', page)) == 1
    assert f"0 of {len(ALL)} rows marked" in page


def test_going_on_keeps_what_was_marked_and_opens_the_next_group(maya: Desk, tom: Desk) -> None:
    answer = maya.sends("keep", "rights", **{GROUP[0].key: "P"}, keep="care")
    assert answer.status_code == 303
    assert answer["Location"].endswith("?open=care#care")
    page = maya.client.get(answer["Location"]).content.decode()
    assert 'id="care" open' in page
    assert f"1 of {len(ALL)} rows marked" in page
    assert f"0 of {len(ALL)} rows marked" in tom.sees("write", "rights")


def test_same_for_a_group_fills_only_the_rows_left_open_there(maya: Desk) -> None:
    maya.taken("keep", "rights", **{GROUP[0].key: "P"}, same="people:B")
    round = queries.open_round(maya.viewer, maya.pair, queries.RIGHTS)
    assert round is not None
    kept = sealed.my_document(round, maya.viewer)
    assert kept == {GROUP[0].key: "P", **{row.key: "B" for row in GROUP[1:]}}


@pytest.mark.parametrize("same", ["people:X", "nowhere:B", "people", ":B"])
def test_same_with_a_strange_word_keeps_what_was_marked(maya: Desk, same: str) -> None:
    answer = maya.sends("keep", "rights", **{GROUP[0].key: "P"}, same=same)
    assert answer.status_code in {204, 303, 422}
    assert "X" not in str(answer.headers.get("Location", ""))


@pytest.mark.usefixtures("filled")
def test_agreed_rows_are_folded_for_a_phone(maya: Desk, tom: Desk) -> None:
    maya.saves_rows()
    tom.taken("agree_rows", row=[row.id for row in page_of(tom).to_agree])
    rights = charter.rights(maya.viewer, maya.pair)
    page = maya.sees("rights_table")
    assert page.count('<details class="details agreed-part">') == len(rights)
    folded = page.split('class="on-a-phone"')[1].split('class="not-on-a-phone"')[0]
    tied = next(right for right in rights if right.tie_break)
    assert tied.label in folded
    assert tied.level_words in folded
    assert folded.index(tied.tie_break) > folded.index("</summary>")
