"""What the seat map knows of the requests for its seats: asked, answered, over; once at a time, and off the agenda."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from colead.foundation import clock
from colead.practice.meetings.queries import seats
from colead.practice.meetings.queries.agenda import Agenda
from colead.ui.templatetags.colead import plain_date
from tests.practice.conftest import Desk
from tests.programme.supports.conftest import SEAT, Asking, Sponsor


def table(desk: Desk, name: str = "Board quality committee") -> UUID:
    desk.sends("meetings:list_seats", name=name, mode="physician", level="board")
    return next(row.pk for row, text in seats.list_for(desk.viewer, desk.pair) if text["name"] == name)


def asks(asking: Asking, id: UUID, desk: Desk | None = None, status: int = 303) -> str:
    return (desk or asking.ana).sends("supports:write_request", kind="seat", text=SEAT, table=str(id), status=status)


def seat_map(desk: Desk) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", desk.sees("meetings:list_seats")))


def on_agenda(desk: Desk) -> list[str]:
    return [thing.title for thing in Agenda(desk.viewer, desk.pair).seats_wished()]


def test_page_says_before_the_tap_whom_it_reaches(asking: Asking) -> None:
    id = table(asking.ana)
    said = "Nothing reaches your sponsor with one tap"
    assert said in seat_map(asking.ana)
    assert "Dr Kwame Osei reads them first" in asking.ana.sees("meetings:show_committee", id)
    asks(asking, id)
    assert said not in seat_map(asking.ana), "nothing is left to tap"


def test_each_reads_whose_key_is_next_and_then_the_day_and_the_answer(asking: Asking, helen: Sponsor) -> None:
    id = table(asking.ana)
    asks(asking, id)
    assert "Your words wait for the key of Dr Kwame Osei" in seat_map(asking.ana)
    assert "Ana Ruiz asks for it. It waits for your key" in seat_map(asking.kwame)
    release = asking.newest().pk
    asking.turn(release)
    for desk in (asking.ana, asking.kwame):
        assert "Asked today. There is no answer yet" in seat_map(desk)
        assert "Ask for this seat" not in seat_map(desk)
    helen.answers(release, value="part", words="From January, once the charter is changed.")
    for page in (seat_map(asking.ana), asking.ana.sees("meetings:show_committee", id)):
        assert "Asked today. Helen Park: In part" in page
        assert "From January, once the charter is changed." in page


def test_open_request_is_not_begun_a_second_time(asking: Asking) -> None:
    id = table(asking.ana)
    asks(asking, id)
    release = asking.newest().pk
    again = asking.kwame.client.get(asking.kwame.url("supports:write_request") + f"?table={id}")
    assert again.status_code == 303
    assert again.headers["Location"].endswith(f"#r-{release}")
    assert "You two have asked for this seat already" in asks(asking, id, asking.kwame, status=409)
    asks(asking, table(asking.ana, "Capital committee"), asking.kwame)


@pytest.mark.parametrize("ends", ["take_back", "drop", "no"])
def test_seat_can_be_asked_for_anew_when_nothing_is_open(asking: Asking, helen: Sponsor, ends: str) -> None:
    id = table(asking.ana)
    asks(asking, id)
    release = asking.newest().pk
    if ends == "drop":
        asking.ana.sends("supports:take_back", release, draft="yes")
    else:
        asking.turn(release)
    if ends == "take_back":
        asking.kwame.sends("supports:take_back", release)
    if ends == "no":
        helen.answers(release, value="no", words="Not this year.")
        assert "Ask for" not in seat_map(asking.ana)
        asking.settle(release, "lapse")
        assert "Asked today. Closed after a no" in seat_map(asking.ana)
    assert ("Ask for it anew" if ends == "no" else "Ask for this seat") in seat_map(asking.ana)
    asks(asking, id, asking.kwame)


def test_asked_seat_leaves_the_agenda_and_comes_back_when_it_did_not_come(asking: Asking, helen: Sponsor) -> None:
    id = table(asking.ana)
    asking.ana.sends("meetings:wish", id, on="yes")
    assert on_agenda(asking.kwame) == ["Board quality committee"]
    asks(asking, id)
    assert on_agenda(asking.kwame) == []
    asking.turn(release := asking.newest().pk)
    helen.answers(release, value="part", words="In part.")
    assert on_agenda(asking.ana) == []
    asking.settle(release, "lapse")
    assert on_agenda(asking.ana) == ["Board quality committee"]


def test_sponsor_reads_nothing_of_the_table_behind_it(asking: Asking) -> None:
    id = table(asking.ana)
    asks(asking, id)
    asking.turn(asking.newest().pk)
    assert sorted(asking.newest().published or {}) == ["kind", "signed_by", "text", "unit"]


def test_other_words_keep_the_table_and_another_kind_lets_it_go(asking: Asking) -> None:
    id = table(asking.ana)
    asks(asking, id)
    release = asking.newest().pk
    asking.edit(release, asking.kwame, "Please open a seat for Ana.")
    assert "Ask for this seat" not in seat_map(asking.ana)
    asking.edit(release, asking.kwame, "A room for an hour a week.", kind="space")
    assert "Ask for this seat" in seat_map(asking.ana)


def test_answered_seat_is_not_asked_for_once_more_on_the_sponsors_page(asking: Asking, helen: Sponsor) -> None:
    table(asking.ana, "Quality")
    id = table(asking.ana)
    for one in (id, table(asking.ana, "Capital committee")):
        asking.ana.sends("meetings:wish", one, on="yes")
    asking.ana.sends("meetings:show_map")
    draft = seats.draft(asking.kwame.viewer, asking.kwame.pair)
    assert draft is not None
    asking.kwame.sends("meetings:turn_map_key", seen=draft.text_hash)
    asks(asking, id)
    release = asking.newest().pk
    asking.turn(release)
    assert "They ask for a seat: Board quality committee, Capital committee" in helen.first_page()
    day = clock.today() + timedelta(days=10)
    helen.answers(release, value="yes", by_on=day.isoformat())
    page = helen.first_page()
    granted = f"Board quality committee: Granted, by {plain_date(day)}"
    assert f"They ask for a seat: Capital committee · {granted}" in page
