"""Does every page of the launch stand, for whom it is, and for nobody else?"""

from collections.abc import Callable

import pytest
from django.urls import get_resolver

from colead.forming.launch import urls
from colead.people.models import Person
from tests.cast import Riverside
from tests.forming.launch.conftest import Desk

PAIR_PAGES = [
    ("road",),
    ("cards",),
    ("write", "cards"),
    ("write", "strengths"),
    ("write", "rights"),
    ("talks",),
    ("talk", "who_we_are"),
    ("talk", "what_we_believe"),
    ("talk", "strengths_needs"),
    ("talk", "hundred_days"),
    ("days",),
    ("rights",),
    ("rights_table",),
    ("propose_row", "huddle_design"),
    ("charter",),
    ("edit_charter",),
    ("roles",),
    ("edit_roles",),
    ("sponsor_meeting",),
    ("agreement",),
    ("edit_agreement",),
]


@pytest.mark.parametrize("route", PAIR_PAGES, ids="-".join)
def test_page_of_the_pair_stands_for_both_and_for_nobody_else(
    riverside: Riverside, sit: Callable[[Person], Desk], route: tuple[str, ...]
) -> None:
    for person in (riverside.maya, riverside.tom):
        page = sit(person).sees(*route)
        assert "<c-" not in page
        assert "{{" not in page
        assert "{%" not in page
    missing = sit(riverside.maya).client.get("/partnerships/0b5c1f9e-8f0e-4c9a-b6ae-0f0f0f0f0f0f/launch/")
    for stranger in (riverside.ana, riverside.ines, riverside.priya, riverside.sam, riverside.rosa):
        answer = sit(stranger).client.get(sit(stranger).url(*route))
        assert answer.status_code == 404
        assert answer.content == missing.content


def test_page_names_only_rounds_talks_and_papers_that_exist(maya: Desk) -> None:
    for route in (("write", "diary"), ("talk", "sponsor"), ("talk", "nothing"), ("propose_row", "nothing")):
        assert maya.client.get(maya.url(*route)).status_code == 404
    for route in (("turn", "agreement"), ("drop", "diary"), ("tick", "mood"), ("mark", "diary")):
        assert maya.sends(*route, verb="finish").status_code == 404


def test_every_route_of_the_launch_is_gated() -> None:
    assert len(urls.urlpatterns) > 40
    for pattern in urls.urlpatterns:
        assert hasattr(pattern.callback, "ability"), pattern
    assert get_resolver().reverse_dict is not None
