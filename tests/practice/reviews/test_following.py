"""People before process, short actions, one line for both, told back, closed and gone; messages in one tap."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations import worker
from colead.partnerships import actions as partnership_actions
from colead.practice.reviews.models import Action, Case
from colead.promises import holds, two_key
from colead.promises.models import Release
from tests.makers import viewer_of
from tests.practice.reviews.conftest import ACTION, NUMBER, PEOPLE, Case6West, client_of, required, status

pytestmark = pytest.mark.django_db


def line_of(west: Case6West, id: Any) -> Any:
    return west.enter(id).case.line


def said(west: Case6West, id: Any, line: str = "We are looking into it together.") -> None:
    """Worded by one, both keys turned."""
    west.maya.sends("reviews:word_line", id, line=line, seen="")
    for desk in (west.maya, west.tom):
        desk.sends("reviews:turn_key", id, seen=line_of(west, id).text_hash)


# People first


def test_nothing_follows_before_all_three_are_known(west: Case6West) -> None:
    id = west.led()
    west.maya.sends("reviews:see_to_people", id, known_family="on", by_family="Chief patient liaison")
    assert west.state(id) == "people_first"
    west.maya.sends("reviews:add_action", id, status=422, **ACTION)
    west.tom.sends("reviews:see_to_people", id, **PEOPLE)
    assert west.state(id) == "following"


def test_how_is_my_partner_is_a_question_that_nothing_keeps(west: Case6West) -> None:
    id = west.led()
    page = west.maya.sees("reviews:show_case", id)
    assert "How is Dr Tom Becker?" in page
    assert "Coffee with Dr Tom Becker?" in page
    assert not [name for name in west.text(id) if "partner" in name]


def test_ticks_ask_for_no_name(west: Case6West) -> None:
    id = west.led()
    assert required(west.maya.sees("reviews:show_case", id), "/people/") == set()


def test_point_lead_and_people_are_one_line_and_a_few_taps(west: Case6West) -> None:
    """A kind, a number and send; its line in the list; who leads; three ticks and send: the rest is filled in."""
    page = west.maya.sees("reviews:point")
    written = required(page, 'name="number"') - {"system", "unit", "happened_on"}
    assert written == {"kind", "number"}
    id = west.led()
    west.maya.sends("reviews:see_to_people", id, known_family="on", known_staff="on", known_unit="on")
    assert west.state(id) == "following"


def test_a_complaint_and_a_concern_are_followed_at_once(west: Case6West) -> None:
    for number, kind in (("F-1", "patient_feedback"), ("C-1", "employee_concern")):
        id = west.led(number=number, kind=kind)
        assert west.state(id) == "following"
        west.maya.sends("reviews:see_to_people", id, status=422, **PEOPLE)


def test_either_takes_it_over_with_one_tap(west: Case6West) -> None:
    id = west.led("maya")
    west.tom.sends("reviews:hand_over", id, lead=str(west.town.tom.pk))
    assert [person.name for person in west.enter(id).leads] == ["Dr Tom Becker"]
    assert (
        west.tom.client.post(west.tom.url("reviews:hand_over", id), {"lead": str(west.town.nia.pk)}).status_code == 404
    )


def test_after_a_hand_over_one_may_take_it_back_and_is_not_urged(west: Case6West) -> None:
    id = west.led("maya", kind="conduct")
    page = west.maya.sees("reviews:show_case", id)
    assert "You lead." in page
    west.maya.sends("reviews:hand_over", id, lead=str(west.town.tom.pk))
    page = west.maya.sees("reviews:show_case", id)
    assert "Dr Tom Becker leads this. You can take it back." in page
    assert "/carry/" not in page
    assert "/carry/" in west.tom.sees("reviews:show_case", id)
    west.tom.sends("reviews:hand_over", id, lead="both")
    assert "Both of you lead." in west.maya.sees("reviews:show_case", id)


# The same line


def test_the_line_is_said_once_both_keys_have_turned_and_stands_in_no_column(west: Case6West) -> None:
    id = west.following()
    said(west, id)
    assert "What you both say" in west.tom.sees("reviews:show_case", id)
    release = line_of(west, id)
    assert release.published is None
    assert not two_key.released_to(west.tom.viewer).filter(pk=release.pk).exists()


def test_an_edit_voids_the_key(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:word_line", id, line="We are looking into it.", seen="")
    west.maya.sends("reviews:turn_key", id, seen=line_of(west, id).text_hash)
    seen = line_of(west, id).text_hash
    west.tom.sends("reviews:word_line", id, line="We two are looking into it.", seen=seen)
    page = west.tom.sends("reviews:turn_key", id, seen=seen, status=422)
    assert "edited after you opened" in page
    west.tom.sends("reviews:turn_key", id, seen=line_of(west, id).text_hash)
    assert line_of(west, id).state == "draft"


def test_who_joins_later_gains_no_key_and_holds_none_up(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:word_line", id, line="We are looking into it.", seen="")
    west.maya.sends("reviews:invite", id, person="Nia Grant")
    for desk in (west.maya, west.tom):
        desk.sends("reviews:turn_key", id, seen=line_of(west, id).text_hash)
    assert line_of(west, id).state == "released"


def test_words_that_wait_for_who_stepped_back_end(west: Case6West) -> None:
    west.name_stand_in()
    id = west.following()
    west.maya.sends("reviews:word_line", id, line="We are looking into it.", seen="")
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    assert line_of(west, id) is None
    west.maya.sends("reviews:word_line", id, line="We are looking into it.", seen="")
    for person in (west.town.maya, west.stand_in):
        url = reverse("reviews:turn_key", args=[west.town.six_west.pk, id])
        assert client_of(person).post(url, {"seen": line_of(west, id).text_hash}).status_code == 303
    assert line_of(west, id).state == "released"


def test_one_alone_words_no_line_for_two(west: Case6West) -> None:
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    page = west.maya.sends("reviews:word_line", id, line="We are looking into it.", seen="", status=422)
    assert "Two keys belong to these words" in page


# Actions


def test_a_weak_action_is_asked_whether_it_is_only_training(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:add_action", id, action="Retrain everyone", owner_role="Educator", strength="weaker")
    assert "Only training?" in west.maya.sees("reviews:show_case", id)
    west.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    west.maya.sends("reviews:tap", id, verb="close")
    assert "Only training?" not in west.maya.sees("reviews:show_case", id)


def test_the_page_says_who_was_told_and_who_is_still_open(west: Case6West) -> None:
    id = west.following()
    assert "People are seen to. What follows is open." in west.tom.sees("reviews:show_case", id)
    west.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    west.maya.sends("reviews:tell_back", id, told_who="reporter", is_told="no", told_on="2026-01-06")
    told = "Told: The staff. Not told: Who reported it. Still open: The patient or family, by the office."
    assert told in west.tom.sees("reviews:show_case", id)
    assert told.rstrip(".") in west.tom.sees("reviews:list_cases")


def test_a_complaint_does_not_say_that_people_were_seen_to(west: Case6West) -> None:
    page = west.maya.sees("reviews:show_case", west.led(kind="patient_feedback"))
    assert "What follows is open." in page
    assert "People are seen to" not in page


def test_a_message_says_when_it_goes(west: Case6West) -> None:
    id = west.led(kind="conduct")
    assert "Thirty days after you close it, this is gone. Otherwise on" in west.maya.sees("reviews:show_case", id)
    west.maya.sends("reviews:carry", id, outcome="delivered")
    assert "It goes by itself" in west.maya.sees("reviews:show_case", id)


def test_what_is_copied_has_to_be_released(west: Case6West) -> None:
    id = west.following()
    page = west.maya.sends("reviews:add_action", id, status=422, is_copied="on", **ACTION)
    assert "Copy only what that office has released" in page
    west.maya.sends("reviews:add_action", id, is_copied="on", is_released="on", **ACTION)


def test_only_released_actions_leave_on_paper_and_in_a_file(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:add_action", id, is_copied="on", is_released="on", **ACTION)
    west.maya.sends("reviews:add_action", id, action="=Our own idea", owner_role="Both", strength="intermediate")
    for route in ("reviews:print_actions", "reviews:download_actions"):
        page = west.maya.sees(route, id)
        assert ACTION["action"] in page
        assert "Stronger" in page
        assert "Our own idea" not in page
        assert NUMBER not in page


def test_a_formula_in_a_file_is_plain_text(west: Case6West) -> None:
    id = west.following()
    west.maya.sends(
        "reviews:add_action", id, is_released="on", action="=1+1", owner_role="Facilities", strength="stronger"
    )
    assert "'=1+1" in west.maya.sees("reviews:download_actions", id)


def test_done_is_taken_back_and_an_action_is_taken_off(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:add_action", id, **ACTION)
    [action] = Action.door.visible_to(west.maya.viewer)
    west.tom.sends("reviews:tap_action", id, action.pk, verb="done")
    assert Action.door.fetch(west.maya.viewer, action.pk).done_on == clock.today()
    west.tom.sends("reviews:tap_action", id, action.pk, verb="open")
    west.tom.sends("reviews:tap_action", id, action.pk, verb="remove")
    assert not Action.door.visible_to(west.maya.viewer).exists()


# Concerns and messages


def test_a_concern_says_how_it_came_and_protects_whoever_spoke(west: Case6West) -> None:
    id = west.led(kind="employee_concern")
    page = west.tom.sees("reviews:show_case", id)
    assert "Whoever spoke up is protected" in page
    west.tom.sends("reviews:note_channel", id, channel="hotline", confidential="yes")
    assert "You were asked to keep it confidential." in west.maya.sees("reviews:show_case", id)


def test_a_conduct_message_takes_one_tap_and_no_word(west: Case6West) -> None:
    id = west.led("maya", kind="conduct")
    page = west.maya.sees("reviews:show_case", id)
    assert "One observation" in page
    assert "<textarea" not in page
    assert required(page, "/carry/") == set()
    for route, fields in (
        ("word_line", {"line": "Words.", "seen": ""}),
        ("add_action", ACTION),
        ("tell_back", {"told_who": "staff", "is_told": "yes", "told_on": "2026-01-06"}),
    ):
        west.maya.sends(f"reviews:{route}", id, status=422, **fields)
    west.maya.sends("reviews:carry", id, outcome="delivered")
    assert west.text(id)["outcome"] == "delivered"
    assert {name for name, words in west.text(id).items() if words} == {"number", "system", "lead", "outcome"}


@pytest.mark.parametrize(("outcome", "state"), [("could_not", "closed"), ("returned", "returned")])
def test_a_message_that_was_not_delivered_ends_as_well(west: Case6West, outcome: str, state: str) -> None:
    id = west.led(kind="practice")
    west.tom.sends("reviews:carry", id, outcome=outcome)
    assert west.state(id) == state


def test_how_a_message_ended_is_taken_back_the_same_day(west: Case6West) -> None:
    id = west.led("maya", kind="conduct")
    last_day = west.enter(id).case.retain_until
    west.maya.sends("reviews:carry", id, outcome="returned")
    assert "That was a slip" in west.maya.sees("reviews:show_case", id)
    west.maya.sends("reviews:tap", id, verb="slip")
    assert (west.state(id), west.text(id)["outcome"]) == ("screened_in", "")
    assert west.enter(id).case.retain_until == last_day
    west.maya.sends("reviews:carry", id, outcome="delivered")
    clock.travel(timedelta(days=1))
    assert "That was a slip" not in west.maya.sees("reviews:show_case", id)
    page = west.maya.sends("reviews:tap", id, verb="slip", status=422)
    assert "A slip is taken back on the same day" in page
    assert west.state(id) == "closed"


def test_a_closed_event_is_no_slip(west: Case6West) -> None:
    id = west.told()
    west.maya.sends("reviews:tap", id, verb="close")
    west.maya.sends("reviews:tap", id, verb="slip", status=422)
    assert west.state(id) == "closed"


def test_a_conduct_pointer_is_gone_thirty_days_after_it_ended(west: Case6West) -> None:
    id = west.led(kind="conduct")
    west.maya.sends("reviews:carry", id, outcome="delivered")
    clock.travel(timedelta(days=30))
    worker.round_of_work(None)
    assert Case.door.visible_to(west.maya.viewer).exists()
    clock.travel(timedelta(days=31))
    worker.round_of_work(None)
    assert not Case.door.visible_to(west.maya.viewer).exists()


def test_a_hold_keeps_a_conduct_pointer(west: Case6West) -> None:
    id = west.led(kind="conduct")
    west.maya.sends("reviews:carry", id, outcome="delivered")
    case = west.enter(id).case
    hold = holds.place(space=case.space, by=west.maya.viewer)
    holds.confirm(hold=hold, by=west.tom.viewer)
    clock.travel(timedelta(days=60))
    worker.round_of_work(None)
    assert Case.door.visible_to(west.maya.viewer).exists()


# Told back, learned, closed


def test_nothing_is_closed_before_somebody_was_told_or_will_not_be(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:tap", id, verb="close", status=422)
    west.maya.sends("reviews:tell_back", id, told_who="reporter", is_told="no", told_on="2026-01-06")
    west.tom.sends("reviews:tap", id, verb="learn")
    west.tom.sends("reviews:tap", id, verb="close")
    case = west.enter(id).case
    assert case.state == "closed"
    assert case.space.closed_at is not None


def test_all_of_a_case_goes_on_one_day(west: Case6West) -> None:
    id = west.following()
    said(west, id)
    west.maya.sends("reviews:add_action", id, **ACTION)
    west.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    west.maya.sends("reviews:tap", id, verb="close")
    release = line_of(west, id).pk
    clock.travel(timedelta(days=92))
    worker.round_of_work(None)
    viewer = west.maya.viewer
    assert not Case.door.visible_to(viewer).exists()
    assert not Action.door.visible_to(viewer).exists()
    assert Release.door.fetch(viewer, release).state == "forgotten"


def test_what_nobody_closes_goes_after_a_year(west: Case6West) -> None:
    west.led()
    clock.travel(timedelta(days=367))
    worker.round_of_work(None)
    assert not Case.door.visible_to(west.maya.viewer).exists()


def test_a_lesson_is_a_note_of_the_two_and_knows_no_case(west: Case6West) -> None:
    id = west.told()
    page = west.maya.sees("reviews:show_case", id)
    there = reverse("wins:write_note", args=[west.town.six_west.pk, "lesson"])
    assert f'href="{there}"' in page
    assert str(id) not in west.maya.client.get(there).content.decode()


# Reminders


def planned(west: Case6West) -> list[tuple[str, date]]:
    names = {desk.person.pk: desk.person.name for desk in (west.maya, west.tom)}
    rows = Notice.objects.filter(sentence="next_step")
    return sorted((names[row.person_id], row.due_at.date()) for row in rows)


def test_the_lead_is_asked_once_whether_it_has_begun_and_no_longer_when_it_has(west: Case6West) -> None:
    id = west.led("maya")
    assert {name for name, _ in planned(west)} == {"Maya Lind"}
    assert all(day >= clock.today() + timedelta(days=3) for _, day in planned(west))
    west.maya.sends("reviews:see_to_people", id, **PEOPLE)
    assert planned(west) == []


def test_whoever_takes_over_is_reminded_and_nobody_else(west: Case6West) -> None:
    due = clock.today() + timedelta(days=30)
    id = west.led("maya", kind="patient_feedback", due_on=due.isoformat())
    assert {name for name, _ in planned(west)} == {"Maya Lind"}
    west.tom.sends("reviews:hand_over", id, lead=str(west.town.tom.pk))
    [(name, day)] = planned(west)
    assert name == "Dr Tom Becker"
    assert due - timedelta(days=2) <= day <= due + timedelta(days=1)


def test_a_promise_to_tell_back_is_kept_in_mind_until_somebody_was_told(west: Case6West) -> None:
    id = west.led("maya", kind="employee_concern")
    on = clock.today() + timedelta(days=7)
    west.maya.sends("reviews:promise_to_tell", id, tell_by=on.isoformat())
    assert len(planned(west)) == 1
    west.maya.sends("reviews:tell_back", id, told_who="reporter", is_told="yes", told_on="2026-01-06")
    assert planned(west) == []


def test_nobody_is_reminded_of_what_is_closed(west: Case6West) -> None:
    due = clock.today() + timedelta(days=30)
    id = west.told(due_on=due.isoformat())
    assert planned(west)
    west.maya.sends("reviews:tap", id, verb="close")
    assert planned(west) == []


def test_no_key_of_a_notice_says_which_room(west: Case6West) -> None:
    west.led()
    assert all("review" not in row.key and NUMBER not in row.key for row in Notice.objects.all())


# Ends


def test_when_the_pair_ends_nobody_opens_it_any_more(west: Case6West) -> None:
    west.name_stand_in()
    id = west.point()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    partnership_actions.end_seat(partnership=west.town.six_west, side="nurse", by=viewer_of(west.town.priya))
    for person in (west.town.maya, west.town.tom, west.stand_in):
        assert status(person, "reviews:show_case", west.town.six_west.pk, id) == 404
