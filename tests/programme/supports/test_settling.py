"""The two say whether it came, in one tap; both sponsors and both partners read it. And what their first page says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from colead.foundation import clock
from colead.home import queries as home_queries
from colead.partnerships import actions as partnership_actions
from colead.promises.models import Release
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.programme.supports.conftest import BECAUSE, SEAT, Asking, Sponsor
from tests.programme.supports.test_answering import day


def waiting(asking: Asking, desk: Desk) -> str:
    return asking.home(desk).split("Between us</h2>")[0]


def test_asked_lies_between_the_two_with_its_age(asking: Asking) -> None:
    asking.sent()
    clock.travel(timedelta(days=3))
    for desk in (asking.ana, asking.kwame):
        assert "To your sponsor, asked 3 days ago" in asking.home(desk)
        assert SEAT not in waiting(asking, desk)


def test_yes_lies_between_them_until_its_day_and_then_asks_whether_it_came(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    helen.answers(id, value="yes", by_on=day(10))
    assert "Helen Park: Yes, by" in asking.home(asking.ana)
    assert SEAT not in waiting(asking, asking.ana)
    clock.travel(timedelta(days=10))
    page = waiting(asking, asking.kwame)
    assert "Helen Park said yes, by today. Has it come?" in page
    asking.kwame.taps("It came", on="home:pair")
    assert asking.state(id) == "arrived"
    assert SEAT not in asking.home(asking.ana)


@pytest.mark.parametrize(
    ("value", "label", "became", "page"),
    [
        ("part", "Say that it did not come", "It did not come", "supports:list_requests"),
        ("no", "Close it", "Closed after a no", "home:pair"),
    ],
)
def test_part_and_no_wait_for_both_at_once(
    asking: Asking, helen: Sponsor, value: str, label: str, became: str, page: str
) -> None:
    id = asking.sent()
    helen.answers(id, value=value, words=BECAUSE)
    assert SEAT in waiting(asking, asking.ana)
    asking.ana.taps(label, on=page)
    assert asking.state(id) == "lapsed"
    assert SEAT not in asking.home(asking.kwame)
    assert became in asking.kwame.sees("supports:list_requests")
    assert became in helen.look(id)


@pytest.mark.parametrize(("verb", "became"), [("arrive", "It came"), ("lapse", "It did not come")])
def test_sponsor_and_both_partners_read_what_became_of_it(
    asking: Asking, helen: Sponsor, nia: Sponsor, verb: str, became: str
) -> None:
    id = asking.sent()
    helen.answers(id, value="yes", by_on=day(2))
    clock.travel(timedelta(days=2))
    asking.settle(id, verb, asking.kwame)
    for page in (asking.ana.sees("supports:list_requests"), helen.first_page(), helen.look(id), nia.look(id)):
        assert became in page
    assert "Answer both of them" not in helen.look(id)
    helen.answers(id, value="yes", by_on=day(3), n_seen="1", status=409)


def test_it_came_after_all(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    helen.answers(id, value="yes", by_on=day(2))
    clock.travel(timedelta(days=2))
    asking.settle(id, "lapse")
    clock.travel(timedelta(days=3))
    asking.ana.taps("It came after all", on="supports:list_requests")
    assert asking.state(id) == "arrived"


@pytest.mark.parametrize("value", ["yes", "part"])
def test_nobody_says_that_it_did_not_come_before_its_day(asking: Asking, helen: Sponsor, value: str) -> None:
    id = asking.sent()
    helen.answers(id, value=value, by_on=day(2), words=BECAUSE)
    clock.travel(timedelta(days=1))
    page = asking.ana.sees("supports:list_requests")
    assert "It came" in page
    assert "It did not come" not in page + asking.home(asking.ana)
    assert "has not come yet" in asking.settle(id, "lapse", status=409)
    assert asking.state(id) == "answered"
    clock.travel(timedelta(days=3))
    page = asking.ana.sees("supports:list_requests")
    assert "Helen Park reads this: the day has passed and it has not come." in page
    asking.ana.taps("Say that it did not come", on="supports:list_requests")
    assert asking.state(id) == "lapsed"


def test_it_did_not_come_is_taken_back_on_the_same_day_and_waits_again(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    helen.answers(id, value="yes", by_on=day(1))
    clock.travel(timedelta(days=2))
    asking.settle(id, "lapse")
    asking.kwame.taps("Take that back: it still waits", on="supports:list_requests")
    assert asking.state(id) == "answered"
    assert "It did not come" not in helen.look(id) + helen.first_page()
    asking.settle(id, "lapse")
    clock.travel(timedelta(days=3))
    assert "Take that back" not in asking.ana.sees("supports:list_requests")
    assert "on the same day" in asking.settle(id, "wait", status=409)
    assert asking.state(id) == "lapsed"


@pytest.mark.parametrize("verb", ["arrive", "lapse"])
def test_nothing_comes_before_it_was_answered(asking: Asking, verb: str) -> None:
    id = asking.sent()
    assert "This request waits for an answer" in asking.settle(id, verb, status=409)
    assert asking.state(id) == "asked"


@pytest.mark.parametrize("verb", ["answer", "take_back", ""])
def test_no_other_verb_comes_in_through_this_form(asking: Asking, helen: Sponsor, verb: str) -> None:
    id = asking.sent()
    helen.answers(id, value="yes", by_on=day(2))
    asking.settle(id, verb, status=409)
    assert asking.state(id) == "answered"


def test_draft_is_not_settled(asking: Asking) -> None:
    id = asking.ask()
    asking.settle(id, "arrive", status=409)


def test_found_in_their_words_and_in_the_answer(asking: Asking, helen: Sponsor, riverside: Riverside) -> None:
    id = asking.sent()
    helen.answers(id, value="no", words=BECAUSE)
    for phrase in ("quality COMMITTEE", "in January"):
        [line] = [
            one for one in home_queries.find(asking.kwame.viewer, asking.kwame.pair, phrase) if one.kind == "request"
        ]
        assert line.title == SEAT
        assert line.url.endswith(f"#r-{id}")
    nothing = home_queries.find(asking.kwame.viewer, asking.kwame.pair, "pharmacy")
    assert [one for one in nothing if one.kind == "request"] == []
    west = Desk(riverside.maya, riverside.six_west)
    assert home_queries.find(west.viewer, west.pair, "quality committee") == []


def test_ended_pair_asks_nothing_any_more(asking: Asking, helen: Sponsor, riverside: Riverside) -> None:
    id = asking.sent()
    partnership_actions.end_seat(partnership=riverside.exec, side="physician", by=viewer_of(riverside.priya))
    assert SEAT not in helen.first_page()
    helen.look(id, status=404)
    helen.answers(id, status=404, value="yes", by_on=day(2))
    assert asking.ana.client.get(asking.ana.url("supports:list_requests")).status_code == 404
    assert Release.door.visible_to(asking.ana.viewer).filter(pk=id).exists()


def test_quiet_room_is_asked_within_the_one_question_of_all_quiet_rooms(asking: Asking) -> None:
    """Of its tables nothing more is asked on a first page where nothing of it is open."""

    def statements() -> list[str]:
        client = asking.kwame.client
        client.get(asking.kwame.url("home:pair"))
        with CaptureQueriesContext(connection) as caught:
            client.get(asking.kwame.url("home:pair"))
        return [query["sql"] for query in caught if "supports_" in query["sql"]]

    assert len(statements()) == 1
    id = asking.ask()
    assert len(statements()) > 1
    asking.ana.sends("supports:take_back", id, draft="yes")
    assert len(statements()) == 1
