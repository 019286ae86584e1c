"""What two have marked or agreed keeps the words they read, whatever the site calls the area since."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from colead.forming.launch import queries
from colead.forming.launch.pages import rights as pages
from colead.operations.exports.queries import chapters
from colead.partnerships import area_actions, charter, charter_actions
from colead.promises import space
from tests.cast import Riverside
from tests.forming.launch.conftest import Desk
from tests.makers import viewer_of

OLD, NEW = "Huddle design", "How we huddle"


def reword(town: Riverside, label: str = NEW, area: str = "huddle_design") -> None:
    area_actions.reword(area=area, label=label, by=viewer_of(town.priya))


def rest(town: Riverside, area: str = "huddle_design") -> None:
    area_actions.rest(area=area, by=viewer_of(town.priya))


def seal_both(maya: Desk, tom: Desk, **rows: tuple[str, str]) -> None:
    maya.taken("seal", "rights", **{area: both[0] for area, both in rows.items()})
    tom.taken("seal", "rights", **{area: both[1] for area, both in rows.items()})


def agreed(desk: Desk) -> dict[str, tuple[str, str]]:
    return {right.area: (right.label, right.level.value) for right in charter.rights(desk.viewer, desk.pair)}


def agree_all(desk: Desk) -> None:
    desk.taken("agree_rows", row=[row.id for row in pages.rights_page(desk.viewer, desk.pair).to_agree])


def test_agreed_row_keeps_its_words(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    seal_both(maya, tom, huddle_design=("N", "N"))
    maya.saves_rows()
    agree_all(tom)
    reword(riverside)
    assert agreed(maya) == {"huddle_design": (OLD, "N")}
    assert OLD in tom.sees("rights_table")
    assert NEW not in tom.sees("rights_table")


def test_row_marked_under_old_words_is_agreed_under_them(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    seal_both(maya, tom, huddle_design=("N", "N"), equipment=("N", "P"))
    reword(riverside)
    reword(riverside, "Buying things", "equipment")
    assert [label for label, _level in pages.rights_page(maya.viewer, maya.pair).alike] == [OLD]
    maya.saves_rows()
    assert "Equipment requests" in maya.sees("propose_row", "equipment")
    maya.taken("propose_row", "equipment", level="N")
    page = tom.sees("rights")
    assert OLD in page
    assert "Equipment requests" in page
    agree_all(tom)
    assert agreed(tom) == {"huddle_design": (OLD, "N"), "equipment": ("Equipment requests", "N")}


def test_fill_in_under_way_stays_as_it_began(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    maya.taken("keep", "rights", huddle_design="N", keep="yes")
    reword(riverside)
    rest(riverside, "equipment")
    own = area_actions.add(group="care", label="Interpreters", by=viewer_of(riverside.priya)).area
    for desk in (maya, tom):
        page = desk.sees("write", "rights")
        assert OLD in page
        assert NEW not in page
        assert "Equipment requests" in page
        assert "Interpreters" not in page
    tom.taken("keep", "rights", equipment="P", **{own: "N"}, keep="yes")
    round = queries.open_round(tom.viewer, tom.pair, queries.RIGHTS)
    assert [area.key for area in queries.areas_of(round).offered if area.key in {own, "equipment"}] == ["equipment"]
    maya.taken("seal", "rights", huddle_design="N")
    assert OLD in maya.sees("write", "rights")


def test_new_fill_in_reads_what_the_site_says_now(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    seal_both(maya, tom, huddle_design=("N", "N"), equipment=("N", "P"))
    reword(riverside)
    rest(riverside, "equipment")
    own = area_actions.add(group="care", label="Interpreters", by=viewer_of(riverside.priya)).area
    page = maya.sees("write", "rights")
    assert NEW in page
    assert "Interpreters" in page
    assert "Equipment requests" not in page
    maya.taken("keep", "rights", same="care:N")
    seal_both(maya, tom, **{own: ("N", "P"), "equipment": ("B", "B")})
    latest = pages.rights_page(maya.viewer, maya.pair)
    assert [one.row.label for one in latest.rows.to_talk] == ["Interpreters"]
    assert latest.alike == []
    maya.taken("propose_row", own, level="N")
    agree_all(tom)
    assert agreed(tom) == {own: ("Interpreters", "N")}


def test_resting_area_stays_where_it_was_marked_and_agreed(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    seal_both(maya, tom, huddle_design=("N", "N"), equipment=("N", "P"))
    maya.saves_rows()
    agree_all(tom)
    rest(riverside)
    rest(riverside, "equipment")
    assert agreed(maya) == {"huddle_design": (OLD, "N")}
    assert OLD in maya.sees("rights_table")
    assert [one.row.label for one in pages.rights_page(tom.viewer, tom.pair).rows.to_talk] == ["Equipment requests"]
    tom.taken("propose_row", "equipment", level="N")
    agree_all(maya)
    assert set(agreed(maya)) == {"huddle_design", "equipment"}


def test_pair_takes_the_new_words_over_when_it_marks_them(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    seal_both(maya, tom, huddle_design=("N", "N"))
    maya.saves_rows()
    agree_all(tom)
    reword(riverside)
    seal_both(maya, tom, huddle_design=("N", "N"))
    assert agreed(maya) == {"huddle_design": (OLD, "N")}
    maya.saves_rows()
    agree_all(tom)
    assert agreed(maya) == {"huddle_design": (NEW, "N")}


def test_row_from_before_carries_no_words_and_reads_as_shipped(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    row = charter_actions.propose_right(pair=maya.pair, area="huddle_design", level="N", by=maya.viewer)
    space.rewrite(row, by=maya.viewer, text={"label": ""})
    charter_actions.agree_right(pair=tom.pair, row=row, by=tom.viewer)
    reword(riverside)
    assert agreed(tom) == {"huddle_design": (OLD, "N")}


def test_own_words_are_taken_along_as_they_were_marked(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    seal_both(maya, tom, huddle_design=("N", "P"))
    reword(riverside)
    sealed = next(chapter for chapter in chapters(maya.viewer) if "sealed" in chapter.title)
    assert sealed.taken[0].words == {OLD: "N"}


@pytest.mark.parametrize("route", ["rights", "rights_table"])
def test_words_of_the_site_cost_no_question_for_each_row(
    riverside: Riverside, maya: Desk, tom: Desk, route: str
) -> None:
    seal_both(maya, tom, huddle_design=("N", "N"), equipment=("N", "N"), space=("N", "P"))
    maya.saves_rows()
    agree_all(tom)
    before = questions(maya.client, maya.url(route))
    for number, area in enumerate(("huddle_design", "equipment", "space")):
        reword(riverside, f"Words {number}", area)
        area_actions.add(group="care", label=f"Own {number}", by=viewer_of(riverside.priya))
    assert questions(maya.client, maya.url(route)) == before


def test_home_does_not_ask_for_the_words_of_the_site(riverside: Riverside, maya: Desk, tom: Desk) -> None:
    seal_both(maya, tom, huddle_design=("N", "P"))
    maya.taken("propose_row", "huddle_design", level="N")
    for address in ("/", f"/partnerships/{tom.partnership.pk}/"):
        with CaptureQueriesContext(connection) as caught:
            assert tom.client.get(address, follow=True).status_code == 200
        assert not [one for one in caught if "areaversion" in one["sql"]], address


def questions(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
