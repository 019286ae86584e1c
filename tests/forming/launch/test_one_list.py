"""Every row of the decision rights in one list with one save: nothing typed is lost, and nothing overwritten unseen."""

import re

import pytest

from colead.content import rights as rights_content
from colead.forming.launch import queries
from colead.partnerships import charter
from colead.rules.rights import Level
from tests.forming.launch.conftest import Desk
from tests.forming.launch.walked import STARTERS, TOMS

DIFFERING = set(TOMS)


@pytest.fixture(autouse=True)
def filled(maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "rights", **STARTERS)
    tom.taken("seal", "rights", **{**STARTERS, **TOMS})


def proposed(desk: Desk) -> dict[str, str]:
    return dict(queries.proposals(desk.viewer, desk.pair).values_list("area", "level"))


def agree_all(desk: Desk) -> None:
    desk.taken("agree_rows", row=[str(row.pk) for row in queries.proposals(desk.viewer, desk.pair)])


def test_one_save_and_one_yes_settle_every_row(maya: Desk, tom: Desk) -> None:
    maya.saves_rows(huddle_design__level="N+", equipment__level="B", space__level="P")
    assert proposed(tom) == {**STARTERS, "huddle_design": "N+", "equipment": "B", "space": "P"}
    agree_all(tom)
    agreed = {right.area: right for right in charter.rights(maya.viewer, maya.pair)}
    assert set(agreed) == set(STARTERS)
    for area in rights_content.load().areas:
        if agreed[area.key].level is Level.BOTH and area.key not in DIFFERING:
            assert (agreed[area.key].tie_break, agreed[area.key].days) == (area.tie_break, area.days)


def test_rows_that_differ_stand_first_with_both_marks_and_no_choice(maya: Desk) -> None:
    page = maya.sees("rights")
    places = [page.index(f'id="{area}"') for area in STARTERS]
    first = sorted(STARTERS, key=lambda area: page.index(f'id="{area}"'))[:3]
    assert len(places) == len(STARTERS)
    assert set(first) == DIFFERING
    chosen = dict(re.findall(r'name="(\w+)-level" value="([^"]*)"[^>]*checked', page))
    assert chosen == {**STARTERS, **dict.fromkeys(DIFFERING, "")}
    card = page.split('id="huddle_design"')[1].split("</section>")[0]
    for words in ("Maya Lind", "Both", "Dr Tom Becker", "Physician"):
        assert words in card


def test_who_can_see_the_list_is_said_once(maya: Desk) -> None:
    page = maya.sees("rights").split("<main", 1)[1].split("</main>")[0]
    assert page.count("You and Dr Tom Becker") == 1
    assert page.index("You and Dr Tom Becker") < page.index('id="list"')


def test_row_left_open_is_not_sent(maya: Desk, tom: Desk) -> None:
    maya.saves_rows(equipment__level="N", nurse_performance__level="")
    assert set(proposed(tom)) == set(STARTERS) - {"nurse_performance", "huddle_design", "space"}


def test_row_at_fault_is_named_and_every_word_kept(maya: Desk) -> None:
    words = {"equipment__level": "B", "equipment__tie_break": "", "huddle_design__inform": "The charge nurses"}
    words |= {"nurse_staffing_plan__level": "E"}
    answer = maya.sends("rights", **maya.rows(**words, huddle_design__level="N+"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#equipment">' in page
    assert "The charge nurses" in page
    assert re.search(r'id="nurse_staffing_plan"><summary><span>[^<]*<span[^>]*>Either<', page)
    assert "Say what happens when you cannot agree" in page
    assert proposed(maya) == {}


def test_patient_in_one_row_is_asked_about_and_can_be_waved_through(maya: Desk, tom: Desk) -> None:
    rows = maya.rows(equipment__level="N", equipment__inform="MRN 12345678")
    answer = maya.sends("rights", **rows)
    assert answer.status_code == 422
    assert 'name="not_patient"' in answer.content.decode()
    maya.taken("rights", **rows, not_patient="yes")
    assert proposed(tom)["equipment"] == "N"


def test_two_who_save_at_once_do_not_overwrite_each_other(maya: Desk, tom: Desk) -> None:
    toms = tom.rows(equipment__level="N", equipment__inform="Pharmacy", space__level="P")
    maya.taken("propose_row", "equipment", level="P", inform="Materials")
    answer = tom.sends("rights", **toms)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Maya Lind changed this row while you wrote" in page
    assert '<a href="#equipment">' in page
    assert "Pharmacy" in page
    assert "Maya Lind proposes: Physician leader decides." in page
    assert proposed(tom) == {"equipment": "P"}
    again = {**toms, "equipment-seen": re.findall(r'name="equipment-seen" value="([^"]+)"', page)[0]}
    tom.taken("rights", **again)
    assert proposed(maya)["equipment"] == "N"


def test_same_list_saved_by_both_at_once_waits_for_one_yes(maya: Desk, tom: Desk) -> None:
    toms = tom.rows()
    maya.saves_rows()
    ids = set(queries.proposals(maya.viewer, maya.pair).values_list("pk", "author"))
    tom.taken("rights", **toms)
    assert set(queries.proposals(maya.viewer, maya.pair).values_list("pk", "author")) == ids
    assert charter.rights(tom.viewer, tom.pair) == []


def test_row_agreed_meanwhile_is_not_proposed_anew_unseen(maya: Desk, tom: Desk) -> None:
    maya.saves_rows(equipment__level="N")
    stale = maya.rows(equipment__level="P")
    agree_all(tom)
    assert maya.sends("rights", **stale).status_code == 422
    assert proposed(maya) == {}


def test_saving_what_one_has_proposed_already_changes_nothing(maya: Desk, tom: Desk) -> None:
    maya.saves_rows(equipment__level="N")
    before = set(queries.proposals(maya.viewer, maya.pair).values_list("pk", flat=True))
    maya.saves_rows()
    assert set(queries.proposals(maya.viewer, maya.pair).values_list("pk", flat=True)) == before


def test_own_row_is_taken_back_from_within_the_list(maya: Desk) -> None:
    maya.saves_rows(equipment__level="N")
    row = queries.proposals(maya.viewer, maya.pair).get(area="equipment")
    maya.taken("withdraw_row", **maya.rows(), row=str(row.pk))
    assert "equipment" not in proposed(maya)


def test_single_row_is_not_overwritten_unseen_either(maya: Desk, tom: Desk) -> None:
    seen = re.findall(r'name="on_screen" value="([^"]*)"', tom.sees("propose_row", "equipment"))[0]
    maya.taken("propose_row", "equipment", level="P")
    answer = tom.sends("propose_row", "equipment", level="N", inform="Pharmacy", on_screen=seen)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed this text while you wrote" in page
    assert "Pharmacy" in page
    assert proposed(tom) == {"equipment": "P"}
