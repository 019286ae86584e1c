"""P17: nothing of a case reaches search, feed, mail, export, agenda, sponsor, office, coach or analyst."""

import pytest
from django.core import mail
from django.urls import reverse

from colead.home import queries as home
from colead.operations.exports.pages import Book
from colead.promises.models import TrailEntry
from tests.mailing import next_digest
from tests.makers import viewer_of
from tests.practice.reviews.conftest import ACTION, NUMBER, Case6West, client_of

pytestmark = pytest.mark.django_db
LINE = "Quokkas are looking into it together."


@pytest.fixture
def full(west: Case6West) -> Case6West:
    id = west.following()
    west.maya.sends("reviews:add_action", id, is_released="on", **ACTION)
    west.maya.sends("reviews:word_line", id, line=LINE, seen="")
    return west


@pytest.mark.parametrize("words", [NUMBER, "Low beds", "Quokkas"])
def test_no_search_finds_it(full: Case6West, words: str) -> None:
    for desk in (full.maya, full.tom):
        assert home.find(desk.viewer, desk.pair, words) == []


def test_no_file_takes_it_along(full: Case6West) -> None:
    for person in (full.town.maya, full.town.tom):
        book = Book(viewer_of(person)).as_json()
        assert not [word for word in (NUMBER, "Low beds", "Quokkas", "adverse") if word in book]


def test_home_says_that_something_waits_and_not_what(full: Case6West) -> None:
    page = full.tom.sees("home:pair")
    assert "Something you look after waits for a step" in page
    assert not [word for word in (NUMBER, "event", "RL", "Low beds", "Quokkas") if word in page.split("Your rooms")[0]]


def test_mail_says_nothing(full: Case6West) -> None:
    next_digest()
    allowed = {
        "Something is waiting for you.",
        "A sponsor was named or ended. If this was not expected, tell your privacy officer.",
    }
    assert {message.body.split("\n")[0] for message in mail.outbox} <= allowed


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("ana", "home:sponsor"),
        ("priya", "partnerships:list"),
        ("priya", "pooled:decisions"),
        ("joan", "conflicts:show_for_you"),
        ("sam", "accounts:list_people"),
        ("dana", "site_trail:trail"),
        ("lee", "home:published"),
    ],
)
def test_nobody_else_is_shown_any_of_it(full: Case6West, who: str, place: str) -> None:
    page = client_of(getattr(full.town, who)).get(reverse(place)).content.decode()
    assert not [word for word in (NUMBER, "Low beds", "Quokkas", "dverse event") if word in page]


def test_the_partner_time_fills_its_agenda_without_it(full: Case6West) -> None:
    page = full.maya.sees("meetings:partner_time")
    assert not [word for word in (NUMBER, "dverse event", "Low beds", "Quokkas") if word in page]


def test_the_trail_knows_no_kind_and_no_case(full: Case6West) -> None:
    rows = TrailEntry.objects.exclude(chain="site")
    assert not rows.filter(subject_kind__startswith="reviews.").exists()
    assert "adverse" not in repr(list(rows.values_list("verb", "facts")))


def test_every_page_says_who_can_see_it(full: Case6West) -> None:
    assert "Named reviewers only" in full.maya.sees("reviews:list_cases")
    assert "Only you" in full.maya.sees("reviews:point")
