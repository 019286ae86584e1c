"""The seat map: a tap for a table, a wish, the chair in turn, and what a sponsor reads with two keys."""

import re

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions as partnerships
from colead.practice.meetings.pages import home
from colead.practice.meetings.queries import seats
from colead.promises import space
from colead.promises.open_ends import OpenEnds
from colead.ui.templatetags.colead import plain_date
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.practice.meetings.conftest import Together


def waits(desk: Desk) -> list[str]:
    return [line.note for line in home.map_waits(desk.viewer, desk.pair, OpenEnds(desk.viewer, desk.pair.space))]


def turn(desk: Desk, status: int = 303) -> None:
    draft = seats.draft(desk.viewer, desk.pair)
    desk.sends("meetings:turn_map_key", seen=draft.text_hash if draft else "", status=status)


def shown(together: Together) -> None:
    together.maya.sends("meetings:show_map")
    turn(together.tom)


def test_one_tap_says_who_sits_there(together: Together) -> None:
    id = together.table(mode="physician")
    together.tom.sends("meetings:mark_mode", id, mode="both")
    assert together.get_table(id).mode == "both"


def test_wish_stands_only_where_somebody_is_missing(together: Together) -> None:
    id = together.table(mode="physician")
    together.maya.sends("meetings:wish", id, on="yes")
    assert together.get_table(id).is_wished
    together.tom.sends("meetings:mark_mode", id, mode="both")
    assert not together.get_table(id).is_wished
    assert "sit at this table already" in together.maya.sends("meetings:wish", id, on="yes", status=409)


def test_wish_is_on_the_agenda(together: Together) -> None:
    together.chosen()
    id = together.table()
    together.maya.sends("meetings:wish", id, on="yes")
    assert "A seat you would like to have opened" in together.tom.sees("meetings:partner_time")


def test_sponsor_reads_nothing_before_both_keys_and_then_the_map_and_the_wish(
    together: Together, riverside: Riverside, as_person: object
) -> None:
    id = together.table(mode="physician")
    together.maya.sends("meetings:wish", id, on="yes")
    ana, space_id = viewer_of(riverside.ana), together.maya.pair.space.pk
    together.maya.sends("meetings:show_map")
    assert home.for_sponsor(ana) == {}
    assert waits(together.maya) == []
    assert waits(together.tom) == ["Your seat map waits for your key"]
    turn(together.tom)
    line = home.for_sponsor(ana)[space_id]
    assert "Quality committee" in line.note
    client = as_person(riverside.ana)  # type: ignore[operator]
    assert line.url in client.get("/sponsor/").content.decode()
    page = client.get(line.url).content.decode()
    assert "Only the physician leader sits here" in page
    assert "They ask you to open a seat" in page
    assert Notice.objects.filter(person_id=riverside.ana.pk, sentence="sponsor_waiting").exists()


@pytest.mark.parametrize("who", ["helen", "priya", "kwame", "nia", "joan", "dana", "sam", "ines"])
def test_nobody_but_the_sponsor_reads_the_map(
    together: Together, riverside: Riverside, as_person: object, who: str
) -> None:
    together.table()
    shown(together)
    release = seats.out(together.maya.viewer, together.maya.pair)
    assert release is not None
    assert as_person(getattr(riverside, who)).get(f"/seat-maps/{release.pk}/").status_code == 404  # type: ignore[operator]


def test_change_of_the_map_is_not_seen_before_both_show_it_again(together: Together, riverside: Riverside) -> None:
    id = together.table(mode="physician")
    shown(together)
    since = f"Ana Ruiz has been able to read it since {plain_date(clock.today())}."
    assert since in together.tom.sees("meetings:list_seats")
    together.maya.sends("meetings:mark_mode", id, mode="both")
    ana = viewer_of(riverside.ana)
    [release] = seats.released(ana)
    assert (release.published or {})["tables"][0]["mode"] == "physician"
    assert "Yours has changed since" in together.tom.sees("meetings:list_seats")
    shown(together)
    [release] = seats.released(ana)
    assert (release.published or {})["tables"][0]["mode"] == "both"


def test_key_turned_on_another_map_is_refused(together: Together) -> None:
    together.table()
    together.maya.sends("meetings:show_map")
    seen = seats.draft(together.tom.viewer, together.tom.pair)
    together.table(name="Board quality", level="board", mode="none")
    together.maya.sends("meetings:show_map")
    assert seen is not None
    together.tom.sends("meetings:turn_map_key", seen=seen.text_hash, status=409)


def test_either_keeps_it_between_the_two_or_takes_it_back(together: Together, riverside: Riverside) -> None:
    together.table()
    together.maya.sends("meetings:show_map")
    together.tom.sends("meetings:turn_map_key", back="yes")
    assert seats.draft(together.maya.viewer, together.maya.pair) is None
    shown(together)
    together.maya.sends("meetings:turn_map_key", back="yes")
    assert home.for_sponsor(viewer_of(riverside.ana)) == {}
    together.maya.sends("meetings:turn_map_key", back="yes", status=404)


def test_empty_map_is_not_shown(together: Together) -> None:
    assert "no table on your map yet" in together.maya.sends("meetings:show_map", status=409)


def test_chair_is_taken_in_turn(together: Together) -> None:
    id = together.table(mode="both")
    together.maya.sends("meetings:co_lead", id, on="yes")
    page = together.maya.sees("meetings:show_committee", id)
    first = re.search(r"Next it is ([\w. ]+)\.", page)
    assert first
    side = "nurse" if first[1] == together.maya.person.name else "physician"
    said = {"chaired_by": side, "on_day": "2020-01-07", "went_well": "Everybody spoke", "next_time": "Begin with staff"}
    together.tom.sends("meetings:took_chair", id, **said)
    page = together.maya.sees("meetings:show_committee", id)
    assert "Everybody spoke" in page
    assert f"Next it is {first[1]}." not in page


def test_chair_is_not_in_turn_where_one_sits_alone(together: Together) -> None:
    id = together.table(mode="nurse")
    together.maya.sends("meetings:co_lead", id, on="yes", status=409)
    together.maya.sends("meetings:took_chair", id, chaired_by="nurse", on_day="2020-01-07", status=409)


def test_table_is_taken_off_by_either(together: Together) -> None:
    id = together.table()
    together.tom.sends("meetings:remove_committee", id)
    assert seats.list_for(together.maya.viewer, together.maya.pair) == []


def test_pair_that_has_ended_shows_no_map(together: Together, riverside: Riverside) -> None:
    together.table()
    shown(together)
    space.close(space=together.maya.pair.space, by=None)
    assert home.for_sponsor(viewer_of(riverside.ana)) == {}


def test_sponsor_hears_nothing_of_the_map_of_a_pair_that_is_over(together: Together, riverside: Riverside) -> None:
    together.table(mode="physician")
    shown(together)
    told = Notice.objects.filter(person_id=riverside.ana.pk, sentence="sponsor_waiting", sent_at=None)
    assert told.exists()
    partnerships.end_seat(partnership=riverside.six_west, side="nurse", by=viewer_of(riverside.priya))
    assert not told.all().exists()
