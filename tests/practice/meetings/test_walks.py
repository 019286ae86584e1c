"""Rounding together: a plan, three lines, a promise that stays in sight, and what everyone reads with two keys."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format

from colead.content import prompts
from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.meetings.models import Walk
from colead.practice.meetings.pages import home
from colead.practice.meetings.queries import walks
from colead.promises import retention, space
from colead.promises.models import Hold
from colead.promises.open_ends import OpenEnds
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.practice.meetings.conftest import Together

LIFTS = "A porter at night, every night"
TOLD = {"place": "6 West", "told_us": "The lifts stop at night", "we_did": "Porters come from ten to six"}


def between(desk: Desk) -> list[str]:
    ends = OpenEnds(desk.viewer, desk.pair.space)
    return [line.title for line in home.rounds_open(desk.viewer, desk.pair, ends)[1]]


def notes(desk: Desk) -> list[str]:
    return [line.note for line in home.rounds_open(desk.viewer, desk.pair, OpenEnds(desk.viewer, desk.pair.space))[1]]


def waits(desk: Desk) -> list[str]:
    ends = OpenEnds(desk.viewer, desk.pair.space)
    return [line.note for line in home.rounds_open(desk.viewer, desk.pair, ends)[0]]


def answered(together: Together) -> object:
    """A round of which both told everyone."""
    id = together.walk()
    together.note(id)
    together.maya.sends("meetings:propose", id, "answer", **TOLD)
    release = together.get_walk(id).answer
    together.tom.sends("meetings:turn_key", id, "answer", seen=release.text_hash if release else "")
    return id


def published(desk: Desk) -> list[str]:
    return [line.title for line in home.published(desk.viewer)]


def test_round_is_planned_with_a_place_and_a_day(together: Together) -> None:
    id = together.walk()
    assert "6 West" in together.tom.sees("meetings:list_walks")
    assert between(together.tom) == ["6 West"]
    together.tom.sends("meetings:let_go", id)
    assert between(together.maya) == []
    assert together.maya.client.get(together.maya.url("meetings:show_walk", id)).status_code == 404


def test_question_of_the_month_is_filled_in(together: Together) -> None:
    id = together.walk()
    page = together.maya.sees("meetings:show_walk", id)
    assert walks.question_of_the_month() in page.replace("&#x27;", "'")
    assert walks.question_of_the_month() in [question.text for question in prompts.load().rounding]


def test_note_without_a_promise_is_one_line(together: Together) -> None:
    id = together.walk()
    together.note(id)
    assert together.get_walk(id).promise == "none"
    assert between(together.tom) == []
    assert "The lifts stop at night" in together.tom.sees("meetings:show_walk", id)


def test_promise_stays_in_sight_until_people_were_told(together: Together) -> None:
    id = together.walk()
    together.note(id, promised=LIFTS, promised_by="physician")
    assert between(together.maya) == between(together.tom) == [LIFTS]
    together.tom.sends("meetings:tell", id, not_yet="yes", on_the_way="The budget comes on Friday")
    assert between(together.maya) == [LIFTS]
    clock.travel(timedelta(days=400))
    retention.sweep(on=clock.today())
    assert between(together.maya) == [LIFTS]
    together.maya.sends("meetings:tell", id, told="The porter comes from Monday")
    assert between(together.tom) == []
    assert "Told back" in together.tom.sees("meetings:show_walk", id)
    clock.travel(timedelta(days=600))
    retention.sweep(on=clock.today())
    assert not Walk.door.visible_to(together.maya.viewer).exists()


def test_promise_that_is_taken_out_of_the_note_goes_with_what_was_told(together: Together) -> None:
    id = together.walk()
    together.note(id, promised=LIFTS)
    together.tom.sends("meetings:tell", id, not_yet="yes", on_the_way="The budget comes on Friday")
    together.note(id)
    assert between(together.tom) == []
    text = space.read(together.get_walk(id), together.tom.viewer)
    assert (text["promised"], text["on_the_way"], text["on_the_way_on"]) == ("", "", "")


def test_what_came_of_it_is_one_line_and_what_people_heard_before_stays_beside_it(together: Together) -> None:
    id = together.walk()
    together.note(id, promised=LIFTS)
    together.tom.sends("meetings:tell", id, not_yet="yes", on_the_way="The budget comes on Friday")
    heard = f"On the way, {date_format(clock.today(), 'D j M')}: The budget comes on Friday"
    page = together.maya.sends("meetings:tell", id, status=422, told="")
    assert "What came of it?" in page
    assert heard in page
    assert between(together.maya) == [LIFTS]
    clock.travel(timedelta(days=3))
    together.maya.sends("meetings:tell", id, told="The porter comes from Monday")
    page = together.tom.sees("meetings:show_walk", id)
    assert heard in page
    assert page.index("Told back") < page.index("The porter comes from Monday") < page.index(heard)


def test_told_back_can_be_taken_back_the_same_day_and_no_later(together: Together) -> None:
    id = together.walk()
    together.note(id, promised=LIFTS)
    promised_on = together.get_walk(id).told_on
    clock.travel(timedelta(days=20))
    together.maya.sends("meetings:tell", id, told="The porter comes from Monday")
    assert "take it back" in together.tom.sees("meetings:show_walk", id)
    together.tom.sends("meetings:tell", id, take_back="yes")
    walk = together.get_walk(id)
    assert (walk.promise, walk.told_on, walk.retain_until) == ("open", promised_on, None)
    assert between(together.maya) == [LIFTS]
    assert "The porter comes from Monday" in together.maya.sees("meetings:show_walk", id)
    together.maya.sends("meetings:tell", id, told="The porter comes from Tuesday")
    clock.travel(timedelta(days=1))
    assert "take it back" not in together.tom.sees("meetings:show_walk", id)
    together.tom.sends("meetings:tell", id, take_back="yes")
    assert together.get_walk(id).promise == "told_back"


def test_home_says_of_a_promise_whether_people_know_that_it_is_on_its_way(together: Together) -> None:
    id = together.walk()
    together.note(id, promised=LIFTS)
    assert notes(together.maya) == ["6 West waits to hear what came of it"]
    together.tom.sends("meetings:tell", id, not_yet="yes")
    assert notes(together.maya) == ["6 West: they know it is on its way. Tell them what came of it."]
    assert "they were told that there is nothing yet" in together.maya.sees("meetings:show_walk", id)


def test_promise_is_on_the_agenda_for_both(together: Together) -> None:
    together.chosen()
    together.note(together.walk(), promised=LIFTS)
    for desk in (together.maya, together.tom):
        page = desk.sees("meetings:partner_time")
        assert LIFTS in page
        assert "not told back yet" in page


def test_both_are_reminded_once_a_fortnight_after_a_promise_and_no_more_once_told(together: Together) -> None:
    id = together.walk()
    together.note(id, promised=LIFTS)
    lines = Notice.objects.filter(key__contains=id.hex, sent_at=None)
    assert {line.person_id for line in lines} == {desk.person.pk for desk in (together.maya, together.tom)}
    assert {(line.sentence, line.extra) for line in lines} == {("look_back", "")}
    assert max(len(line.key) for line in lines) <= Notice._meta.get_field("key").max_length  # type: ignore[operator]
    assert min(line.due_at.date() for line in lines) >= clock.today() + timedelta(days=14)
    together.tom.sends("meetings:tell", id, told="The porter comes from Monday")
    assert not Notice.objects.filter(key__contains=id.hex, sent_at=None).exists()


def test_note_keeps_what_the_partner_wrote_meanwhile(together: Together) -> None:
    id = together.walk()
    seen = space.stamp_of(together.get_walk(id))
    together.note(id, heard="Tom was here first", desk=together.tom)
    page = together.maya.sends("meetings:write_note", id, status=409, heard="Maya was here first", seen=seen)
    assert "Maya was here first" in page
    assert "Tom was here first" in together.maya.sees("meetings:show_walk", id)


def test_patient_words_are_asked_about_before_they_are_kept(together: Together) -> None:
    id = together.walk()
    page = together.note(id, status=422, heard="MRN 0044512 fell near the lift")
    assert "patient" in page
    assert together.get_walk(id).state == "planned"


def test_day_is_read_by_everyone_with_two_keys_until_it_has_gone(together: Together, riverside: Riverside) -> None:
    id = together.walk(days=3)
    day = together.get_walk(id).on_day.isoformat()
    nia = viewer_of(riverside.nia)
    together.maya.sends("meetings:propose", id, "coming", place="6 West", on_day=day, question="What slows you?")
    assert home.published(nia) == []
    assert waits(together.maya) == []
    assert waits(together.tom) == ["About your round: waits for your key"]
    release = together.get_walk(id).coming
    assert release is not None
    together.tom.sends("meetings:turn_key", id, "coming", seen=release.text_hash)
    [line] = home.published(nia)
    assert "6 West" in line.title
    clock.travel(timedelta(days=4))
    assert home.published(nia) == []


def test_another_day_takes_the_old_one_out_of_view(together: Together, riverside: Riverside) -> None:
    id = together.walk(days=3)
    day = together.get_walk(id).on_day
    together.maya.sends("meetings:propose", id, "coming", place="6 West", on_day=day.isoformat())
    release = together.get_walk(id).coming
    together.tom.sends("meetings:turn_key", id, "coming", seen=release.text_hash if release else "")
    later = (day + timedelta(days=5)).isoformat()
    together.tom.sends("meetings:replan", id, place="6 West", on_day=later)
    assert home.published(viewer_of(riverside.nia)) == []


def test_what_people_told_and_what_was_done_goes_out_in_other_words_than_the_note(
    together: Together, riverside: Riverside, as_person: object
) -> None:
    id = answered(together)
    nia = viewer_of(riverside.nia)
    [line] = home.published(nia)
    page = as_person(riverside.nia).get(line.url).content.decode()  # type: ignore[operator]
    assert TOLD["we_did"] in page
    assert "Both have turned their key" in page
    together.note(id, heard="Something between us")
    assert "Something between us" not in as_person(riverside.nia).get(line.url).content.decode()  # type: ignore[operator]


def test_either_takes_it_out_of_view_again(together: Together, riverside: Riverside) -> None:
    id = answered(together)
    together.tom.sends("meetings:turn_key", id, "answer", back="yes")
    assert home.published(viewer_of(riverside.nia)) == []


def test_who_could_be_recognised_is_asked_for_once(together: Together) -> None:
    id = together.walk()
    together.note(id)
    words = {**TOLD, "told_us": "The charge nurse was left alone"}
    page = together.maya.sends("meetings:propose", id, "answer", status=422, **words)
    assert "Could somebody be recognised?" in page
    assert "was left alone" in page
    assert together.get_walk(id).answer is None
    together.maya.sends("meetings:propose", id, "answer", is_ours="on", **words)
    assert together.get_walk(id).answer is not None


def test_partner_says_no_by_nobodys_name(together: Together) -> None:
    id = together.walk()
    together.note(id)
    together.maya.sends("meetings:propose", id, "answer", **TOLD)
    together.tom.sends("meetings:turn_key", id, "answer", back="yes")
    assert together.get_walk(id).answer is None
    assert waits(together.maya) == waits(together.tom) == []


@pytest.mark.parametrize("part", ["heard", "private"])
def test_other_parts_are_nowhere(together: Together, part: str) -> None:
    id = together.walk()
    url = together.maya.url("meetings:propose", id, part)
    assert together.maya.client.get(url).status_code == 404


def test_pair_that_has_ended_tells_no_more(together: Together, riverside: Riverside) -> None:
    answered(together)
    space.close(space=together.maya.pair.space, by=None)
    assert home.published(viewer_of(riverside.nia)) == []


def test_note_under_a_hold_stays_when_its_days_are_over(together: Together, riverside: Riverside) -> None:
    id = together.walk()
    together.note(id)
    people = {"placed_by": riverside.dana, "confirmed_by": riverside.sam}
    Hold.objects.create(space=together.maya.pair.space, item_id=id, **people)
    clock.travel(timedelta(days=400))
    retention.sweep(on=clock.today())
    assert Walk.door.visible_to(together.maya.viewer).filter(pk=id).exists()
