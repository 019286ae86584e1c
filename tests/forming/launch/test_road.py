"""The road: one next step, always 'later', and only what the pair ticks seen from outside."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from colead.forming.launch import first_page, jobs, queries
from colead.forming.launch.look import Look
from colead.forming.launch.models import HelpWish, Shadow, Talk, TalkKey
from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.partnerships.queries import frame, in_turn
from colead.promises import retention
from colead.rules.launch import Step, StepState, last_day
from colead.ui.templatetags.colead import plain_date
from tests.cast import Riverside
from tests.forming.launch.conftest import Desk, masked
from tests.forming.launch.walked import walk


def hold(desk: Desk, *keys: str) -> None:
    for key in keys:
        desk.taken("hold_talk", key)


def test_road_starts_with_the_cards_and_shows_one_step_large(maya: Desk) -> None:
    page = maya.sees("road")
    assert page.count('aria-current="step"') == 1
    assert "Write your eight lines" in page
    assert Look(maya.viewer, maya.pair).next_step is Step.CARDS


def test_later_is_an_answer_for_a_week(maya: Desk, tom: Desk) -> None:
    maya.taken("mark", "cards", verb="set_aside")
    assert Look(tom.viewer, tom.pair).next_step is Step.CONVERSATIONS
    maya.comes_back(8)
    assert Look(tom.viewer, tom.pair).next_step is Step.CARDS
    maya.taken("mark", "cards", verb="set_aside")
    assert Look(tom.viewer, tom.pair).next_step is Step.CONVERSATIONS


def test_order_is_a_default_and_not_a_lock(maya: Desk, tom: Desk) -> None:
    hold(maya, "who_we_are", "what_we_believe", "strengths_needs", "sponsor")
    states = Look(tom.viewer, tom.pair).states
    assert states[Step.CONVERSATIONS] is states[Step.SPONSOR_MEETING] is StepState.DONE
    assert states[Step.CARDS] is StepState.AHEAD
    for route in ("rights", "roles", "agreement", "edit_agreement"):
        maya.sees(route)


def test_step_is_done_by_hand_because_talking_is_enough(maya: Desk, tom: Desk) -> None:
    tom.taken("mark", "cards", verb="finish")
    assert Look(maya.viewer, maya.pair).states[Step.CARDS] is StepState.DONE
    tom.taken("mark", "cards", verb="finish")
    assert "Nothing was changed" in tom.sees("road")


def test_days_in_each_others_world_need_both_ways(maya: Desk, tom: Desk) -> None:
    maya.taken("plan_day", day="2031-03-04")
    maya.taken("tell_of_day", first="Nobody calls back after five.", second="", third="")
    assert Look(maya.viewer, maya.pair).states[Step.DAY_IN_YOUR_WORLD] is StepState.AHEAD
    assert "Nobody calls back after five." in tom.sees("days")
    tom.taken("tell_of_day", first="Admissions come in threes.")
    assert Look(maya.viewer, maya.pair).states[Step.DAY_IN_YOUR_WORLD] is StepState.DONE
    page = maya.sees("days")
    assert page.count("What I learned") == 1


def test_talk_is_planned_noted_and_held(maya: Desk, tom: Desk) -> None:
    assert maya.sends("plan_talk", "who_we_are", day="soon", hour="14:30").status_code == 422
    maya.taken("plan_talk", "who_we_are", day="2031-03-04", hour="14:30")
    assert "Who we are" in [row.title for row in first_page.planned_talks(Look(tom.viewer, tom.pair))]
    tom.taken("talk", "who_we_are", note="His mother was a midwife.")
    assert "His mother was a midwife." in maya.sees("talk", "who_we_are")
    hold(tom, "who_we_are")
    assert first_page.planned_talks(Look(maya.viewer, maya.pair)) == []


def test_programme_office_sees_ticked_names_and_dates_alone(maya: Desk, tom: Desk, priya: Desk, ana: Desk) -> None:
    maya.taken("seal", "cards", at_my_best="plum-sparrow-9241")
    tom.taken("seal", "cards", at_my_best="plum-sparrow-9242")
    hold(maya, "who_we_are")
    before = priya.sees("progress")
    assert "Nothing so far" in before
    maya.taken("tick", "cadence", ticked_on="2031-03-04")
    page = priya.sees("progress")
    assert "Cadence chosen" in page
    assert "Tue 4 Mar 2031" in page
    assert "plum-sparrow" not in page
    assert "Who we are" not in page
    assert [row.name for row in queries.milestones(priya.viewer, maya.partnership)] == ["Cadence chosen"]
    tom.taken("untick", "cadence")
    assert "Cadence chosen" not in priya.sees("progress")


def test_programme_office_sees_no_difference_while_nothing_is_ticked(maya: Desk, tom: Desk, priya: Desk) -> None:
    before = masked(priya.sees("progress"))
    maya.taken("seal", "cards", decide="slowly")
    hold(tom, "who_we_are", "sponsor")
    maya.taken("mark", "rights", verb="finish")
    assert masked(priya.sees("progress")) == before


@pytest.mark.parametrize("route", ["road", "summary", "progress", "cards", "agreement", "rights_table"])
def test_scheduler_and_it_see_nothing(riverside: Riverside, sit: Callable[..., Desk], route: str) -> None:
    for person in (riverside.rosa, riverside.sam, riverside.lee, riverside.dana, riverside.joan):
        assert sit(person).client.get(sit(person).url(route)).status_code == 404


def test_nobody_is_the_first_partner(maya: Desk, tom: Desk) -> None:
    orders = set()
    for days in range(4):
        clock.travel(timedelta(days=days))
        names = [person.name for person in in_turn(maya.pair)]
        assert names == [person.name for person in in_turn(tom.pair)]
        orders.add(tuple(names))
        assert frame(maya.pair).name_one
    assert len(orders) == 2


def test_weekly_line_goes_to_both_alike_and_never_in_a_quiet_block(maya: Desk, tom: Desk) -> None:
    for weekday in (1, 3):
        tom.person.quiet_blocks.create(weekday=weekday)
    for days in range(8):
        jobs.remind(on=clock.today() + timedelta(days=days))
    lines = Notice.objects.filter(sentence="next_step", key__contains=str(maya.partnership.pk))
    counted = {person.pk: lines.filter(person_id=person.pk).count() for person in maya.pair.people}
    assert len(set(counted.values())) == 1
    assert all(line.due_at.weekday() not in (1, 3, 5, 6) for line in lines.filter(person_id=tom.person.pk))


def test_weekly_line_stops_when_paused_and_after_a_hundred_days(maya: Desk, tom: Desk) -> None:
    lines = Notice.objects.filter(sentence="next_step", key__contains=str(maya.partnership.pk))
    jobs.remind(on=clock.today())
    assert lines.count() == 2
    tom.taken("reminders", verb="pause")
    assert lines.count() == 0
    jobs.remind(on=clock.today())
    assert lines.count() == 0
    maya.taken("reminders", verb="resume")
    jobs.remind(on=clock.today() + timedelta(days=101))
    assert lines.count() == 0


def test_home_is_told_what_waits_and_what_is_open(maya: Desk, tom: Desk) -> None:
    first = first_page.waiting_for(tom.viewer, tom.pair)
    assert [(line.title, [answer.label for answer in line.answers]) for line in first] == [
        ("How to work with me", ["Later"])
    ]
    maya.taken("seal", "cards", decide="slowly")
    maya.taken("propose_row", "equipment", level="N")
    assert [line.note for line in first_page.waiting_for(tom.viewer, tom.pair)][:1] == [
        "Maya Lind is ready when you are."
    ]
    assert "Decision rights" in [line.title for line in first_page.waiting_for(tom.viewer, tom.pair)]
    assert [line.title for line in first_page.between_us(maya.viewer, maya.pair)] == ["How to work with me"]
    assert "slowly" not in str(first_page.waiting_for(tom.viewer, tom.pair))
    (answer,) = first[0].answers
    assert tom.client.post(answer.action_url, answer.fields).status_code == 303


def test_launch_is_complete_with_agreement_roles_and_cadence_only(maya: Desk) -> None:
    assert maya.partnership.started_on is not None
    assert Look(maya.viewer, maya.pair).states[Step.AGREEMENT] is StepState.AHEAD
    maya.taken("mark", "agreement", verb="finish")
    assert "road behind you" not in maya.sees("road")


def test_home_costs_few_looks_however_much_is_open(
    riverside: Riverside, maya: Desk, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    walk(riverside)
    viewer, pair = maya.viewer, maya.pair
    with django_assert_max_num_queries(30):
        first_page.first_page(viewer, pair)


def test_mark_made_by_hand_is_taken_back_and_what_is_written_is_not(maya: Desk, tom: Desk) -> None:
    maya.taken("mark", "agreement", verb="finish")
    assert "Take it up again" in tom.sees("road")
    tom.taken("mark", "agreement", verb="reopen")
    assert Look(maya.viewer, maya.pair).states[Step.AGREEMENT] is StepState.BEGUN
    for desk in (maya, tom):
        desk.taken("seal", "cards", decide="slowly")
    assert "Take it up again" not in maya.sees("road")


def test_road_says_when_the_hundred_days_are_over_and_what_comes_now(maya: Desk, tom: Desk) -> None:
    assert "Your first hundred days" in maya.sees("road")
    maya.comes_back(101)
    page = maya.sees("road")
    assert "Your first hundred days are behind you" in page
    assert plain_date(last_day(maya.partnership.started_on)) in page
    assert 'aria-current="step"' not in page
    assert "What comes now" in page
    assert "still open to you two" in page
    assert "weekly line about" not in page
    assert "Once a week" not in page


def test_road_is_looked_at_once_for_the_next_step(
    maya: Desk, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    viewer, pair = maya.viewer, maya.pair
    with django_assert_max_num_queries(8):
        assert first_page.first_page(viewer, pair)[0][0].answers


def test_step_of_the_conversations_leads_to_the_one_that_comes_next(maya: Desk, tom: Desk) -> None:
    maya.taken("mark", "cards", verb="finish")
    for key in queries.CONVERSATIONS:
        urls = [line.url for line in first_page.waiting_for(maya.viewer, maya.pair)]
        assert maya.url("talk", key.value) in urls
        hold(tom, key.value)
    assert maya.url("talks") not in [line.url for line in first_page.waiting_for(maya.viewer, maya.pair)]


def test_wish_of_one_stays_between_the_two_until_the_other_says_yes(maya: Desk, tom: Desk, priya: Desk) -> None:
    before = masked(priya.sees("progress"))
    maya.taken("wish", "coach")
    maya.taken("wish", "coach")
    assert masked(priya.sees("progress")) == before
    assert queries.wishes(priya.viewer, maya.partnership) == {}
    assert "It waits for Dr Tom Becker" in maya.sees("road")
    (line,) = [line for line in first_page.waiting_for(tom.viewer, tom.pair) if "coach" in line.title]
    assert line.title == "Maya Lind would like a coach for the two of you"
    assert [answer.label for answer in line.answers] == ["Yes for both", "Not now"]
    yes, not_now = line.answers
    assert tom.client.post(not_now.action_url, not_now.fields).status_code == 303
    assert not [line for line in first_page.waiting_for(tom.viewer, tom.pair) if "coach" in line.title]
    assert masked(priya.sees("progress")) == before
    assert tom.sends("unwish", "coach").status_code == 404


def test_asking_for_a_coach_sends_one_line_without_content(maya: Desk, tom: Desk) -> None:
    lines = Notice.objects.filter(key__startswith="wish ")
    maya.taken("wish", "coach")
    maya.taken("wish", "mentor")
    assert {(line.person_id, line.sentence) for line in lines} == {(tom.person.pk, "waiting")}
    tom.taken("wish", "coach")
    maya.taken("unwish", "mentor")
    assert not lines.all().exists()


def test_wish_of_both_reaches_the_programme_office_without_who_began(
    maya: Desk, tom: Desk, priya: Desk, ana: Desk
) -> None:
    tom.taken("wish", "coach")
    maya.taken("wish", "coach")
    tom.taken("wish", "coach")
    assert "You two wish for it, since today" in maya.sees("road")
    assert not HelpWish.objects.exclude(asked_by=None).exists()
    page = priya.sees("progress")
    assert "What they wish for" in page
    assert "A coach" in page
    assert "A mentor pair" not in page
    assert "A coach" not in ana.sees("summary")
    maya.taken("unwish", "coach")
    assert "What they wish for" not in priya.sees("progress")
    assert tom.sends("unwish", "coach").status_code == 404


def test_wish_is_for_one_of_two_helps_and_made_by_the_pair_alone(maya: Desk, priya: Desk, ana: Desk) -> None:
    assert maya.sends("wish", "sponsor").status_code == 404
    for other in (priya, ana):
        assert other.sends("wish", "coach").status_code == 404
        with pytest.raises(Hidden):
            queries.wishes(ana.viewer, maya.partnership)


def after_the_notes(maya: Desk, days: int = 200) -> None:
    """So many days later, when what was noted of the launch has gone."""
    maya.comes_back(days)
    assert retention.sweep(on=clock.today())
    assert not Talk.door.visible_to(maya.viewer).exists()
    assert not Shadow.door.visible_to(maya.viewer).exists()


def test_road_remembers_what_was_held_when_the_notes_have_gone(maya: Desk, tom: Desk) -> None:
    hold(maya, *TalkKey.values)
    maya.taken("talk", "who_we_are", note="plum-sparrow-9241")
    maya.taken("tell_of_day", first="plum-sparrow-9242")
    tom.taken("tell_of_day", first="plum-sparrow-9243")
    after_the_notes(maya)
    states = Look(maya.viewer, maya.pair).states
    held = (Step.CONVERSATIONS, Step.DAY_IN_YOUR_WORLD, Step.SPONSOR_MEETING, Step.FIRST_GOALS)
    assert {states[step] for step in held} == {StepState.DONE}
    held_on = plain_date(clock.today() - timedelta(days=200))
    for route in (("talk", "who_we_are"), ("sponsor_meeting",), ("talks",), ("days",)):
        page = maya.sees(*route)
        assert held_on in page, route
        assert "We have talked" not in page
        assert "plum-sparrow" not in page


def test_talks_held_far_apart_are_all_remembered(maya: Desk, tom: Desk) -> None:
    hold(maya, "who_we_are")
    maya.taken("tell_of_day", first="Nobody calls back after five.")
    after_the_notes(maya)
    hold(maya, "what_we_believe")
    states = Look(maya.viewer, maya.pair).states
    assert states[Step.CONVERSATIONS] is states[Step.DAY_IN_YOUR_WORLD] is StepState.AHEAD
    hold(maya, "strengths_needs")
    states = Look(maya.viewer, maya.pair).states
    assert states[Step.CONVERSATIONS] is StepState.DONE
    assert states[Step.DAY_IN_YOUR_WORLD] is StepState.AHEAD


def test_talk_that_was_only_planned_is_not_held(maya: Desk, tom: Desk) -> None:
    for key in TalkKey.values:
        maya.taken("plan_talk", key, day="2031-03-04", hour="14:30")
    for desk in (maya, tom):
        desk.taken("plan_day", day="2031-03-04")
    assert StepState.DONE not in Look(maya.viewer, maya.pair).states.values()
