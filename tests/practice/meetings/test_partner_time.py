"""Partner time: chosen once, planned by itself, closed by ticks, shortened rather than left out."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships.models import TimeHold
from colead.practice.meetings import jobs
from colead.practice.meetings.models import Meeting, Point
from colead.practice.meetings.pages.partner_time import PartnerTimePage
from colead.practice.meetings.queries import partner_time
from colead.promises import retention, space
from colead.rules.meetings import MINUTES, SHORT_MINUTES, Kind, PointState
from tests.practice.conftest import Desk
from tests.practice.goals.conftest import sign_agreement
from tests.practice.meetings.conftest import TIME, Together, live_until


def test_one_choice_plans_the_next_time_for_both(together: Together) -> None:
    meeting = together.chosen()
    assert meeting.on_day.weekday() == 1
    assert meeting.on_day > clock.today()
    for desk in (together.maya, together.tom):
        page = desk.sees(TIME)
        assert "Room 4" in page
        assert "15:00" in page
        assert "opens this time" in page


def test_there_is_only_one_time_ahead_however_often_it_is_chosen(together: Together) -> None:
    together.chosen()
    second = together.chosen(weekday="3", minutes="45")
    rows = partner_time.lasting(Meeting, together.maya.viewer, together.maya.pair).filter(is_ahead=True)
    assert [row.pk for row in rows] == [second.pk]
    assert second.on_day.weekday() == 3


def test_who_wants_no_time_for_now_has_none_and_can_begin_again(together: Together) -> None:
    together.chosen()
    together.maya.sends("meetings:choose_rhythm", rhythm="none", weekday="1", minutes="30")
    assert together.is_free
    assert "No time is set for now" in together.tom.sees(TIME)
    together.chosen()
    assert not together.is_free


def test_closing_is_one_tap_and_plans_the_next_one(together: Together) -> None:
    first = together.chosen()
    live_until(together)
    together.close(together.tom)
    assert together.past() == ["held"]
    assert together.ahead.on_day > first.on_day


def test_who_opens_alternates_but_not_over_a_time_left_out(together: Together) -> None:
    first = together.chosen()
    together.maya.sends("meetings:skip", first.pk)
    second = together.ahead
    assert second.opens == first.opens
    together.close()
    assert together.ahead.opens != second.opens


def test_ten_minutes_are_kept_as_a_time_in_short_and_points_wait_on(together: Together) -> None:
    meeting = together.chosen()
    together.maya.sends("meetings:raise_point", line="The night float")
    together.tom.sends("meetings:shorten", meeting.pk, to="short")
    assert "10 minutes" in together.maya.sees(TIME)
    together.close()
    assert together.past() == ["shortened"]
    assert [text["line"] for _row, text in together.points(PointState.RAISED)] == ["The night float"]


def test_shortened_time_can_be_whole_again(together: Together) -> None:
    meeting = together.chosen(minutes="45")
    whole = meeting.minutes
    together.maya.sends("meetings:shorten", meeting.pk, to="short")
    together.maya.sends("meetings:shorten", meeting.pk, to="whole")
    assert together.ahead.minutes == whole


def test_point_that_nobody_ticked_is_carried_to_the_next_time(together: Together) -> None:
    together.chosen()
    for line in ("The night float", "The lifts"):
        together.maya.sends("meetings:raise_point", line=line)
    [(talked, _text), _other] = together.points(PointState.RAISED)
    answer = together.maya.client.post(
        together.maya.url("meetings:close", together.ahead.pk), {"talked": [str(talked.pk)]}, follow=True
    )
    day = date_format(together.ahead.on_day, "D j M")
    assert f"1 point carried to {day}." in answer.content.decode()
    assert [text["line"] for _row, text in together.points(PointState.RAISED)] == ["The lifts"]
    assert together.actions == []


@pytest.mark.parametrize("verb", ["close", "skip"])
def test_tap_too_many_is_taken_back_the_same_day(together: Together, verb: str) -> None:
    first = together.chosen()
    clock.travel(timedelta(days=(first.on_day - clock.today()).days + 1))
    together.say_us(together.maya, 2)
    together.tom.sends(f"meetings:{verb}", first.pk)
    following = together.ahead
    assert "Take that back" in together.maya.sees(TIME)
    together.maya.sends("meetings:close", first.pk, take_back="yes")
    assert (together.ahead.pk, together.ahead.minutes, together.past()) == (first.pk, first.minutes, [])
    assert not Meeting.door.visible_to(together.maya.viewer).filter(pk=following.pk).exists()
    [hold] = TimeHold.objects.filter(lifted_on=None)
    assert (hold.thing_id, hold.on_day) == (first.pk, first.on_day)
    together.say_us(together.tom, 3)
    together.say_us(together.maya, 4)
    together.close()
    assert len(together.past()) == 1


@pytest.mark.parametrize("by_days", [-1, 1])
def test_time_closed_today_is_taken_back_also_after_the_next_was_moved(together: Together, by_days: int) -> None:
    """Whoever moved the next one, and wherever to: that one goes, where it stood before too."""
    meeting = together.chosen()
    live_until(together)
    together.say_us(together.maya, 2)
    together.say_us(together.tom, 4)
    together.close()
    later = together.ahead.on_day + timedelta(days=by_days)
    together.tom.sends("meetings:move", together.ahead.pk, on_day=later.isoformat(), starts_at="15:00")
    page = together.maya.sees(TIME)
    assert together.maya.url("meetings:close", meeting.pk) in page
    assert "Last time:" in page, "how they were is still there until the next time is over"
    together.maya.sends("meetings:close", meeting.pk, take_back="yes")
    assert (together.ahead.pk, together.past()) == (meeting.pk, [])
    [hold] = TimeHold.objects.filter(lifted_on=None)
    assert (hold.thing_id, hold.on_day) == (meeting.pk, meeting.on_day)


def test_only_the_last_that_was_closed_is_taken_back(together: Together) -> None:
    first = together.chosen()
    together.close()
    second = together.ahead
    together.close()
    third = together.ahead
    together.maya.sends("meetings:close", first.pk, status=404, take_back="yes")
    assert together.ahead.pk == third.pk
    together.maya.sends("meetings:close", second.pk, take_back="yes")
    together.maya.sends("meetings:close", first.pk, take_back="yes")
    assert (together.ahead.pk, together.past()) == (first.pk, [])


def test_time_taken_back_is_as_long_in_the_calendar_as_on_the_page(together: Together) -> None:
    """Shortened, closed, taken back: whole again for the two, in every calendar and for who keeps it."""
    meeting = together.chosen()
    together.maya.sends("meetings:shorten", meeting.pk, to="short")
    together.close()
    together.tom.sends("meetings:close", meeting.pk, take_back="yes")
    [hold] = TimeHold.objects.filter(lifted_on=None)
    assert (hold.thing_id, hold.minutes) == (meeting.pk, together.ahead.minutes)
    assert hold.minutes > SHORT_MINUTES


def test_how_a_time_ended_stands_once_the_day_is_over(together: Together) -> None:
    first = together.chosen()
    together.close()
    clock.travel(timedelta(days=1))
    assert "Take that back" not in together.maya.sees(TIME)
    together.maya.sends("meetings:close", first.pk, take_back="yes")
    assert together.past() == ["held"]
    assert together.ahead.pk != first.pk


def test_point_that_is_ticked_becomes_a_joint_action(together: Together) -> None:
    together.chosen()
    together.maya.sends("meetings:raise_point", line="The night float")
    [(point, _text)] = together.points(PointState.RAISED)
    together.close(take=[str(point.pk)], line_1="Ask the porters")
    assert sorted(together.actions) == ["Ask the porters", "The night float"]


def test_sixth_joint_action_is_refused_and_nothing_is_lost(together: Together) -> None:
    together.chosen()
    together.close(line_1="One", line_2="Two", line_3="Three")
    before = together.ahead
    page = together.close(status=422, line_1="Four", line_2="Five", line_3="Six")
    assert "Five joint actions are enough" in page
    assert "Six" in page
    assert together.ahead.pk == before.pk
    [first, *_rest] = together.points(PointState.ACTION)
    together.close(done=[str(first[0].pk)], line_1="Four", line_2="Five", line_3="Six")
    assert len(together.actions) == 5


def test_thing_that_is_ticked_keeps_none_of_its_words_and_is_done_when_it_is_settled(together: Together) -> None:
    together.chosen()
    together.maya.sends("daily:ask_run_it", line="Shall we cohort the new ones?", kind="gut_check")
    page = together.tom.sees(TIME)
    key = page.split('name="take" value="run_it:')[1].split('"')[0]
    together.close(together.tom, take=[f"run_it:{key}"])
    [(action, text)] = together.points(PointState.ACTION)
    assert (action.about, text["line"]) == ("run_it", "")
    assert "Shall we cohort" in together.maya.sees(TIME)
    together.tom.sends("daily:answer_run_it", key, answer="good")
    page = together.maya.sees(TIME)
    assert "Something that is settled by now" in page
    together.close()
    assert together.points(PointState.ACTION) == []


def test_moved_time_takes_its_opener_and_points_along(together: Together) -> None:
    first = together.chosen()
    together.maya.sends("meetings:raise_point", line="The night float")
    day = first.on_day + timedelta(days=2)
    together.tom.sends("meetings:move", first.pk, on_day=day.isoformat(), starts_at="08:30")
    assert (together.ahead.on_day, together.ahead.opens) == (day, first.opens)
    assert together.past() == ["moved"]
    assert together.points(PointState.RAISED)
    said = (
        f"Moved from {date_format(first.on_day, 'D j M')}, {first.starts_at:%H:%M} by {together.tom.viewer.person.name}"
    )
    assert said in together.maya.sees(TIME)
    assert said in together.maya.sees("home:pair")


def test_whoever_closed_it_the_other_is_not_told_that_they_did(together: Together) -> None:
    meeting = together.chosen()
    together.maya.sends("meetings:skip", meeting.pk)
    page = together.tom.sees(TIME)
    assert "One of you said today that you left out" in page
    assert "You said" not in page.replace("One of you said", "")


def test_time_is_not_moved_into_the_past(together: Together) -> None:
    first = together.chosen()
    page = together.maya.sends("meetings:move", first.pk, on_day="2020-01-01", status=422)
    assert "lies ahead" in page
    assert together.ahead.pk == first.pk


def test_second_closing_of_the_same_time_changes_nothing(together: Together) -> None:
    first = together.chosen()
    together.close()
    page = together.tom.sends("meetings:skip", first.pk, status=409)
    assert "took place" in page
    assert together.past() == ["held"]


def test_how_a_time_ended_stands_sealed(together: Together) -> None:
    """Nobody but the two knows what took place: held, short and left out are one and the same to the database."""
    together.chosen()
    for verb in ("close", "skip", "shorten", "close"):
        together.maya.sends(f"meetings:{verb}", together.ahead.pk)
    rows = partner_time.lasting(Meeting, together.maya.viewer, together.maya.pair).filter(is_ahead=False)
    plain = {tuple(getattr(row, name) for name in ("is_ahead", "author_id")) for row in rows}
    sizes = {len(row.ciphertext) for row in rows}
    assert len(plain) == len(sizes) == 1
    assert {row.minutes for row in rows} <= set(MINUTES.values())
    assert {space.read(row, together.maya.viewer)["state"] for row in rows} == {"held", "skipped", "shortened"}


def test_month_begins_with_an_hour_and_a_slot_for_the_two(together: Together) -> None:
    together.chosen()
    for _week in range(6):
        if together.ahead.kind in (Kind.MONTHLY, Kind.QUARTERLY):
            break
        live_until(together)
        together.close()
    assert together.ahead.minutes >= 60
    assert "For the two of you, this month" in together.maya.sees(TIME)


def test_points_and_actions_can_be_taken_off_by_either(together: Together) -> None:
    together.chosen()
    together.maya.sends("meetings:raise_point", line="The night float")
    [(point, _text)] = together.points(PointState.RAISED)
    together.tom.sends("meetings:remove_point", point.pk)
    assert together.points(PointState.RAISED) == []


def test_joint_action_is_ticked_where_no_time_is_set(together: Together) -> None:
    together.chosen()
    together.close(line_1="Ask the porters")
    together.maya.sends("meetings:choose_rhythm", rhythm="none", weekday="1", minutes="30")
    together.tom.taps("Done", on=TIME)
    assert together.actions == []


def test_line_comes_the_evening_before_to_both_without_a_word_of_it(together: Together) -> None:
    meeting = together.chosen()
    lines = list(Notice.objects.filter(key__startswith="time ", sent_at=None))
    assert {line.person_id for line in lines} == {together.maya.person.pk, together.tom.person.pk} - quiet(together)
    assert {line.sentence for line in lines} <= {"next_step"}
    assert all(line.extra == "" and line.due_at.date() < meeting.on_day for line in lines)
    together.maya.sends("meetings:skip", meeting.pk)
    assert not Notice.objects.filter(key__contains=meeting.pk.hex, sent_at=None).exists()


def quiet(together: Together) -> set[object]:
    """Whose evenings before that day are all quiet."""
    found = {line.person_id for line in Notice.objects.filter(key__startswith="time ")}
    return {desk.person.pk for desk in (together.maya, together.tom)} - found


def test_nothing_is_said_after_a_pair_has_ended(together: Together) -> None:
    together.chosen()
    space.close(space=together.maya.pair.space, by=None)
    jobs.remind(on=clock.today())
    assert not Notice.objects.filter(key__startswith="time ", sent_at=None).exists()


def test_all_of_it_goes_after_half_a_year(together: Together) -> None:
    together.chosen()
    together.maya.sends("meetings:raise_point", line="The night float")
    together.close(line_1="Ask the porters")
    together.maya.sends("meetings:choose_rhythm", rhythm="none", weekday="1", minutes="30")
    clock.travel(timedelta(days=220))
    retention.sweep(on=clock.today())
    for model in (Meeting, Point):
        assert not model.door.visible_to(together.maya.viewer).exists()


def test_time_of_another_pair_is_not_found(together: Together, riverside: object, desk: object) -> None:
    meeting = together.chosen()
    elsewhere = Desk(together.maya.person, riverside.seven_east)  # type: ignore[attr-defined]
    answer = elsewhere.client.post(elsewhere.url("meetings:skip", meeting.pk))
    assert answer.status_code == 404
    assert not together.is_free


def test_agreement_is_on_the_agenda_when_it_comes_up_for_its_review(together: Together) -> None:
    sign_agreement(together.maya, together.tom, "why")
    together.chosen()
    assert "Your agreement" not in together.maya.sees(TIME)
    clock.travel(timedelta(days=170))
    page = together.tom.sees(TIME)
    assert "Your agreement" in page
    assert "Look at it again" in page


def test_half_a_day_of_a_quarter_has_an_initiative_and_the_seat_map(together: Together) -> None:
    together.chosen()
    for _week in range(20):
        if together.ahead.kind == Kind.QUARTERLY:
            break
        live_until(together)
        together.close()
    page = together.tom.sees(TIME)
    assert together.ahead.minutes == 240
    assert "4 hours" in page
    assert "And look at your seat map" in page


def test_time_that_lay_for_half_a_year_leaves_a_way_to_begin_again(together: Together) -> None:
    together.chosen()
    clock.travel(timedelta(days=220))
    retention.sweep(on=clock.today())
    assert "Begin again" in together.tom.sees(TIME)
    together.chosen()
    assert together.ahead.on_day > clock.today()


def test_before_its_day_a_time_is_closed_quietly_and_on_it_with_one_tap(together: Together) -> None:
    together.chosen()
    page = together.maya.sees(TIME)
    assert "We met already" in page
    assert 'class="button primary "' not in page.split('id="closing"')[1].split("</form>")[0]
    live_until(together)
    page = together.maya.sees(TIME)
    assert "We met already" not in page
    assert 'class="button primary "' in page.split('id="closing"')[1].split("</form>")[0]


def test_number_that_would_go_unseen_is_asked_about_before_the_time_is_closed(together: Together) -> None:
    together.chosen()
    live_until(together)
    assert "Close anyway?" not in together.maya.sees(TIME)
    together.say_us(together.maya, 2)
    for desk in (together.maya, together.tom):
        assert "Close anyway?" in desk.sees(TIME)
    together.say_us(together.tom, 3)
    assert "Close anyway?" not in together.maya.sees(TIME)


def test_day_that_is_past_begins_with_whether_they_met(together: Together) -> None:
    together.chosen()
    past = together.ahead.on_day - clock.today() + timedelta(days=1)
    assert "Did you meet on" not in together.maya.sees(TIME)
    clock.travel(past)
    page = together.maya.sees(TIME)
    asked, rest = page.split("Did you meet on")[1], "How are we?"
    for way in ("We met", "Not this time", "We meet on another day"):
        assert asked.index(way) < asked.index(rest)
    for way in ("Make it ten minutes", "Leave it out"):
        assert way not in page


def test_questions_go_by_the_meeting_and_not_by_the_day_of_looking(together: Together) -> None:
    asked = []
    together.chosen()
    for _week in range(3):
        asked.append(PartnerTimePage(together.maya.viewer, together.maya.pair).learning)
        together.close()
    assert len(set(asked)) == 3
