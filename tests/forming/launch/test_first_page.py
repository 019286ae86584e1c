"""What of the launch stands on a partner's first page: once, where one can act on it, and when it has opened."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from colead.forming.launch import first_page
from colead.forming.launch.queries import RIGHTS, STRENGTHS
from colead.foundation.waiting import Waiting
from colead.partnerships import charter
from tests.cast import Riverside
from tests.forming.launch.conftest import Desk
from tests.forming.launch.test_agreement import lay, sign
from tests.forming.launch.walked import STARTERS

READ = {
    charter.CARDS: ("Your cards are open: read them together", "launch:cards", {"decide": "slowly"}),
    STRENGTHS: ("Your strengths, gaps and needs are open: read them together", "launch:talk", {"bring": "Patience"}),
    RIGHTS: ("Your decision rights are open: read them together", "launch:rights", STARTERS),
}
IN_FORCE = "Your working agreement is in force: both of you have signed"


def home(desk: Desk) -> str:
    return desk.client.get(reverse("home:pair", args=[desk.partnership.pk])).content.decode()


def titles(desk: Desk, part: str) -> list[str]:
    """The lines of the first page, under one of its two headings."""
    section = home(desk).split(f"<h2>{part}</h2>")[1].split("</section>")[0]
    return re.findall(r'class="line-title"><a[^>]*>([^<]*)', section)


def step_of(desk: Desk) -> Waiting:
    return first_page.waiting_for(desk.viewer, desk.pair)[-1]


@pytest.mark.parametrize("kind", READ)
def test_who_sealed_first_reads_for_a_week_that_it_is_open(maya: Desk, tom: Desk, kind: str) -> None:
    words, route, document = READ[kind]
    maya.taken("seal", kind, **document)
    assert words not in titles(maya, "Between us")
    tom.taken("seal", kind, **document)
    more = ["strengths_needs"] if kind == STRENGTHS else []
    for desk in (maya, tom):
        assert titles(desk, "Between us")[0] == words
        assert reverse(route, args=[desk.partnership.pk, *more]) in home(desk)
    maya.comes_back(8)
    assert words not in titles(maya, "Between us")


def test_who_signed_first_reads_for_a_week_that_it_is_in_force(maya: Desk, tom: Desk) -> None:
    lay(maya)
    sign(maya)
    assert IN_FORCE not in home(maya)
    sign(tom)
    assert titles(maya, "Between us") == [IN_FORCE]
    maya.comes_back(8)
    assert IN_FORCE not in home(maya)


def test_card_that_waits_is_said_once(maya: Desk, tom: Desk) -> None:
    maya.taken("seal", "cards", decide="slowly")
    assert titles(tom, "Waiting for you").count("How to work with me") == 1
    assert "Maya Lind is ready when you are." in home(tom)


def test_card_that_i_sealed_waits_no_longer_for_me(maya: Desk) -> None:
    maya.taken("seal", "cards", decide="slowly")
    assert titles(maya, "Waiting for you") == []
    assert titles(maya, "Between us") == ["How to work with me"]


def test_agreement_that_waits_for_a_signature_is_said_once(maya: Desk, tom: Desk) -> None:
    for step in ("cards", "conversations", "day_in_your_world", "rights", "roles", "sponsor_meeting"):
        maya.taken("mark", step, verb="finish")
    lay(maya)
    sign(maya)
    assert titles(tom, "Waiting for you") == ["Your working agreement"]
    assert titles(maya, "Waiting for you") == []


@pytest.mark.parametrize(
    ("done", "place"),
    [
        ((), "write/cards/"),
        (("cards",), "talks/who_we_are/"),
        (("cards", "conversations", "day_in_your_world"), "write/rights/"),
        (("cards", "conversations", "day_in_your_world", "rights"), "roles/edit/"),
        (("cards", "conversations", "day_in_your_world", "rights", "roles", "sponsor_meeting"), "agreement/edit/"),
    ],
)
def test_step_leads_from_home_straight_to_its_field(maya: Desk, done: tuple[str, ...], place: str) -> None:
    for step in done:
        maya.taken("mark", step, verb="finish")
    line = step_of(maya)
    assert line.url.endswith(f"/launch/{place}")
    assert maya.client.get(line.url).status_code == 200


def test_step_that_is_written_leads_to_its_page(maya: Desk, tom: Desk) -> None:
    for step in ("cards", "conversations", "day_in_your_world"):
        maya.taken("mark", step, verb="finish")
    for desk in (maya, tom):
        desk.taken("seal", "rights", **STARTERS)
    assert step_of(maya).url == maya.url("rights")


def test_new_space_reads_nothing_of_what_opened_in_another(
    riverside: Riverside, maya: Desk, tom: Desk, sit: Callable[..., Desk]
) -> None:
    for desk in (maya, tom):
        desk.taken("seal", "cards", decide="slowly")
    ines = Desk(sit(riverside.ines).client, riverside.ines, riverside.seven_east)
    also_maya = Desk(maya.client, maya.person, riverside.seven_east)
    for desk in (ines, also_maya):
        assert "are open: read them together" not in home(desk)
