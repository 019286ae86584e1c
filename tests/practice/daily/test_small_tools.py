"""Door, coffee, speak for us, the balance line: one tap each, and no history."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.people.models import Person, QuietBlock
from colead.practice.daily import queries
from colead.practice.daily.actions import briefs, coffees, debriefs, doors, run_its
from colead.practice.daily.models import BalanceWish, Brief, Coffee, Door
from colead.promises import retention, space
from colead.promises.models import TrailEntry
from colead.rules import coffee as rule
from colead.rules.doors import Door as Says
from colead.rules.moves import IllegalMove
from tests.practice.conftest import Desk

POSITION = {"meeting": "Bed meeting", "position": "We keep both beds open", "can": "", "cannot": "", "bring_back": ""}


def on_monday(hour: int, minute: int = 0) -> None:
    now = timezone.localtime(timezone.now())
    monday = now + timedelta(days=7 - now.weekday())
    clock.travel(monday.replace(hour=hour, minute=minute, second=0, microsecond=0) - timezone.now())


# The door


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taps=st.lists(st.sampled_from([*Says, "clear", "wait"]), max_size=6))
def test_door_keeps_one_row_and_no_history(maya: Desk, taps: list[str]) -> None:
    entries = TrailEntry.objects.count()
    for tap in taps:
        if tap == "clear":
            doors.clear(pair=maya.pair, by=maya.viewer)
        elif tap == "wait":
            clock.travel(clock.now() - timezone.now() + timedelta(hours=3))
        else:
            doors.set_door(pair=maya.pair, says=tap, by=maya.viewer)
    assert Door.door.visible_to(maya.viewer).count() <= 1
    assert TrailEntry.objects.count() == entries


@pytest.mark.parametrize("says", list(Says))
def test_door_ends_by_itself_within_a_day(maya: Desk, tom: Desk, says: str) -> None:
    tom.sends("set_door", says=says)
    assert queries.door_of(maya.viewer, maya.pair, maya.pair.partner) is not None
    clock.travel(timedelta(hours=24))
    assert queries.door_of(maya.viewer, maya.pair, maya.pair.partner) is None
    clock.travel(timedelta(days=3))
    retention.sweep(on=clock.today())
    assert not Door.door.visible_to(maya.viewer).exists()


def test_door_set_for_an_hour_and_taken_back(maya: Desk, tom: Desk) -> None:
    tom.sends("set_door", says="rounding", hours="1")
    assert "Dr Tom Becker: Rounding until" in maya.sees("list_between")
    tom.sends("clear_door")
    assert "Dr Tom Becker: As usual" in maya.sees("list_between")


def test_door_of_no_known_kind_is_refused(tom: Desk) -> None:
    tom.sends("set_door", says="ajar", status=422)


# Coffee


def invited(by: Desk) -> Coffee:
    by.sends("invite_coffee")
    cup = queries.coffees_of(by.viewer, by.pair).first()
    assert cup is not None
    return cup


def test_coffee_offers_only_hours_that_suit_both(maya: Desk, tom: Desk) -> None:
    on_monday(9)
    QuietBlock.objects.create(person=tom.person, weekday=0, from_hour=7, until_hour=14)
    QuietBlock.objects.create(person=maya.person, weekday=1, from_hour=0, until_hour=24)
    slots = queries.slots_of(space.read(invited(maya), tom.viewer))
    offered = [(slot.weekday(), slot.hour) for slot in (timezone.localtime(slot.starts_at) for slot in slots)]
    assert offered == [(0, 14), (2, 7), (3, 7)]


def test_second_invitation_is_the_first_one(maya: Desk, tom: Desk) -> None:
    assert invited(maya).pk == invited(tom).pk == invited(maya).pk


def test_coffee_is_set_with_one_tap_and_stays_until_its_day(maya: Desk, tom: Desk) -> None:
    on_monday(9)
    cup = invited(maya)
    tom.sends("answer_coffee", cup.pk, reply="yes", place="2")
    assert re.search("Coffee with Dr Tom Becker, Wed [^<]+ between 07:00 and 18:00", maya.sees("list_between"))
    clock.travel(clock.now() - timezone.now() + timedelta(days=2))
    assert "Coffee with Maya Lind, today between 07:00 and 18:00" in tom.sees("list_between")
    clock.travel(clock.now() - timezone.now() + timedelta(days=1))
    assert "Coffee with" not in tom.sees("list_between")


def test_later_today_passes_the_tap_to_the_other(maya: Desk, tom: Desk) -> None:
    on_monday(9)
    cup = invited(maya)
    tom.sends("answer_coffee", cup.pk, reply="later_today")
    tom.sends("answer_coffee", cup.pk, reply="yes", status=404)
    assert "later today" in maya.sees("list_between")
    assert "Yes, today between 11:15 and 18:00" in maya.sees("show_coffee", cup.pk)
    maya.sends("answer_coffee", cup.pk, reply="yes")
    assert "Coffee with Maya Lind, today between 11:15 and 18:00" in tom.sees("list_between")


def test_tomorrow_offers_tomorrow(maya: Desk, tom: Desk) -> None:
    on_monday(16)
    cup = invited(maya)
    tom.sends("answer_coffee", cup.pk, reply="tomorrow")
    assert "Yes, tomorrow between 07:00 and 18:00" in maya.sees("show_coffee", cup.pk)


def quiet_from_ten_to_four(person: Person) -> None:
    QuietBlock.objects.create(person=person, weekday=0, from_hour=10, until_hour=16)


def test_coffee_says_now_while_its_stretch_is_still_on(maya: Desk, tom: Desk) -> None:
    quiet_from_ten_to_four(tom.person)
    on_monday(8, 40)
    cup = invited(maya)
    assert "Yes, today between 08:45 and 10:00" in tom.sees("show_coffee", cup.pk)
    on_monday(9, 20)
    for page in (tom.sees("show_coffee", cup.pk), tom.sees("list_between")):
        assert "Yes, now" in page
        assert "08:45" not in page
    assert "08:45" not in maya.sees("show_coffee", cup.pk)
    tom.taps("Yes, now")
    assert "Coffee with Dr Tom Becker, from 09:20" in maya.sees("list_between")


def test_coffee_drops_a_time_that_is_over_and_takes_the_one_that_is_tapped(maya: Desk, tom: Desk) -> None:
    quiet_from_ten_to_four(tom.person)
    on_monday(8, 40)
    cup = invited(maya)
    on_monday(9, 50)
    page = tom.sees("show_coffee", cup.pk)
    assert "08:45" not in page
    assert "Yes, now" not in page
    tom.taps("Yes, today between 16:00 and 18:00")
    assert "Coffee with Dr Tom Becker, today between 16:00 and 18:00" in maya.sees("list_between")


def test_coffee_at_a_time_that_is_over_offers_what_is_left(maya: Desk, tom: Desk) -> None:
    quiet_from_ten_to_four(tom.person)
    on_monday(8, 40)
    cup = invited(maya)
    on_monday(12)
    page = tom.sends("answer_coffee", cup.pk, reply="yes", place="0", status=422)
    assert "That time has passed." in page
    assert "Yes, today between 16:00 and 18:00" in page
    assert "waits for Dr Tom Becker" in maya.sees("list_between")


def test_coffee_whose_times_are_all_over_can_still_be_later(maya: Desk, tom: Desk) -> None:
    on_monday(13, 50)
    cup = invited(maya)
    tom.sends("answer_coffee", cup.pk, reply="later_today")
    assert "Yes, today between 16:00 and 18:00" in maya.sees("show_coffee", cup.pk)
    on_monday(18, 30)
    page = maya.sees("show_coffee", cup.pk)
    assert "Yes" not in page.split("<h1")[1]
    assert "These times have passed." in page
    maya.sends("answer_coffee", cup.pk, reply="yes", status=422)
    maya.taps("Tomorrow")


PAGES = ("set_door", "write_debrief", "write_brief", "ask_run_it", "list_kept", "show_help", "wins:list_appreciations")


@pytest.mark.parametrize("route", PAGES)
def test_page_leads_home_above_its_title(maya: Desk, route: str) -> None:
    assert leads_home(maya.sees(route), maya)


def test_each_thing_between_two_leads_home_above_its_title(maya: Desk, tom: Desk) -> None:
    brief = briefs.share(pair=maya.pair, text=POSITION, speaker=tom.person, by=maya.viewer)
    debrief = debriefs.share(pair=maya.pair, text={"line": "A long night.", "need": "listen"}, by=maya.viewer)
    cup, things = invited(maya), {"show_brief": brief, "show_debrief": debrief}
    for route, item in {**things, "show_coffee": cup}.items():
        assert leads_home(tom.sees(route, item.pk), tom), route


def leads_home(page: str, desk: Desk) -> bool:
    above = page.split("<h1")[0].split("page-head")[-1]
    return f'href="/partnerships/{desk.partnership.pk}/"' in above and ">Home<" in above


def test_coffee_nobody_took_is_gone_after_two_days(maya: Desk, tom: Desk) -> None:
    cup = invited(maya)
    clock.travel(timedelta(days=3))
    assert tom.client.get(tom.url("show_coffee", cup.pk)).status_code == 404
    retention.sweep(on=clock.today())
    assert not Coffee.door.visible_to(maya.viewer).exists()


def test_either_takes_it_back_without_a_word(maya: Desk, tom: Desk) -> None:
    cup = invited(maya)
    tom.sends("withdraw_coffee", cup.pk)
    assert "offee with" not in maya.sees("list_between")
    with pytest.raises(IllegalMove):
        coffees.answer(coffee=cup, pair=tom.pair, reply=rule.Reply.YES, by=tom.viewer)


# Speak for us


def written(by: Desk, speaker: Desk) -> Brief:
    return briefs.share(pair=by.pair, text=POSITION, speaker=speaker.person, by=by.viewer)


def test_speaker_speaks_for_both_once_the_other_stands_behind_it(maya: Desk, tom: Desk) -> None:
    brief = written(tom, speaker=maya)
    assert "You go, for both" in maya.sees("show_brief", brief.pk)
    with pytest.raises(Hidden):
        briefs.agree(brief=brief, seen=space.stamp_of(brief), by=tom.viewer)
    maya.sends("agree_brief", brief.pk, seen=space.stamp_of(brief))
    assert "You speak for both" in maya.sees("show_brief", brief.pk)
    maya.sends("bring_back", brief.pk, line="They gave us two weeks.")
    assert "They gave us two weeks." in tom.sees("list_between")


def test_changed_words_have_not_been_agreed_to(maya: Desk, tom: Desk) -> None:
    brief = written(tom, speaker=maya)
    maya.sends("agree_brief", brief.pk, seen=space.stamp_of(brief))
    brief.refresh_from_db()
    seen = space.stamp_of(brief)
    maya.sends("edit_brief", brief.pk, seen=seen, meeting="Bed meeting", position="We close one bed")
    assert "I stand behind this" in tom.sees("show_brief", brief.pk)
    assert "I stand behind this" not in maya.sees("show_brief", brief.pk)


def stamp_on(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_words_on_the_screen_are_the_ones_that_are_changed(maya: Desk, tom: Desk) -> None:
    brief = written(tom, speaker=maya)
    opened = stamp_on(maya.sees("edit_brief", brief.pk))
    mine = {"meeting": "Bed meeting", "position": "We close one bed"}
    tom.sends("edit_brief", brief.pk, seen=stamp_on(tom.sees("edit_brief", brief.pk)), **POSITION | {"can": "Wait"})
    page = maya.sends("edit_brief", brief.pk, seen=opened, status=422, **mine)
    assert "Please read them as they stand now." in page
    assert "We close one bed" in page
    assert ">Wait<" in page.replace("\n", "")
    assert ">Wait<" in tom.sees("show_brief", brief.pk)
    maya.sends("edit_brief", brief.pk, status=422, **mine)
    maya.sends("edit_brief", brief.pk, seen=stamp_on(page), **mine)
    assert "We close one bed" in tom.sees("show_brief", brief.pk)


def test_only_who_went_brings_a_line_back(maya: Desk, tom: Desk) -> None:
    brief = written(tom, speaker=maya)
    page = maya.sends("bring_back", brief.pk, line="b" * 281, status=422)
    assert "b" * 281 in page
    tom.sends("bring_back", brief.pk, line="I heard it went well", status=404)
    maya.sends("withdraw_brief", brief.pk, status=404)
    tom.sends("withdraw_brief", brief.pk)
    assert "Bed meeting" not in maya.sees("list_between")


# Who asks whom


def ask_often(by: Desk, times: int) -> None:
    for _each in range(times):
        run_its.ask(pair=by.pair, kind="fyi", line="One more", by=by.viewer)


def test_balance_line_waits_for_both_wishes(maya: Desk, tom: Desk) -> None:
    ask_often(maya, 7)
    gentle = "Lately Maya Lind asks most of the questions."
    maya.sends("wish_balance", wish="yes")
    assert gentle not in maya.sees("list_between")
    assert "You have it off." in tom.sees("list_between")
    tom.sends("wish_balance", wish="yes")
    assert gentle in maya.sees("list_between")
    assert gentle in tom.sees("list_between")
    tom.sends("wish_balance", wish="no")
    assert gentle not in maya.sees("list_between")
    assert BalanceWish.door.visible_to(maya.viewer).count() == 2


def test_balance_line_holds_no_number_and_judges_no_few(maya: Desk, tom: Desk) -> None:
    for desk in (maya, tom):
        desk.sends("wish_balance", wish="yes")
    ask_often(maya, 5)
    assert "Lately" not in tom.sees("list_between").partition("Who asks whom")[0].partition("<aside")[2]
    ask_often(tom, 5)
    assert "Lately you ask each other about equally often." in maya.sees("list_between")
