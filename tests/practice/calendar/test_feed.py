"""The calendar's address: valid, empty of content, dead at once when it should be, and silent about why."""

import logging
import statistics
import time as clocks
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from colead.foundation import clock
from colead.partnerships import actions as partnership_actions
from colead.partnerships import ending_actions
from colead.partnerships.models import Delegate, TimeHold
from colead.people.models import Person
from colead.practice.calendar import actions, jobs, views
from colead.practice.calendar.models import Feed, Role
from colead.practice.calendar.pace import Pace
from colead.practice.meetings.actions.partner_time import Ticks
from tests.attacks.sinks import real_handler
from tests.makers import viewer_of
from tests.practice.calendar.conftest import HOUR, Exec, in_days

# All that may stand in an event; every one of them is a time, a number, a fixed word or an id without a meaning.
MAY_STAND = {
    "UID", "SUMMARY", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "CLASS", "STATUS", "DTSTART", "DTEND", "TRANSP",
}  # fmt: skip


def read(address: str, **headers: Any) -> Any:
    return Client().get(address, headers=headers)


def events(address: str) -> list[Any]:
    answer = read(address)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_calendar_reads_partner_time_and_nothing_else(pair: Exec) -> None:
    pair.choose()
    [event] = events(pair.address())
    assert set(event) == MAY_STAND
    assert event["SUMMARY"] == "Partner time"
    begins = event.decoded("DTSTART")
    assert (begins.date(), begins.time()) == (pair.ahead().on_day, HOUR)
    assert event.decoded("DTEND") - begins == timedelta(minutes=pair.ahead().minutes)


def test_address_that_is_handed_out_stands_whole_in_a_field_to_be_copied_without_script(
    pair: Exec, settings: Any
) -> None:
    settings.SITE_URL = "http://127.0.0.1:8477/"
    page = pair.client(pair.town.ana).post(pair.url("calendar/address/")).content.decode()
    field = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert " readonly" in field.partition(">")[0]
    address = field.partition(">")[2]
    assert address.startswith("http://127.0.0.1:8477/calendar/")
    assert read(address.removeprefix("http://127.0.0.1:8477")).status_code == 200


def test_nothing_of_the_pair_stands_in_it(pair: Exec) -> None:
    pair.choose()
    text = read(pair.address()).content.decode()
    words = [person.name.split()[-1] for person in (pair.town.ana, pair.town.kwame, pair.town.helen)]
    ids = [pair.town.exec.pk, pair.town.exec.space_id, pair.ahead().pk, pair.town.ana.pk]
    for word in [*words, "corridor", "canary", "Riverside General", *map(str, ids), *(id.hex for id in ids)]:
        assert word not in text


@pytest.mark.parametrize("zone", ["America/Chicago", "Europe/Zurich", "Australia/Lord_Howe"])
def test_zone_is_spelled_out_and_the_hour_is_that_of_the_site(pair: Exec, settings: Any, zone: str) -> None:
    settings.TIME_ZONE = zone
    pair.choose()
    text = read(pair.address()).content
    found = Calendar.from_ical(text)
    assert [one["TZID"] for one in found.walk("VTIMEZONE")] == [zone]
    [event] = found.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == zone
    assert event.decoded("DTSTART").utcoffset() is not None
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_time_without_an_hour_is_a_note_on_the_day(pair: Exec) -> None:
    pair.choose()
    pair.step("move", on_day=in_days(9), starts_at=None)
    [event] = events(pair.address())
    assert event.decoded("DTSTART") == in_days(9)
    assert event["TRANSP"] == "TRANSPARENT"


def test_moved_time_keeps_its_id_and_counts_one_on(pair: Exec) -> None:
    pair.choose()
    address = pair.address()
    [before] = events(address)
    pair.step("move", on_day=in_days(9), starts_at=HOUR)
    [after] = events(address)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART").date() == in_days(9)


def test_shorter_time_is_shorter_in_the_calendar(pair: Exec) -> None:
    pair.choose()
    address = pair.address()
    pair.step("shorten", is_short=True)
    [event] = events(address)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=10)


def test_time_left_out_before_its_day_is_cancelled_and_the_next_one_has_another_id(pair: Exec) -> None:
    pair.choose()
    address = pair.address()
    pair.step("skip")
    first, second = events(address)
    assert (first["STATUS"], second["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert first["UID"] != second["UID"]


def test_after_its_day_nothing_tells_whether_they_met(pair: Exec) -> None:
    """Held and left out end in the same bytes, but for ids and moments."""
    shapes = []
    for verb, given in (("hold", {"ticks": Ticks()}), ("skip", {})):
        pair.choose()
        address = pair.address()
        clock.travel(timedelta(days=(pair.ahead().on_day - clock.today()).days) + clock._offset)
        pair.step(verb, **given)
        event = events(address)[0]
        shapes.append((event["STATUS"], event["SEQUENCE"], event["TRANSP"], sorted(event)))
        TimeHold.objects.all().delete()
    assert shapes[0] == shapes[1]


def test_same_lines_give_the_same_bytes_and_are_not_sent_twice(pair: Exec) -> None:
    pair.choose()
    address = pair.address()
    first, second = read(address), read(address)
    assert first.content == second.content
    unchanged = read(address, if_none_match=first["ETag"])
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    pair.step("shorten", is_short=True)
    assert read(address, if_none_match=first["ETag"]).status_code == 200


def test_no_cookie_is_set_and_nothing_may_keep_it(pair: Exec) -> None:
    pair.choose()
    for address in (pair.address(), "/calendar/never.ics"):
        answer = read(address)
        assert answer.cookies == {}
        assert answer["Cache-Control"] == "no-store"
    assert "text/calendar" in read(pair.address())["Content-Type"]


def dead_ends(pair: Exec) -> dict[str, str]:
    stopped = pair.address()
    actions.stop_address(partnership=pair.town.exec, role=Role.PARTNER, by=viewer_of(pair.town.ana))
    renewed = pair.address(pair.town.kwame)
    pair.address(pair.town.kwame)
    return {"wrong": "/calendar/" + "A" * 43 + ".ics", "stopped": stopped, "renewed": renewed}


def test_wrong_stopped_and_renewed_addresses_get_one_answer_by_one_statement(pair: Exec) -> None:
    """The same bytes and the same work; the time follows from the work."""
    pair.choose()
    answers, work = [], []
    for address in dead_ends(pair).values():
        with CaptureQueriesContext(connection) as asked:
            answer = read(address)
        answers.append((answer.status_code, answer.content, sorted(answer.headers.items())))
        work.append([query["sql"][:60] for query in asked.captured_queries])
    assert answers[0][0] == 404
    assert answers[1:] == answers[:-1]
    assert work[1:] == work[:-1]
    assert [len(one) for one in work] == [1, 1, 1]


@pytest.mark.prove
def test_time_of_an_answer_does_not_tell_dead_addresses_apart(pair: Exec) -> None:
    """In turns, and by the work of this thread, so that a busy machine does not blur what is compared."""
    pair.choose()
    addresses = list(dead_ends(pair).values())
    rounds = [[worked(address) for address in addresses] for _ in range(60)]
    took = [statistics.median(times) for times in zip(*rounds, strict=True)]
    assert max(took) < 1.5 * min(took)


def worked(address: str) -> float:
    client = Client()
    begun = clocks.thread_time()
    client.get(address)
    return clocks.thread_time() - begun


def test_answer_to_a_dead_address_is_that_to_a_page_that_never_was(pair: Exec) -> None:
    assert read("/calendar/none.ics").content == read("/there-never-was-such-a-page/").content


def test_address_dies_with_the_seat_whether_a_worker_came_or_not(pair: Exec) -> None:
    pair.choose()
    address, partners = pair.address(), pair.address(pair.town.kwame)
    on = clock.today() + timedelta(days=10)
    ending_actions.set_end(partnership=pair.town.exec, side="nurse", on=on, by=viewer_of(pair.town.priya))
    assert read(address).status_code == 200
    clock.travel(timedelta(days=10))
    assert read(address).status_code == 404
    assert read(partners).status_code == 200


@pytest.mark.parametrize("end", ["seat", "account", "list"])
def test_first_asking_after_an_end_is_denied(pair: Exec, end: str) -> None:
    pair.choose()
    address, ana = pair.address(), pair.town.ana
    if end == "seat":
        by = viewer_of(pair.town.priya)
        partnership_actions.end_seat(partnership=pair.town.exec, side="nurse", by=by)
    elif end == "account":
        ana.login.is_active = False
        ana.login.save(update_fields=["is_active"])
    else:
        Person.objects.filter(pk=ana.pk).update(left_on=clock.today())
    assert read(address).status_code == 404


def test_delegates_address_dies_with_the_delegation_and_with_the_seat_it_serves(pair: Exec) -> None:
    pair.choose()
    pair.name_rosa()
    rosa = pair.town.rosa
    address = pair.address(rosa, Role.DELEGATE)
    assert events(address)[0]["SUMMARY"] == "Partner time"
    partnership_actions.end_seat(partnership=pair.town.exec, side="nurse", by=viewer_of(pair.town.priya))
    assert read(address).status_code == 404
    assert Delegate.objects.filter(ended_on=None).exists(), "the row may lie there; it opens nothing"


def test_address_of_one_pair_shows_nothing_of_the_other(pair: Exec) -> None:
    pair.choose()
    maya = viewer_of(pair.town.maya)
    token = actions.make_address(partnership=pair.town.six_west, role=Role.PARTNER, by=maya)
    assert events(f"/calendar/{token}.ics") == []


def test_only_a_hash_is_kept_and_the_address_is_shown_once(pair: Exec) -> None:
    ana = pair.client(pair.town.ana)
    shown = ana.post(pair.url("calendar/address/"))
    assert shown.status_code == 201
    [address] = [word for word in shown.content.decode().split("<") if "/calendar/" in word and ".ics" in word]
    token = address.rsplit("/", 1)[-1].removesuffix(".ics")
    assert len(token) >= 40
    assert token not in str(list(Feed.objects.values()))
    assert token not in ana.get("/you/calendar/").content.decode()
    assert read(f"/calendar/{token}.ics").status_code == 200


def test_address_stands_in_no_log(pair: Exec, caplog: pytest.LogCaptureFixture) -> None:
    handler = real_handler(caplog.handler.stream)
    logging.getLogger("django").addHandler(handler)
    try:
        read("/calendar/secret-token-canary.ics?x=canary")
    finally:
        logging.getLogger("django").removeHandler(handler)
    record = logging.LogRecord("x", logging.ERROR, "", 0, "Internal Server Error: /calendar/abc-canary.ics", (), None)
    for one in handler.filters:
        one.filter(record)  # type: ignore[union-attr]
    assert "canary" not in record.getMessage()
    assert "canary" not in caplog.handler.stream.getvalue()


def test_asking_writes_nothing(pair: Exec) -> None:
    pair.choose()
    address = pair.address()
    with CaptureQueriesContext(connection) as asked:
        read(address)
    assert [query["sql"] for query in asked.captured_queries if not query["sql"].startswith("SELECT")] == []
    assert len(asked.captured_queries) <= 3


def test_who_asks_too_often_is_asked_to_wait_and_nobody_else_is(pair: Exec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "FEEDS", Pace(2, 600))
    pair.choose()
    mine, partners = pair.address(), pair.address(pair.town.kwame)
    assert [read(mine).status_code for _ in range(3)] == [200, 200, 429]
    assert read(mine)["Retry-After"] == "600"
    assert read(partners).status_code == 200


def test_pace_forgets_and_keeps_no_more_than_it_may() -> None:
    pace = Pace(2, 10)
    assert [pace.allows("a", at) for at in (0, 1, 2, 10.5, 10.6)] == [True, True, False, True, False]
    assert len(pace.asked) == 1


def test_lines_long_past_leave(pair: Exec) -> None:
    pair.choose()
    pair.address()
    pair.address()
    clock.travel(timedelta(days=60))
    pair.step("skip")
    jobs.clear(on=clock.today())
    assert TimeHold.objects.filter(on_day__lt=clock.today() - jobs.KEPT).count() == 0
    assert Feed.objects.count() == 1


def test_hundred_calendars_cost_the_same_for_one_line_and_for_many(pair: Exec) -> None:
    address, space = pair.address(), pair.town.exec.space
    assert space is not None
    pair.choose()
    with CaptureQueriesContext(connection) as few:
        read(address)
    for n in range(20):
        TimeHold.objects.create(
            partnership=pair.town.exec, space=space, on_day=in_days(n), minutes=30, lifted_on=clock.today()
        )
    with CaptureQueriesContext(connection) as many:
        read(address)
    assert len(few.captured_queries) == len(many.captured_queries)
