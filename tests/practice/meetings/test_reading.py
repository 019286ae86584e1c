"""What stands on first pages, what is found again, and what nobody else ever reads."""

from datetime import timedelta
from typing import Any

import pytest

from colead.foundation import clock
from colead.home import queries as first_pages
from colead.operations.exports import queries as exports
from colead.partnerships import actions
from colead.practice.meetings.pages import home
from colead.practice.meetings.queries import seats
from colead.practice.meetings.wording import KINDS
from colead.practice.memos.queries import told_since
from colead.practice.visibility.queries import year_ago
from tests.cast import Riverside
from tests.makers import make_login, make_person, viewer_of
from tests.practice.conftest import Desk
from tests.practice.meetings.conftest import TIME, Together, live_until


def test_next_time_stands_between_the_two_before_its_day_and_waits_on_it(together: Together) -> None:
    together.chosen()
    waiting, between = home.time_ahead(together.tom.viewer, together.tom.pair)
    assert waiting == []
    assert [line.title for line in between] == [str(KINDS[together.ahead.kind])]
    live_until(together)
    waiting, between = home.time_ahead(together.tom.viewer, together.tom.pair)
    assert between == []
    assert waiting[0].note.startswith("today")


def test_one_tap_on_the_first_page_makes_it_ten_minutes(together: Together) -> None:
    together.chosen()
    live_until(together)
    together.tom.taps("Make it ten minutes", on="home:pair")
    assert together.ahead.minutes == 10
    assert "Make it ten minutes" not in together.tom.sees("home:pair")


def test_time_of_today_is_on_the_first_page_whatever_else_waits(together: Together) -> None:
    together.chosen()
    live_until(together)
    for n in range(7):
        together.maya.sends("daily:ask_run_it", line=f"Question {n}", kind="gut_check")
    page = together.tom.sees("home:pair").split("Between us")[0]
    assert page.index("Make it ten minutes") < page.index("Question 0")


@pytest.mark.parametrize(("hour", "is_over"), [("00:00", True), ("23:50", False)])
def test_once_its_hour_has_passed_there_is_only_to_say_whether_they_met(
    together: Together, hour: str, is_over: bool
) -> None:
    together.chosen(starts_at=hour)
    live_until(together)
    [line] = home.time_ahead(together.tom.viewer, together.tom.pair)[0]
    assert ("Did you two meet?" in line.note, line.answers == ()) == (is_over, is_over)
    page = together.tom.sees(TIME)
    assert ("Did you meet on" in page, "Make it ten minutes" not in page) == (is_over, is_over)


@pytest.mark.parametrize(("days", "is_asked"), [(1, True), (7, True), (8, False)])
def test_time_that_went_by_is_asked_about_for_a_week_and_then_not_any_more(
    together: Together, days: int, is_asked: bool
) -> None:
    together.chosen()
    clock.travel(timedelta(days=(together.ahead.on_day - clock.today()).days + days))
    waiting, between = home.time_ahead(together.tom.viewer, together.tom.pair)
    assert between == []
    assert ["Did you two meet?" in line.note for line in waiting] == [True] * is_asked


@pytest.mark.parametrize("phrase", ["night float", "BED huddle", "east wing", "Quality comm"])
def test_words_of_this_room_are_found_in_their_pair_alone(
    together: Together, riverside: Riverside, phrase: str
) -> None:
    together.maya.sends("meetings:raise_point", line="The night float")
    together.maya.sends("meetings:list_huddles", which="Bed huddle", on_day=clock.today().isoformat(), opens="nurse")
    together.walk(place="East wing")
    together.table()
    assert len(first_pages.find(together.tom.viewer, together.tom.pair, phrase)) == 1
    elsewhere = Desk(together.maya.person, riverside.seven_east)
    assert first_pages.find(elsewhere.viewer, elsewhere.pair, phrase) == []


@pytest.mark.parametrize("who", ["ana", "helen", "priya", "joan", "dana", "sam", "nia", "kwame", "ines"])
def test_nobody_else_reads_that_they_met_or_not(
    together: Together, riverside: Riverside, as_person: Any, who: str
) -> None:
    meeting = together.chosen()
    together.close(line_1="Ask the porters")
    client, viewer = as_person(getattr(riverside, who)), viewer_of(getattr(riverside, who))
    for route in (TIME, "meetings:past", "meetings:list_walks", "meetings:list_seats", "meetings:list_huddles"):
        assert client.get(together.maya.url(route)).status_code == 404
    assert client.post(together.maya.url("meetings:skip", meeting.pk)).status_code == 404
    assert not type(meeting).door.visible_to(viewer).filter(space=meeting.space_id).exists()


def test_quiet_room_costs_the_first_page_nothing(
    together: Together, riverside: Riverside, django_assert_num_queries: Any
) -> None:
    viewer, pair = together.tom.viewer, together.tom.pair
    first_pages.first_page(viewer, pair)
    days = {"today": clock.today(), "year_ago": year_ago(), "told_since": told_since()}
    row = first_pages.lying_in(viewer, space=pair.space.pk, **days)
    assert first_pages.Lying(*row[0])[-3:] == (False, False, False)
    together.chosen()
    [row] = first_pages.lying_in(viewer, space=pair.space.pk, **days)
    assert first_pages.Lying(*row).times is True


def test_hard_talk_is_not_on_the_agenda(together: Together) -> None:
    together.chosen()
    together.maya.sends("conflicts:invite", topic="How we correct each other", setting="walking")
    for desk in (together.maya, together.tom):
        assert "How we correct each other" not in desk.sees(TIME)


def test_who_stays_begins_anew_and_finds_nothing_of_the_earlier_pair(together: Together, riverside: Riverside) -> None:
    together.chosen()
    actions.end_seat(partnership=riverside.six_west, side="physician", by=viewer_of(riverside.priya))
    assert together.maya.client.get(together.maya.url(TIME)).status_code == 404
    newcomer = make_person("Dr Chen", profession="medicine")
    make_login(newcomer)
    actions.fill_seat(partnership=riverside.six_west, side="physician", person=newcomer, by=viewer_of(riverside.priya))
    assert "No time is set yet." in Desk(newcomer, riverside.six_west).sees(TIME)
    assert "No time is set yet." in together.maya.sees(TIME)


def test_each_takes_along_own_points_and_numbers_and_what_both_let_out(together: Together) -> None:
    together.chosen()
    together.maya.sends("meetings:raise_point", line="The night float")
    together.tom.sends("meetings:raise_point", line="The clinic days")
    together.say_us(together.maya, 4)
    together.table()
    together.maya.sends("meetings:show_map")
    draft = seats.draft(together.tom.viewer, together.tom.pair)
    together.tom.sends("meetings:turn_map_key", seen=draft.text_hash if draft else "")
    taken = [one for chapter in exports.chapters(together.maya.viewer) for one in chapter.taken]
    words = [str(one.words) for one in taken]
    assert any("The night float" in said for said in words)
    assert any("Quality committee" in said for said in words)
    assert any("'us': 4" in said for said in words)
    assert not any("The clinic days" in said for said in words)
