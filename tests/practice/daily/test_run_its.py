"""Run-it-by: one question, one reply, never a debt; and what is told to nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.people.models import QuietBlock
from colead.practice.daily import queries
from colead.practice.daily.actions import doors, run_its
from colead.practice.daily.models import RunIt
from colead.promises import retention, space
from colead.promises.models import TrailEntry
from colead.rules import run_its as rule
from colead.rules.moves import IllegalMove
from tests.practice.conftest import Desk

LINE = "Can rounds start at 8:15 from Monday?"
KINDS = [kind.value for kind in rule.Kind]
CALM_KINDS = [kind for kind in KINDS if kind != "need_you_today"]
CALL_TAPS = ["fine_by_me", "lets_talk", "undo"]
TAPS = ["answer", "we_talked", "decide", "move", "talk", "drop", "keep", "let_fade", "wait", *CALL_TAPS]


def asked(by: Desk, kind: str = "gut_check", **more: Any) -> RunIt:
    return run_its.ask(pair=by.pair, kind=kind, line=LINE, by=by.viewer, **more)


def tap(verb: str, who: Desk, run_it: RunIt) -> None:
    """One person does one thing to a question."""
    viewer = who.viewer
    if verb == "wait":
        clock.travel(timedelta(hours=30))
    elif verb == "answer":
        text = space.read(RunIt.door.fetch(viewer, run_it.pk), viewer)
        answer = "same_answer" if text["kind"] == "they_asked_me" else "good"
        run_its.answer(run_it=run_it, answer=answer, line="yes", by=viewer)
    elif verb == "decide":
        run_its.settle(run_it=run_it, choice=verb, line="East side", by=viewer)
    elif verb in ("fine_by_me", "lets_talk"):
        run_its.reply_to_call(run_it=run_it, reply=verb, by=viewer)
    elif verb in ("undo", "we_talked", "keep", "let_fade"):
        getattr(run_its, verb)(run_it=run_it, by=viewer)
    else:
        run_its.settle(run_it=run_it, choice=verb, by=viewer)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), steps=st.lists(st.tuples(st.booleans(), st.sampled_from(TAPS)), max_size=8))
def test_whatever_two_people_tap_only_legal_moves_happen(
    maya: Desk, tom: Desk, kind: str, steps: list[tuple[bool, str]]
) -> None:
    """Each tap either does exactly what the table of moves says, or changes nothing at all."""
    clock.travel(timedelta(0))
    run_it = asked(maya, kind)
    replies = 0
    for is_asker, verb in steps:
        before = RunIt.door.fetch(maya.viewer, run_it.pk)
        words = space.read(before, maya.viewer)
        try:
            tap(verb, maya if is_asker else tom, run_it)
        except (IllegalMove, Hidden):
            after = RunIt.door.fetch(maya.viewer, run_it.pk)
            assert (after.state, space.read(after, maya.viewer)) == (before.state, words)
            continue
        after = RunIt.door.fetch(maya.viewer, run_it.pk)
        moved_by = "talk" if verb == "we_talked" else verb
        if verb not in ("keep", "let_fade", "wait"):
            assert after.state == rule.MACHINE.next_state(before.state, moved_by)
        assert space.read(after, tom.viewer)["line"] == LINE
        replies += (verb == "answer") - (verb == "undo" and before.state == "answered")
    assert replies <= 1


def test_unanswered_question_is_the_askers_after_its_time(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya, "before_meeting", hours=1)
    with pytest.raises(IllegalMove):
        run_its.settle(run_it=run_it, choice="decide", by=maya.viewer)
    assert "Yours to settle" not in maya.sees("list_between")
    clock.travel(timedelta(hours=1, minutes=31))
    run_its.settle(run_it=run_it, choice="decide", line="From Monday.", by=maya.viewer)
    assert "Maya Lind decided" in tom.sees("list_between")


def test_talk_and_letting_go_never_have_to_wait(maya: Desk) -> None:
    for choice in ("talk", "drop", "move"):
        run_it = asked(maya, "need_you_today")
        before = run_it.state
        run_its.settle(run_it=run_it, choice=choice, by=maya.viewer)
        assert queries.get(RunIt, maya.viewer, maya.pair, run_it.pk).state != before


def test_partner_cannot_settle_and_asker_cannot_answer(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    with pytest.raises(Hidden):
        run_its.settle(run_it=run_it, choice="drop", by=tom.viewer)
    with pytest.raises(Hidden):
        run_its.answer(run_it=run_it, answer="good", by=maya.viewer)


def test_answer_that_does_not_fit_is_refused_and_its_words_stay(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya, "they_asked_me")
    page = tom.sends("answer_run_it", run_it.pk, answer="good", line="As we said last week", status=422)
    assert "This answer does not fit the question." in page
    assert "As we said last week" in page
    page = tom.sends("answer_run_it", run_it.pk, answer="", line="As we said last week", status=422)
    assert "As we said last week" in page


def test_second_reply_is_refused_in_words(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    tom.sends("answer_run_it", run_it.pk, answer="good")
    page = tom.sends("answer_run_it", run_it.pk, answer="change_this", line="Or rather 8:30", status=422)
    assert "This has been answered. Nothing was changed." in page
    assert space.read(RunIt.door.fetch(maya.viewer, run_it.pk), maya.viewer)["reply"] == ""


def test_change_this_carries_what_to_change(maya: Desk, tom: Desk) -> None:
    asked(maya)
    tom.taps("Change this", line="8:30, after the bed meeting")
    page = maya.sees("list_between")
    assert "Dr Tom Becker: Change this" in page
    assert "8:30, after the bed meeting" in page


def test_change_this_without_a_line_says_that_it_comes_in_a_talk(maya: Desk, tom: Desk) -> None:
    asked(maya)
    tom.taps("Change this", line="")
    assert "Dr Tom Becker: Change this. To what comes when you two talk" in maya.sees("list_between")


def test_same_answer_is_the_same_as_what_the_asker_would_say(maya: Desk, tom: Desk) -> None:
    maya.sends("ask_run_it", line="Oxygen in the lounge?", kind="they_asked_me", would_say="Up to four litres.")
    assert "Maya Lind would say: Up to four litres." in tom.sees("list_between")
    tom.taps("Same answer")
    assert "Dr Tom Becker: Same answer" in maya.sees("list_between")


def test_same_answer_to_nothing_is_refused_and_one_of_ones_own_is_heard(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya, "they_asked_me")
    assert ">Same answer<" not in tom.sees("list_between")
    assert "Write what you would say" in tom.sends("answer_run_it", run_it.pk, answer="same_answer", status=422)
    tom.taps("I would say ...", line="Only with a nurse in the room.")
    assert "Dr Tom Becker would say: Only with a nurse in the room." in maya.sees("list_between")


def test_only_they_asked_me_carries_what_i_would_say(maya: Desk) -> None:
    run_it = asked(maya, "gut_check", would_say="Yes")
    assert space.read(run_it, maya.viewer)["would_say"] == ""


def test_own_call_says_what_was_decided_and_leaves_what_waits(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    run_its.answer(run_it=run_it, answer="change_this", line="8:30", by=tom.viewer)
    page = maya.sends("settle_run_it", run_it.pk, choice="decide", status=422)
    assert "Write what you decided, in one line." in page
    maya.taps("I decide, my call", line="8:15 from Monday, we look again in May.")
    assert queries.waiting_for(maya.viewer, maya.pair) == []
    waits = queries.waiting_for(tom.viewer, tom.pair)[0]
    assert waits.words == "8:15 from Monday, we look again in May."
    assert waits.note == f"The question was: {LINE}"


def test_answer_is_taken_back_within_its_minute(maya: Desk, tom: Desk) -> None:
    asked(maya)
    tom.taps("Good")
    assert "Sent: Good" in tom.sees("list_between")
    assert "Sent: Good" not in maya.sees("list_between")
    tom.taps("Undo")
    assert "Sent: Good" not in tom.sees("list_between")
    assert "Waits for an answer" in maya.sees("list_between")
    tom.taps("Let&#x27;s talk")


def test_answer_stands_once_its_minute_is_over(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    tom.sends("answer_run_it", run_it.pk, answer="good")
    clock.travel(timedelta(seconds=61))
    assert "Sent: Good" not in tom.sees("list_between")
    assert "The minute for that is over." in tom.sends("undo_run_it", run_it.pk, status=422)
    assert "Dr Tom Becker: Good" in maya.sees("list_between")


@pytest.mark.parametrize("choice", ["talk", "move", "decide"])
def test_answer_stands_once_something_followed(maya: Desk, tom: Desk, choice: str) -> None:
    run_it = asked(maya)
    tom.sends("answer_run_it", run_it.pk, answer="change_this", line="8:30")
    run_its.settle(run_it=run_it, choice=choice, line="8:15", by=maya.viewer)
    tom.sends("undo_run_it", run_it.pk, status=422)
    assert space.read(RunIt.door.fetch(maya.viewer, run_it.pk), maya.viewer)["reply"] == "8:30"


def test_asker_cannot_take_back_the_partners_answer(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    tom.sends("answer_run_it", run_it.pk, answer="good")
    maya.sends("undo_run_it", run_it.pk, status=404)


def test_reply_to_a_call_is_taken_back_and_the_call_stands(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    run_its.settle(run_it=run_it, choice="decide", line="8:15", by=maya.viewer)
    tom.taps("Fine by me")
    tom.taps("Undo")
    assert RunIt.door.fetch(maya.viewer, run_it.pk).state == "own_call"
    tom.taps("Let&#x27;s talk")
    assert "Dr Tom Becker: Let&#x27;s talk" in maya.sees("list_between")


def test_same_form_twice_asks_once(maya: Desk) -> None:
    key = "7a0a4f0e-93d5-4a4e-9d6f-30c24e6f1a11"
    for _again in range(3):
        maya.sends("ask_run_it", line=LINE, kind="gut_check", once=key)
    assert queries.run_its_of(maya.viewer, maya.pair).count() == 1


def test_patient_words_come_back_with_kind_and_line(maya: Desk) -> None:
    line = "MRN 0044512 slipped, who calls home?"
    page = maya.sends("ask_run_it", line=line, kind="gut_check", status=422)
    assert "This looks like patient information" in page
    assert line in page
    assert '<input type="hidden" name="kind" value="gut_check">' in page
    maya.sends("ask_run_it", line=line, kind="gut_check", not_patient="yes")
    assert not TrailEntry.objects.filter(facts__icontains="patient").exists()


def test_too_long_a_line_comes_back_whole(maya: Desk) -> None:
    page = maya.sends("ask_run_it", line="a" * 281, kind="fyi", status=422)
    assert "a" * 281 in page


@pytest.mark.parametrize("kind", CALM_KINDS)
def test_nothing_but_need_you_today_sends_mail(maya: Desk, tom: Desk, kind: str) -> None:
    run_it = asked(maya, kind)
    tap("answer", tom, run_it)
    assert Notice.objects.count() == 0


def test_need_you_today_says_one_fixed_sentence_to_the_partner_alone(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya, "need_you_today")
    notice = Notice.objects.get()
    assert (notice.person_id, notice.sentence, notice.extra) == (tom.person.pk, "need_you_today", "")
    tap("answer", tom, run_it)
    assert Notice.objects.count() == 0


def test_notice_that_went_out_stays_written(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya, "need_you_today")
    Notice.objects.update(sent_at=clock.now())
    run_its.we_talked(run_it=run_it, by=tom.viewer)
    assert Notice.objects.count() == 1


def test_door_that_says_off_holds_even_need_you_today(maya: Desk, tom: Desk) -> None:
    doors.set_door(pair=tom.pair, says="off", by=tom.viewer)
    asked(maya, "need_you_today")
    assert Notice.objects.count() == 0
    assert "Maya Lind needs you today" in tom.sees("list_between")


@pytest.mark.parametrize("says", ["open", "rounding", "clinic_or", "text_me", "only_urgent"])
def test_any_other_door_lets_need_you_today_through(maya: Desk, tom: Desk, says: str) -> None:
    doors.set_door(pair=tom.pair, says=says, by=tom.viewer)
    asked(maya, "need_you_today")
    assert Notice.objects.count() == 1


def test_in_a_quiet_block_everything_else_waits_quietly(maya: Desk, tom: Desk) -> None:
    for weekday in range(7):
        QuietBlock.objects.create(person=tom.person, weekday=weekday, from_hour=0, until_hour=24)
    for kind in CALM_KINDS:
        asked(maya, kind)
    assert Notice.objects.count() == 0
    assert tom.sees("list_between").count(LINE) == len(CALM_KINDS)


def test_question_is_gone_after_thirty_days_from_everywhere(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    clock.travel(timedelta(days=31))
    assert LINE not in tom.sees("list_between")
    assert queries.find(tom.viewer, tom.pair, "8:15") == []
    assert tom.client.get(tom.url("show_run_it", run_it.pk)).status_code == 404
    assert retention.sweep(on=clock.today()) >= 1
    assert not RunIt.door.visible_to(maya.viewer).exists()


def test_kept_question_stays_up_to_a_year(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    tom.sends("keep_run_it", run_it.pk)
    clock.travel(timedelta(days=300))
    retention.sweep(on=clock.today())
    assert LINE in maya.sees("list_kept")
    clock.travel(timedelta(days=366))
    retention.sweep(on=clock.today())
    assert LINE not in maya.sees("list_kept")


def test_who_kept_it_lets_it_go_and_no_one_else(maya: Desk, tom: Desk) -> None:
    run_it = asked(maya)
    tom.sends("keep_run_it", run_it.pk)
    maya.sends("keep_run_it", run_it.pk, keep="no", status=404)
    tom.sends("keep_run_it", run_it.pk, keep="no")
    assert LINE not in maya.sees("list_kept")


def test_partner_learns_no_minute_and_no_count(maya: Desk, tom: Desk) -> None:
    local = timezone.localtime(timezone.now())
    clock.travel(local.replace(hour=9, minute=47, second=0) - local)
    run_it = asked(maya, "before_meeting")
    pages = [tom.sees("list_between"), tom.sees("show_run_it", run_it.pk)]
    tap("answer", tom, run_it)
    pages += [maya.sees("list_between"), maya.sees("show_run_it", run_it.pk)]
    assert not [page for page in pages if "9:47" in page]
    assert all(" minutes" not in page and "(1)" not in page for page in pages)


def test_lists_cost_the_same_for_one_and_for_twenty(maya: Desk, tom: Desk, django_assert_max_num_queries: Any) -> None:
    asked(maya)
    viewer, pair = tom.viewer, tom.pair
    with django_assert_max_num_queries(9):
        queries.waiting_for(viewer, pair)
    for _more in range(19):
        asked(maya)
    viewer, pair = tom.viewer, tom.pair
    with django_assert_max_num_queries(9):
        assert len(queries.waiting_for(viewer, pair)) == 20
