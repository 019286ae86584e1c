"""The end of a seat: a day ahead, told to both, taken back by the office; nothing is lost before it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.notices import ALLOWED_SENTENCES
from colead.foundation.viewer import Hidden
from colead.operations import worker
from colead.operations.exports import queries as exports
from colead.partnerships import actions, ending_actions, queries
from colead.partnerships.models import Seat
from colead.practice.daily.actions import run_its
from colead.promises.models import TrailEntry
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import viewer_of

WORDS = "Can the float nurse stay until seven on the east side?"


@pytest.fixture
def office(riverside: Riverside, as_person: SignIn) -> Client:
    return as_person(riverside.priya)


def url(name: str, *args: Any) -> str:
    return reverse(f"partnerships:{name}", args=args)


def seat_of(riverside: Riverside) -> Seat:
    return Seat.objects.get(partnership=riverside.seven_east, person=riverside.ines)


def in_two_weeks() -> date:
    return clock.today() + timedelta(days=14)


def end(office: Client, riverside: Riverside, on: date | None = None) -> Any:
    day = (on or in_two_weeks()).isoformat()
    return office.post(url("end_seat", riverside.seven_east.pk, "physician"), {"ends_on": day}, follow=True)


def words_taken(person: Any) -> str:
    return str(exports.chapters(viewer_of(person)))


def ask(riverside: Riverside) -> None:
    ines = viewer_of(riverside.ines)
    run_its.ask(pair=queries.get_pair(ines, riverside.seven_east.pk), kind="gut_check", line=WORDS, by=ines)


def home(client: Client, riverside: Riverside) -> str:
    answer = client.get(reverse("home:pair", args=[riverside.seven_east.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_lost_before_the_day(riverside: Riverside, office: Client, as_person: SignIn) -> None:
    ask(riverside)
    page = end(office, riverside).content.decode()
    assert "Until then everything stays as it is" in page
    assert seat_of(riverside).ends_on == in_two_weeks()
    clock.travel(timedelta(days=13))
    worker.round_of_work(None)
    assert WORDS in words_taken(riverside.ines)
    assert WORDS in home(as_person(riverside.ines), riverside)
    assert WORDS in home(as_person(riverside.maya), riverside)


def test_both_are_told_at_once_and_see_the_day_on_home(riverside: Riverside, office: Client, as_person: SignIn) -> None:
    end(office, riverside)
    told = Notice.objects.filter(sentence="partnership_changed", due_at__lte=clock.now())
    assert {row.person_id for row in told} == {riverside.ines.pk, riverside.maya.pk}
    assert not any(word in ALLOWED_SENTENCES["partnership_changed"] for word in ("seat", "Ines", "7 East", "end"))
    day = date_format(in_two_weeks(), "D j M")
    hers, other = home(as_person(riverside.ines), riverside), home(as_person(riverside.maya), riverside)
    assert f"Your seat on 7 East ends on {day}, through the programme office. What you wrote is yours." in hers
    assert f"Dr Ines Vogel&#x27;s seat ends on {day}. Take your words along until then." in other
    for page in (hers, other):
        assert 'href="/you/take-away/">Take my words along' in page
        assert page.index("Take my words along") < page.index("Waiting for you")
    elsewhere = as_person(riverside.maya).get(reverse("home:pair", args=[riverside.six_west.pk])).content.decode()
    assert "Ines" not in elsewhere


def test_trail_says_it_in_the_chains_of_the_site_and_of_the_pair(riverside: Riverside, office: Client) -> None:
    end(office, riverside)
    chains = TrailEntry.objects.filter(verb="set_end_of_seat").values_list("chain", flat=True)
    assert set(chains) == {"site", str(riverside.seven_east.space_id)}


def test_office_takes_it_back_until_the_day(riverside: Riverside, office: Client, as_person: SignIn) -> None:
    ask(riverside)
    assert "Keep this seat" in end(office, riverside).content.decode()
    page = office.post(url("keep_seat", riverside.seven_east.pk, "physician"), follow=True).content.decode()
    assert "Keep this seat" not in page
    assert Notice.objects.filter(sentence="partnership_changed").count() == 4
    assert "Take my words along" not in home(as_person(riverside.ines), riverside)
    clock.travel(timedelta(days=20))
    worker.round_of_work(None)
    assert WORDS in words_taken(riverside.ines)
    assert seat_of(riverside).until_on is None


def test_nothing_is_taken_back_on_the_day_itself(riverside: Riverside) -> None:
    priya, dyad = viewer_of(riverside.priya), riverside.seven_east
    ending_actions.set_end(partnership=dyad, side="physician", on=in_two_weeks(), by=priya)
    clock.travel(timedelta(days=14))
    with pytest.raises(actions.Refused, match="has come"):
        ending_actions.keep_seat(partnership=dyad, side="physician", by=priya)


@pytest.mark.parametrize("days", [-1, 0, 6])
def test_day_that_is_too_near_is_refused(riverside: Riverside, office: Client, days: int) -> None:
    page = end(office, riverside, clock.today() + timedelta(days=days)).content.decode()
    assert "so that both can take their words along" in page
    with pytest.raises(actions.Refused):
        ending_actions.set_end(
            partnership=riverside.seven_east,
            side="physician",
            on=clock.today() + timedelta(days=days),
            by=viewer_of(riverside.priya),
        )
    assert seat_of(riverside).ends_on is None
    assert not Notice.objects.exists()


def test_a_week_is_enough_and_a_second_day_is_not_set_over_the_first(riverside: Riverside, office: Client) -> None:
    week = clock.today() + timedelta(days=7)
    end(office, riverside, week)
    assert "has a last day already" in end(office, riverside).content.decode()
    assert seat_of(riverside).ends_on == week


def test_page_says_what_truly_happens(riverside: Riverside, office: Client) -> None:
    page = office.get(url("show", riverside.seven_east.pk)).content.decode()
    assert f"This ends on {date_format(in_two_weeks(), 'D j M')}" in page
    assert "Both are told today, and can take their words along until then." in page
    assert in_two_weeks().isoformat() in page


def test_worker_ends_it_once_on_the_day(riverside: Riverside, office: Client, as_person: SignIn) -> None:
    end(office, riverside)
    space = riverside.seven_east.space
    clock.travel(timedelta(days=14))
    today = clock.today()
    assert [ending_actions.end_due(on=today), ending_actions.end_due(on=today)] == [1, 0]
    worker.round_of_work(None)
    assert TrailEntry.objects.filter(verb="ended_seat").count() == 1
    assert TrailEntry.objects.filter(verb="closed", chain=str(space.pk if space else "")).count() == 1
    assert seat_of(riverside).until_on == today
    ines = as_person(riverside.ines)
    gone = ines.get(reverse("home:pair", args=[riverside.seven_east.pk]))
    assert gone.status_code == 404
    front = ines.get("/").content.decode()
    assert f"Your seat on 7 East ended on {date_format(today, 'j F')}." in front
    assert reverse("exports:take_away") in front
    assert WORDS not in front


def test_round_of_the_day_ends_it(riverside: Riverside, office: Client) -> None:
    end(office, riverside)
    clock.travel(timedelta(days=15))
    worker.round_of_work(None)
    assert seat_of(riverside).until_on == clock.today()


def test_who_stays_reads_it_on_the_first_page_for_a_week(riverside: Riverside, as_person: SignIn) -> None:
    actions.end_seat(partnership=riverside.seven_east, side="physician", by=viewer_of(riverside.priya))
    front = as_person(riverside.maya).get("/").content.decode()
    assert "Dr Ines Vogel&#x27;s seat on 7 East ended on" in front
    assert reverse("home:pair", args=[riverside.six_west.pk]) in front
    assert as_person(riverside.tom).get("/").status_code == 302
    clock.travel(timedelta(days=8))
    assert as_person(riverside.maya).get("/").status_code == 302


@pytest.mark.parametrize("who", ["maya", "ines", "tom", "ana", "sam", "nia", "helen", "joan", "dana"])
def test_only_the_office_ends_or_keeps_a_seat(riverside: Riverside, as_person: SignIn, who: str) -> None:
    person, dyad = getattr(riverside, who), riverside.seven_east
    day = {"ends_on": in_two_weeks().isoformat()}
    for name in ("end_seat", "keep_seat"):
        assert as_person(person).post(url(name, dyad.pk, "physician"), day).status_code == 404
    with pytest.raises(Hidden):
        ending_actions.set_end(partnership=dyad, side="physician", on=in_two_weeks(), by=viewer_of(person))
    with pytest.raises(Hidden):
        ending_actions.keep_seat(partnership=dyad, side="physician", by=viewer_of(person))
    assert seat_of(riverside).ends_on is None


def test_no_page_ends_a_dyad_while_somebody_sits_in_it(riverside: Riverside, as_person: SignIn) -> None:
    office, dyad = as_person(riverside.priya), riverside.seven_east
    answer = office.post(url("move", dyad.pk, "end"), follow=True).content.decode()
    assert "End both seats first" in answer
    assert "End it" not in answer
    dyad.refresh_from_db()
    assert dyad.space is not None
    for side in ("nurse", "physician"):
        ending_actions.set_end(partnership=dyad, side=side, on=in_two_weeks(), by=viewer_of(riverside.priya))
    clock.travel(timedelta(days=14))
    assert ending_actions.end_due(on=clock.today()) == 2
    as_person(riverside.priya).post(url("move", dyad.pk, "end"))
    dyad.refresh_from_db()
    assert dyad.status == "ended"


def test_two_who_lead_for_a_time_end_by_themselves_after_their_last_day(riverside: Riverside) -> None:
    last = clock.today() + timedelta(days=20)
    by = viewer_of(riverside.priya)
    pair = actions.form(
        unit=riverside.seven_east.unit,
        name="Surge unit",
        nurse=riverside.maya,
        physician=riverside.tom,
        sponsor=riverside.helen,
        temporary_until=last,
        is_temporary=True,
        by=by,
    )
    assert ending_actions.end_due(on=last) == 0
    assert ending_actions.end_due(on=last + timedelta(days=1)) == 2
    clock.travel(timedelta(days=21))
    with pytest.raises(actions.Refused):
        actions.fill_seat(partnership=pair, side="nurse", person=riverside.maya, by=by)
