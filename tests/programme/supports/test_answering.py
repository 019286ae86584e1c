"""The sponsor answers both at once: a yes with a day, anything else with a because."""

import re
from datetime import date, timedelta

import pytest

from colead.foundation import clock
from colead.partnerships.models import Seat
from colead.programme.supports.models import Request, SponsorReply
from colead.promises import retention
from tests.cast import Riverside
from tests.practice.conftest import Desk
from tests.practice.goals.test_budgets import required
from tests.programme.supports.conftest import BECAUSE, SEAT, YES, Asking, Sponsor, of_office


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def test_request_waits_with_its_age_in_plain_days(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    assert "Asked today. An answer is promised within 14 days." in helen.waits()
    clock.travel(timedelta(days=1))
    assert "An answer is promised within 14 days; it is day 1." in helen.waits()
    clock.travel(timedelta(days=9))
    assert "it is day 9." in helen.waits()
    assert "it is day 9." in helen.look(id)
    assert "asked 9 days ago" in asking.ana.sees("supports:list_requests")


@pytest.mark.parametrize("days", [14, 15])
def test_sponsor_is_told_with_the_promise_what_the_office_sees(
    asking: Asking, helen: Sponsor, riverside: Riverside, days: int
) -> None:
    id = asking.sent()
    clock.travel(timedelta(days=days))
    is_told = "Helen Park" in of_office(riverside.priya)
    for page in (helen.waits(), helen.look(id)):
        assert ("An answer was promised within 14 days; it is day 15." in page) is is_told
        assert ("The programme office sees that one waits." in page) is is_told
    assert is_told is (days == 15)


def test_no_page_says_overdue_however_long_it_waits(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    clock.travel(timedelta(days=40))
    for page in (
        helen.first_page(),
        helen.look(id),
        asking.ana.sees("supports:list_requests"),
        asking.home(asking.ana),
    ):
        assert "40 days" in page or "it is day 40" in page
        assert not re.search("overdue|late |danger|error", page.split("<main", 1)[1].split("</main")[0])


def test_answer_asks_for_one_tap_and_what_goes_with_it(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    assert required(helen.look(id), 'name="value"') == {"value"}
    helen.answers(id, status=422)
    assert "A yes needs a day" in helen.look(id)
    helen.answers(id, **YES)
    assert asking.state(id) == "answered"


@pytest.mark.parametrize(
    ("sent", "missing"),
    [
        ({"value": "yes"}, "Choose the day by which it comes"),
        ({"value": "yes", "words": BECAUSE}, "Choose the day by which it comes"),
        ({"value": "part"}, "Write the because"),
        ({"value": "part", "by_on": "2099-01-01"}, "Write the because"),
        ({"value": "no"}, "Write the because"),
        ({"value": "no", "by_on": "2099-01-01"}, "Write the because"),
        ({"value": "no", "words": "   "}, "Write the because"),
        ({"value": "yes", "by_on": "2020-01-01"}, "Choose today or a day that is still ahead"),
        ({"value": "perhaps", "words": BECAUSE}, "not one of"),
    ],
)
def test_answer_without_what_it_needs_is_kept_and_not_sent(
    asking: Asking, helen: Sponsor, sent: dict[str, str], missing: str
) -> None:
    id = asking.sent()
    page = helen.answers(id, status=422, **sent)
    assert missing in page or sent["value"] == "perhaps"
    assert sent.get("words", "").strip() in page
    assert asking.state(id) == "asked"


@pytest.mark.parametrize("value", ["part", "no"])
def test_part_and_no_go_with_a_because_alone(asking: Asking, helen: Sponsor, value: str) -> None:
    id = asking.sent()
    helen.answers(id, value=value, words=BECAUSE)
    for desk in (asking.ana, asking.kwame):
        assert BECAUSE in desk.sees("supports:list_requests")


def test_no_has_no_day(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    helen.answers(id, value="no", words=BECAUSE, by_on=day(5))
    assert "No, by" not in asking.ana.sees("supports:list_requests")


def test_both_read_the_answer_at_once_and_it_waits_no_more(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    clock.travel(timedelta(days=9))
    helen.answers(id, value="yes", by_on=day(0), words=BECAUSE)
    for desk in (asking.ana, asking.kwame):
        page = desk.sees("supports:list_requests")
        assert "Helen Park · today" in page
        assert "<strong>Yes, by today</strong>" in page
        assert BECAUSE in page
    assert SEAT not in helen.waits()
    assert SEAT in helen.first_page().split("What you answered")[1]
    row = Request.objects.get(release=id)
    assert (row.answered_on or date.min) - row.asked_on == timedelta(days=9)


def test_words_of_an_answer_lie_sealed_in_the_sponsors_own_space(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    helen.answers(id, value="no", words=BECAUSE)
    [row] = SponsorReply.door.visible_to(helen.desk.viewer)
    assert row.space.owner_id == helen.desk.person.pk
    assert BECAUSE.encode() not in bytes(row.ciphertext)
    assert not SponsorReply.door.visible_to(asking.ana.viewer).exists()


def test_seen_otherwise_it_is_answered_anew_and_both_answers_are_read(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    helen.answers(id, value="no", words=BECAUSE)
    clock.travel(timedelta(days=2))
    helen.answers(id, value="yes", by_on=day(30), n_seen="1")
    page = asking.kwame.sees("supports:list_requests")
    assert page.index("Yes, by") < page.index("Before that, Helen Park")
    assert BECAUSE in page
    assert "Answer anew" in helen.look(id)
    assert Request.objects.get(release=id).answered_on != clock.today()


def test_answer_written_over_an_unread_one_is_not_sent_and_its_words_are_kept(
    asking: Asking, helen: Sponsor, nia: Sponsor
) -> None:
    id = asking.sent()
    nia.answers(id, value="no", words=BECAUSE)
    page = helen.answers(id, value="part", words="Half of it in spring", n_seen="0", status=409)
    assert "It was answered while you wrote" in page
    assert re.search(r">\s*Half of it in spring</textarea>", page)
    assert BECAUSE in page
    assert re.search(r'name="n_seen" value="1"', page)
    assert "Half of it in spring" not in asking.ana.sees("supports:list_requests")
    helen.answers(id, value="part", words="Half of it in spring", n_seen="1")
    assert "Half of it in spring" in asking.ana.sees("supports:list_requests")


def test_two_sponsors_see_the_same_page_at_the_same_time(asking: Asking, helen: Sponsor, nia: Sponsor) -> None:
    id = asking.sent()
    assert SEAT in helen.waits()
    assert SEAT in nia.waits()
    assert "Nia Grant reads the same page" in helen.look(id)
    helen.answers(id, value="no", words=BECAUSE)
    assert SEAT not in nia.waits()
    assert "Helen Park · today" in nia.look(id)
    assert "<strong>No</strong>" in nia.look(id)
    assert BECAUSE in nia.look(id)
    nia.answers(id, value="yes", by_on=day(9), n_seen="1")
    assert "Nia Grant · today" in helen.look(id)
    page = asking.ana.sees("supports:list_requests")
    assert page.index("Nia Grant · today") < page.index("Before that, Helen Park")


@pytest.mark.parametrize("who", ["maya", "priya", "nia", "kwame", "sam", "dana", "joan"])
def test_nobody_else_reads_or_answers(asking: Asking, riverside: Riverside, who: str) -> None:
    id = asking.sent()
    other = Sponsor(getattr(riverside, who))
    other.look(id, status=404)
    other.answers(id, status=404, **YES)


def test_sponsor_who_leads_a_pair_too_answers_for_the_other_and_not_for_the_own(riverside: Riverside) -> None:
    """Ana sponsors 6 West: what Maya and Tom ask is hers to answer, what she herself asks is not."""
    maya, tom = Desk(riverside.maya, riverside.six_west), Desk(riverside.tom, riverside.six_west)
    west, own = Asking(maya, tom), Asking(Desk(riverside.ana, riverside.exec), Desk(riverside.kwame, riverside.exec))
    ana = Sponsor(riverside.ana)
    id, hers = west.sent(text="Readmissions by weekday"), own.sent()
    assert "As a sponsor: something waits for you" in own.home(own.ana)
    ana.look(hers, status=404)
    ana.answers(hers, status=404, **YES)
    ana.answers(id, **YES)
    assert "As a sponsor: something waits for you" not in own.home(own.ana)
    assert "Yes, by" in tom.sees("supports:list_requests")


def test_sponsor_who_sits_in_the_pair_lends_nothing_to_herself(
    asking: Asking, helen: Sponsor, riverside: Riverside
) -> None:
    """No page of the office allows both; whoever brings it about by hand breaks no answer."""
    id = asking.sent()
    Seat.objects.filter(partnership=riverside.exec, person=riverside.ana).update(person=riverside.helen)
    helen.answers(id, value="no", words=BECAUSE)
    assert helen.look(id).count(BECAUSE) == 1
    assert BECAUSE in asking.kwame.sees("supports:list_requests")


def test_what_was_taken_back_is_not_answered(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    asking.ana.sends("supports:take_back", id)
    helen.answers(id, status=404, **YES)


def test_answer_goes_with_its_days_and_the_page_says_so(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    clock.travel(timedelta(days=200))
    helen.answers(id, value="part", words=BECAUSE)
    clock.travel(timedelta(days=200 + 396))
    retention.sweep(on=clock.today())
    assert BECAUSE not in asking.ana.sees("supports:list_requests")
    assert SEAT not in asking.ana.sees("supports:list_requests")
    helen.look(id, status=404)


def test_patient_words_in_an_answer_are_stopped(asking: Asking, helen: Sponsor) -> None:
    id = asking.sent()
    helen.answers(id, value="no", words="Move MRN 0044512 first", status=422)
    assert "0044512" not in asking.ana.sees("supports:list_requests")


def test_nothing_else_of_the_pair_is_on_the_sponsors_page(asking: Asking, helen: Sponsor) -> None:
    """S7: the request and its age; no draft, no table, no other word of theirs."""
    asking.ana.sends("meetings:list_seats", name="Secret table", mode="physician", level="board", chair="Somebody")
    asking.ana.sends("daily:ask_run_it", line="A secret question", kind="gut_check")
    asking.ask(kind="time", text="A secret draft")
    id = asking.sent()
    for page in (helen.first_page(), helen.look(id)):
        assert SEAT in page
        assert not re.search("[Ss]ecret", page)
