"""A decision that points to a row of the rights: in the words of the site, or those the two agreed to."""

from colead.partnerships import area_actions
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.decisions.conftest import Two
from tests.practice.decisions.steps import agree_on_charter


def reword(town: Riverside, area: str, label: str) -> None:
    area_actions.reword(area=area, label=label, by=viewer_of(town.priya))


def rest(town: Riverside, area: str) -> None:
    area_actions.rest(area=area, by=viewer_of(town.priya))


def test_choice_offers_the_words_of_the_site_and_the_agreed_words_of_the_pair(riverside: Riverside, two: Two) -> None:
    agree_on_charter(riverside)
    reword(riverside, "closing_beds", "Shutting beds")
    reword(riverside, "visitor_access", "Visitors")
    area_actions.add(group="care", label="Interpreters", by=viewer_of(riverside.priya))
    rest(riverside, "closing_beds")
    rest(riverside, "equipment")
    page = two.ana.look("choose_size")
    assert "Closing beds or diverting" in page
    assert "Shutting beds" not in page
    assert "Visitors" in page
    assert "Interpreters" in page
    assert "Equipment requests" not in page


def test_chosen_row_keeps_its_words_and_stays_chosen_when_it_rests(riverside: Riverside, two: Two) -> None:
    id = two.ana.frame("standard", area="visitor_access")
    reword(riverside, "visitor_access", "Visitors")
    rest(riverside, "visitor_access")
    page = two.kwame.look("show_decision", id)
    assert "Visiting and access" in page
    assert "Visitors" not in page
    form = two.kwame.look("edit_frame", id)
    assert '<option value="visitor_access" selected>' in form


def test_own_call_may_point_to_an_area_of_the_site_and_to_none_that_is_not(riverside: Riverside, two: Two) -> None:
    own = area_actions.add(group="care", label="Interpreters", by=viewer_of(riverside.priya)).area
    for area, kept in ((own, own), ("nowhere", "")):
        answer = two.ana.send(
            "open_decision", None, {"sentence": f"Booked {area}", "kind": "operational", "area": area}, size="own_call"
        )
        assert answer.status_code == 303
        id = answer["Location"].rstrip("/").rpartition("/")[2]
        assert two.ana.get(id).right_area == kept  # type: ignore[arg-type]


def test_size_is_suggested_for_an_area_of_the_site(riverside: Riverside, two: Two) -> None:
    own = area_actions.add(group="care", label="Interpreters", by=viewer_of(riverside.priya)).area
    page = two.ana.client.get(two.ana.url("choose_size"), {"area": own, "undo": "yes"}).content.decode()
    assert "Suggested by what you tapped" in page
