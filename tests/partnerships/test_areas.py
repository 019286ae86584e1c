"""The programme office words the decision areas: looked at first, told on the trail, undone, never two alike."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from colead.content import rights as content
from colead.foundation.viewer import Hidden
from colead.operations.site_trail.pages import TrailPage
from colead.partnerships import area_actions, areas
from colead.partnerships.actions import Refused
from colead.partnerships.models import AreaVersion
from colead.rules.rights import is_same_label
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of

KEY = "visitor_access"
SHIPPED = "Visiting and access"
LIST = "/areas/"


@pytest.fixture
def office(riverside: Riverside, as_person: SignIn) -> Client:
    return as_person(riverside.priya)


def url(name: str, *args: Any) -> str:
    return reverse(f"partnerships:{name}", args=args)


def label_of(key: str) -> str:
    return areas.now().area(key).label


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found, "the page shows nothing to keep"
    return found.group(1)


def worded(client: Client, address: str, label: str) -> Any:
    """Looked at, then kept."""
    shown = client.post(address, {"label": label, "seen": ""})
    assert shown.status_code == 200
    return client.post(address, {"label": label, "seen": seen_in(shown.content.decode())})


def test_site_that_changed_nothing_has_no_rows_and_the_shipped_words(riverside: Riverside) -> None:
    assert not AreaVersion.objects.exists()
    known = areas.now()
    assert [(area.key, area.label) for area in known.all] == [(a.key, a.label) for a in content.load().areas]
    assert known.offered == known.all


def test_office_reads_every_area_by_group(riverside: Riverside, office: Client) -> None:
    page = office.get(LIST).content.decode()
    assert all(area.label in page for area in content.load().areas)
    assert page.index("How care is given") < page.index(SHIPPED) < page.index("When something happens")


def test_new_words_are_shown_before_they_are_kept(riverside: Riverside, office: Client) -> None:
    shown = office.post(url("reword_area", KEY), {"label": "Visitors", "seen": ""})
    page = shown.content.decode()
    assert page.index("Until now") < page.index(SHIPPED, page.index("Until now")) < page.index("Visitors</dd>")
    assert label_of(KEY) == SHIPPED
    kept = office.post(url("reword_area", KEY), {"label": "Visitors", "seen": seen_in(page)})
    assert (kept.status_code, label_of(KEY)) == (303, "Visitors")


def test_words_changed_after_the_look_are_shown_again(riverside: Riverside, office: Client) -> None:
    seen = seen_in(office.post(url("reword_area", KEY), {"label": "Visitors", "seen": ""}).content.decode())
    again = office.post(url("reword_area", KEY), {"label": "Guests", "seen": seen})
    assert (again.status_code, label_of(KEY)) == (200, SHIPPED)
    area_actions.reword(area=KEY, label="Callers", by=viewer_of(riverside.priya))
    late = office.post(url("reword_area", KEY), {"label": "Visitors", "seen": seen})
    assert (late.status_code, label_of(KEY)) == (200, "Callers")
    assert "Callers" in late.content.decode()


@pytest.mark.parametrize("label", ["Huddle design", "huddle  DESIGN ", "Huddle\u200b design", "\uff28uddle design"])
def test_two_areas_never_read_alike(riverside: Riverside, office: Client, label: str) -> None:
    for address in (url("reword_area", KEY), url("add_area", "care")):
        page = office.post(address, {"label": label, "seen": ""}).content.decode()
        assert "already goes by these words" in page
    with pytest.raises(Refused):
        area_actions.reword(area=KEY, label=label, by=viewer_of(riverside.priya))
    with pytest.raises(Refused):
        area_actions.add(group="people", label=label, by=viewer_of(riverside.priya))
    assert not AreaVersion.objects.exists()


def test_words_of_a_resting_area_are_taken_too(riverside: Riverside) -> None:
    by = viewer_of(riverside.priya)
    area_actions.rest(area="huddle_design", by=by)
    with pytest.raises(Refused):
        area_actions.add(group="care", label="Huddle design", by=by)


@pytest.mark.parametrize("label", ["", "   ", "\u200b", "x" * 81])
def test_label_is_a_line_of_at_most_eighty(riverside: Riverside, office: Client, label: str) -> None:
    page = office.post(url("reword_area", KEY), {"label": label, "seen": ""})
    assert page.status_code == 200
    assert "This is how it will be" not in page.content.decode()
    assert label_of(KEY) == SHIPPED


def test_own_capitals_may_change(riverside: Riverside) -> None:
    area_actions.reword(area=KEY, label="VISITING and access", by=viewer_of(riverside.priya))
    assert label_of(KEY) == "VISITING and access"


def test_area_is_added_to_its_group_and_rests(riverside: Riverside, office: Client) -> None:
    assert worded(office, url("add_area", "care"), "Interpreters").status_code == 303
    own = areas.now().in_group("care")[-1]
    assert (own.label, own.is_own, own.is_resting) == ("Interpreters", True, False)
    office.post(url("rest_area", own.key))
    assert own.key not in {area.key for area in areas.now().offered}
    assert "Interpreters" in office.get(LIST).content.decode()
    office.post(url("offer_area", own.key))
    assert own.key in {area.key for area in areas.now().offered}


def test_shipped_words_are_put_back_and_the_area_stays_at_rest(riverside: Riverside, office: Client) -> None:
    by = viewer_of(riverside.priya)
    area_actions.reword(area=KEY, label="Visitors", by=by)
    area_actions.rest(area=KEY, by=by)
    assert f"Came as “{SHIPPED}”" in office.get(LIST).content.decode()
    assert office.post(url("put_area_back", KEY)).status_code == 303
    assert (label_of(KEY), areas.now().area(KEY).is_resting) == (SHIPPED, True)
    assert [row.label for row in AreaVersion.objects.order_by("number")] == ["Visitors", "Visitors", SHIPPED]


def test_shipped_words_that_another_area_took_are_not_put_back(riverside: Riverside, office: Client) -> None:
    by = viewer_of(riverside.priya)
    area_actions.reword(area=KEY, label="Visitors", by=by)
    area_actions.reword(area="huddle_design", label=SHIPPED, by=by)
    answer = office.post(url("put_area_back", KEY), follow=True)
    assert "already goes by these words" in answer.content.decode()
    assert label_of(KEY) == "Visitors"


def test_same_again_writes_nothing(riverside: Riverside) -> None:
    by = viewer_of(riverside.priya)
    for _time in range(2):
        area_actions.rest(area=KEY, by=by)
        area_actions.reword(area=KEY, label=" Visitors  here ", by=by)
    assert [row.label for row in AreaVersion.objects.order_by("number")] == [SHIPPED, "Visitors here"]


def test_last_area_stays_offered(riverside: Riverside) -> None:
    by = viewer_of(riverside.priya)
    first, *others = areas.now().all
    for area in others:
        area_actions.rest(area=area.key, by=by)
    with pytest.raises(Refused):
        area_actions.rest(area=first.key, by=by)


def test_each_change_stands_on_the_trail_of_the_installation(riverside: Riverside) -> None:
    by = viewer_of(riverside.priya)
    own = area_actions.add(group="care", label="Interpreters", by=by).area
    area_actions.reword(area=own, label="Interpreting", by=by)
    area_actions.rest(area=own, by=by)
    area_actions.offer_again(area=own, by=by)
    area_actions.reword(area=KEY, label="Visitors", by=by)
    area_actions.put_back(area=KEY, by=by)
    rows = TrailPage.build(viewer_of(riverside.dana), number=1).rows[:6]
    assert [row.sentence.removeprefix("Priya Shah ") for row in reversed(rows)] == [
        "added a decision area.",
        "reworded a decision area.",
        "let a decision area rest.",
        "offered a decision area again.",
        "reworded a decision area.",
        "put the first wording of a decision area back.",
    ]


def test_nobody_else_words_an_area(riverside: Riverside) -> None:
    for person in (riverside.sam, riverside.ana, riverside.dana):
        by = viewer_of(person)
        for act in (area_actions.rest, area_actions.offer_again, area_actions.put_back):
            with pytest.raises(Hidden):
                act(area=KEY, by=by)
        with pytest.raises(Hidden):
            area_actions.reword(area=KEY, label="Mine", by=by)
        with pytest.raises(Hidden):
            area_actions.add(group="care", label="Mine", by=by)


def test_what_is_no_area_does_not_exist(riverside: Riverside, office: Client) -> None:
    own = area_actions.add(group="care", label="Interpreters", by=viewer_of(riverside.priya)).area
    assert office.get(url("reword_area", "nowhere")).status_code == 404
    assert office.get(url("add_area", "nowhere")).status_code == 404
    assert [office.post(url(name, "nowhere")).status_code for name in ("rest_area", "offer_area")] == [404, 404]
    assert office.post(url("put_area_back", own)).status_code == 404


def test_labels_that_differ_are_not_alike() -> None:
    assert not is_same_label("Huddle design", "Huddle designs")
    assert not is_same_label("Flow", "F low")
