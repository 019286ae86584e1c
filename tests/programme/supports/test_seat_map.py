"""What the seat map knows of the requests for its seats: asked, answered, over; once at a time, and off the agenda."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.partnerships.actions import Refused
from colead.practice.meetings.queries import seats
from colead.practice.meetings.queries.agenda import Agenda
from colead.programme.supports.actions import asking as actions
from colead.ui.templatetags.colead import plain_date
from tests.cast import Riverside
from tests.makers import confirm_sponsors
from tests.partnerships.test_sponsors import name_sponsor
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
    assert "You two have asked for this seat already" in asks(asking, id, asking.kwame, status=422)
    with pytest.raises(Refused):
        actions.ask(pair=asking.ana.pair, kind="seat", text=SEAT, table=id, by=asking.ana.viewer)
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
    chosen = rf'name="table" value="{id}"[^>]*checked'
    assert re.search(chosen, asking.kwame.sees("supports:edit_request", release))
    asking.edit(release, asking.kwame, "Please open a seat for Ana.", table=str(id))
    assert "Ask for this seat" not in seat_map(asking.ana)
    asking.edit(release, asking.kwame, "A room for an hour a week.", kind="space", table=str(id))
    assert "Ask for this seat" in seat_map(asking.ana)
    asks(asking, id)
    asking.edit(release, asking.kwame, "Please open a seat for Ana.", table=str(id), status=422)


def shown_map(asking: Asking) -> UUID:
    """Two tables with a wish, and one whose name stands in both; shown to their sponsor. The first one's id."""
    table(asking.ana, "Quality")
    id = table(asking.ana)
    for one in (id, table(asking.ana, "Capital committee")):
        asking.ana.sends("meetings:wish", one, on="yes")
    asking.ana.sends("meetings:show_map")
    draft = seats.draft(asking.kwame.viewer, asking.kwame.pair)
    assert draft is not None
    asking.kwame.sends("meetings:turn_map_key", seen=draft.text_hash)
    return id


def map_page(asking: Asking, sponsor: Sponsor) -> tuple[str, str]:
    """The map as a sponsor reads it: the seats they ask for, and those of which something became."""
    out = seats.out(asking.ana.viewer, asking.ana.pair)
    assert out is not None
    page = sponsor.desk.client.get(reverse("meetings:read_map", args=[out.pk])).content.decode()
    before = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("All tables")[0]))
    asks, *became = before.split("Seats they asked you for")
    return asks.partition("They ask you to open a seat")[2], "".join(became)


def test_map_of_a_sponsor_says_what_became_of_a_seat(asking: Asking, helen: Sponsor) -> None:
    id = shown_map(asking)
    assert "Board quality committee" in map_page(asking, helen)[0]
    asks(asking, id)
    asking.turn(release := asking.newest().pk)
    assert "Board quality committee" in map_page(asking, helen)[0], "it waits"
    day = clock.today() + timedelta(days=10)
    helen.answers(release, value="yes", by_on=day.isoformat())
    asked, became = map_page(asking, helen)
    assert "Capital committee" in asked
    assert "Board quality committee" not in asked
    assert f"Granted, by {plain_date(day)} Board quality committee" in became
    asking.ana.sends("supports:take_back", release)
    assert "Taken back Board quality committee" in map_page(asking, helen)[1]
    assert "Board quality committee: Taken back" in helen.first_page()
    asks(asking, id)
    asking.turn(asking.newest().pk)
    assert "Board quality committee" in map_page(asking, helen)[0], "asked anew, it waits again"


def test_seat_asked_for_in_free_words_is_that_of_the_table_chosen(asking: Asking, helen: Sponsor) -> None:
    id = shown_map(asking)
    page = asking.ana.sees("supports:write_request")
    assert "A seat: at which table of your map?" in page
    assert f'value="{id}"' in page
    text = "May the nurses be heard where the capital committee prepares quality?"
    asking.ana.sends("supports:write_request", kind="seat", text=text, table=str(id))
    asking.turn(release := asking.newest().pk)
    helen.answers(release, value="part", words="In spring.")
    asked, became = map_page(asking, helen)
    assert "In part Board quality committee" in became
    assert "Capital committee" in asked, "its name in the words means nothing"
    assert f'value="{id}"' not in asking.ana.sees("supports:write_request"), "open, it is not offered again"


def test_map_tells_of_an_answer_only_who_reads_the_request(
    asking: Asking, helen: Sponsor, riverside: Riverside
) -> None:
    """Nia is confirmed after the request: the map is shown anew, what was asked before her stays between the others."""
    id = shown_map(asking)
    asks(asking, id)
    asking.turn(release := asking.newest().pk)
    helen.answers(release, value="part", words="In spring.")
    name_sponsor(riverside, riverside.nia)
    confirm_sponsors(riverside.exec, riverside.kwame)
    assert seats.answered(helen.desk.viewer) == {str(id): "In part"}
    assert seats.answered(Desk(riverside.nia, riverside.exec).viewer) == {}
    assert seats.answered(Desk(riverside.joan, riverside.exec).viewer) == {}


def test_what_waits_again_is_never_a_second_request_for_one_seat(asking: Asking, helen: Sponsor) -> None:
    """It did not come, it is asked anew, and on the same day the first one is wanted back."""
    id = table(asking.ana)
    asks(asking, id)
    asking.turn(first := asking.newest().pk)
    helen.answers(first, value="part", words="Perhaps.")
    asking.settle(first, "lapse")
    asks(asking, id, asking.kwame)
    second, back = asking.newest().pk, "it still waits"
    assert back not in asking.ana.sees("supports:list_requests")
    assert "You two have asked for this seat already" in asking.settle(first, "wait", status=409)
    asking.turn(second, asking.ana)
    assert back not in asking.ana.sees("supports:list_requests")
    asking.settle(first, "wait", status=409)
    assert (asking.state(first), asking.state(second)) == ("lapsed", "asked")
    asking.kwame.sends("supports:take_back", second)
    assert back in asking.ana.sees("supports:list_requests")
    asking.settle(first, "wait")
    assert "Asked today. Helen Park: In part" in seat_map(asking.ana)


def test_answered_seat_is_not_asked_for_once_more_on_the_sponsors_page(asking: Asking, helen: Sponsor) -> None:
    id = shown_map(asking)
    asks(asking, id)
    release = asking.newest().pk
    asking.turn(release)
    assert "They ask for a seat: Board quality committee, Capital committee" in helen.first_page()
    day = clock.today() + timedelta(days=10)
    helen.answers(release, value="yes", by_on=day.isoformat())
    page = helen.first_page()
    granted = f"Board quality committee: Granted, by {plain_date(day)}"
    assert f"They ask for a seat: Capital committee · {granted}" in page
