"""What belongs to an office goes there by somebody's hand: asked for once more, said truly, taken back the same day."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.operations import worker
from colead.practice.reviews import queries
from colead.practice.reviews.models import Case
from colead.promises.models import TrailEntry
from tests.practice.conftest import Desk
from tests.practice.reviews.conftest import Case6West, client_of, status
from tests.practice.reviews.test_allies import cases_of, given, named, points

pytestmark = pytest.mark.django_db
SHOW = "reviews:show_case"
KINDS = ["adverse_event", "near_miss", "good_catch", "patient_feedback", "employee_concern", "conduct", "practice"]


def left(west: Case6West, **words: str) -> Any:
    id = west.point(**words)
    west.maya.sends("reviews:look_over", id, answer="mandatory")
    return id


def test_one_tap_on_yes_does_nothing_yet(west: Case6West) -> None:
    """The tap opens a sentence; what sends it stands below that sentence, and says that nobody is told."""
    page = west.maya.sees(SHOW, west.point())
    asked = page.partition('value="mandatory"')[0].rpartition("<details")[2]
    assert "Colead tells nobody" in asked
    assert "<summary" in asked


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_what_happened_what_did_not_and_whom_to_call(west: Case6West, kind: str) -> None:
    page = west.maya.sees(SHOW, left(west, kind=kind))
    assert "Colead has told nobody" in page
    assert page.index("Colead has told nobody") < page.index("Whom to call") < page.index("tel:911")
    assert "Call the quality and risk office." in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_is_looked_over_again_the_same_day(west: Case6West, kind: str) -> None:
    id = west.point(kind=kind)
    before, last_day = west.text(id), west.enter(id).case.retain_until
    west.maya.sends("reviews:look_over", id, answer="mandatory")
    assert "That was a slip" in west.maya.sees(SHOW, id)
    west.maya.sends("reviews:tap", id, verb="slip")
    case = west.enter(id).case
    assert (case.state, case.retain_until, west.text(id)) == ("pointed", last_day, before)
    assert status(west.town.tom, SHOW, west.town.six_west.pk, id) == 404, "still the own one of who pointed"
    west.maya.sends("reviews:look_over", id, answer="clear", lead="both")
    assert status(west.town.tom, SHOW, west.town.six_west.pk, id) == 200


@pytest.mark.parametrize("kind", ["adverse_event", "conduct"])
def test_it_stands_from_the_next_day_and_goes_by_itself(west: Case6West, kind: str) -> None:
    id = left(west, kind=kind)
    last = west.enter(id).case.retain_until
    assert last is not None
    until_gone = last + timedelta(days=1) - clock.today()
    clock.travel(timedelta(days=1))
    assert "That was a slip" not in west.maya.sees(SHOW, id)
    assert "on the same day" in west.maya.sends("reviews:tap", id, verb="slip", status=422)
    clock.travel(until_gone)
    worker.round_of_work(None)
    assert not Case.door.visible_to(west.maya.viewer).exists()


def test_a_number_taken_back_is_known_again(west: Case6West) -> None:
    west.maya.sends("reviews:tap", left(west), verb="slip")
    page = west.maya.sends("reviews:point", status=422, **given(west))
    assert "already looked after" in page


def test_a_slip_is_taken_back_although_it_was_pointed_at_again(west: Case6West) -> None:
    id = left(west)
    again = west.point()
    west.maya.sends("reviews:tap", id, verb="slip")
    assert {west.state(one) for one in (id, again)} == {"pointed"}
    west.maya.sends("reviews:look_over", id, answer="clear", lead="both")
    assert cases_of(west.town.maya) == [again], "of one number one is looked over"


def test_what_an_ally_pointed_at_lies_before_both_again(west: Case6West) -> None:
    ally = named(west)
    points(west, ally)
    [id] = cases_of(west.town.tom)
    west.tom.sends("reviews:look_over", id, answer="mandatory")
    assert "Colead has told nobody" in west.maya.sees(SHOW, id)
    west.maya.sends("reviews:tap", id, verb="slip")
    points(west, ally)
    assert cases_of(west.town.maya) == cases_of(west.town.tom) == [id]


def test_neither_the_ally_who_pointed_nor_anybody_outside_takes_it_back(west: Case6West) -> None:
    points(west, named(west))
    [id] = cases_of(west.town.tom)
    west.tom.sends("reviews:look_over", id, answer="mandatory")
    for person in (west.town.nia, west.town.ana, west.town.priya, west.town.ines, west.stand_in):
        url = reverse("reviews:tap", args=[west.town.six_west.pk, id])
        assert client_of(person).post(url, {"verb": "slip"}).status_code == 404
    assert west.state(id) == "screened_out"


def test_own_one_taken_back_is_nobody_elses(west: Case6West) -> None:
    id = left(west)
    url = west.tom.url("reviews:tap", id)
    assert west.tom.client.post(url, {"verb": "slip"}).status_code == 404


def test_nothing_of_the_answer_is_kept(west: Case6West) -> None:
    id = west.point()
    before = west.text(id)
    west.maya.sends("reviews:look_over", id, answer="mandatory")
    assert west.text(id) == before
    assert "screen" not in repr(list(TrailEntry.objects.values_list("verb", "facts")))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_over_takes_no_step_but_that_one(west: Case6West, kind: str) -> None:
    id = left(west, kind=kind)
    for route, words in (
        ("look_over", {"answer": "clear", "lead": "both"}),
        ("hand_over", {"lead": "both"}),
        ("carry", {"outcome": "delivered"}),
        ("recuse", {"who": str(west.town.maya.pk)}),
        ("invite", {"person": west.town.nia.email}),
        ("tap", {"verb": "close"}),
    ):
        assert west.maya.client.post(west.maya.url(f"reviews:{route}", id), words).status_code == 422, route
    assert west.state(id) == "screened_out"
    assert queries.actions_of(west.maya.viewer, west.enter(id).case) == []


def test_going_back_to_an_office_says_that_nobody_is_told(west: Case6West) -> None:
    id = west.led(kind="patient_feedback")
    assert "Colead tells nobody" in west.maya.sees(SHOW, id)
    west.maya.sends("reviews:carry", id, outcome="returned")
    page = west.tom.sees(SHOW, id)
    assert "once you have told them" in page
    assert "It went back" not in page


# Whom to call


def test_a_number_of_the_site_stands_wherever_one_is_called_first(west: Case6West, settings: Any) -> None:
    settings.CALL_FIRST = {"employee_relations": "+1 704 555 0100", "danger_now": "4444"}
    places = [west.maya.sees("reviews:show_stop"), west.maya.sees(SHOW, left(west)), west.maya.sees("daily:show_help")]
    places.append(Desk(west.town.maya, west.town.six_west).sees("conflicts:show_stop"))
    places.append(
        client_of(west.town.nia).get(reverse("reviews:point_as_ally", args=[named(west).pk])).content.decode()
    )
    for page in places:
        assert 'href="tel:+17045550100">Call +1 704 555 0100' in page
        assert 'href="tel:4444"' in page
        assert "tel:911" not in page
        assert "your operator connects you" in page, "of the others no number is known"


def test_where_every_number_is_known_nothing_else_is_suggested(west: Case6West, settings: Any) -> None:
    keys = ("danger_now", "employee_relations", "impairment", "abuse", "review", "yourself")
    settings.CALL_FIRST = dict.fromkeys(keys, "4444")
    page = west.maya.sees("reviews:show_stop")
    assert page.count('href="tel:4444"') == len(keys)
    assert "operator" not in page
