"""Where two are seen: planned, made known by both, one tap after it, and the past for the two alone."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.visibility import queries
from colead.practice.visibility.models import Appearance
from colead.promises import retention, space
from colead.rules import visibility as rules
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.practice.conftest import Desk
from tests.practice.visibility.conftest import PLACE, Seen


def public(riverside: Riverside, as_person: SignIn) -> str:
    answer = as_person(riverside.nia).get(reverse("home:dyad_page", args=[riverside.six_west.pk]))
    return str(answer.content.decode())


def test_one_tap_says_who_was_there(seen: Seen) -> None:
    item = seen.plan(days=3)
    clock.travel(timedelta(days=4))
    seen.tom.taps("I spoke for us", on="visibility:list_appearances")
    assert seen.text(seen.newest())["who"] == "physician"
    assert seen.newest().state == "past"
    assert "Dr Tom Becker for both" in seen.maya.sees("visibility:list_appearances")
    assert item.pk == seen.newest().pk


def test_tap_on_the_first_page_is_enough(seen: Seen) -> None:
    seen.plan(days=3)
    assert "We were together" not in seen.maya.sees("home:pair")
    clock.travel(timedelta(days=4))
    seen.maya.taps("We were together", on="home:pair")
    assert seen.text(seen.newest())["who"] == "both"
    assert "We were together" not in seen.tom.sees("home:pair")


def test_wrong_tap_is_put_right(seen: Seen) -> None:
    item = seen.plan(days=0)
    for who in ("both", "nurse"):
        seen.maya.sends("visibility:tell", item.pk, goes=who)
    assert seen.text(seen.newest())["who"] == "nurse"


def test_nothing_is_told_before_its_day(seen: Seen) -> None:
    item = seen.plan(days=3)
    assert "Its day has not come" in seen.maya.sends("visibility:tell", item.pk, goes="both", status=409)
    assert seen.newest().state == "planned"


def test_everyone_knows_once_both_have_agreed(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    item = seen.plan(days=5)
    seen.show(item)
    assert PLACE["forum"] not in public(riverside, as_person)
    assert "Shall everyone know beforehand?" in seen.tom.sees("home:pair")
    release = seen.newest().release
    assert release is not None
    seen.tom.sends("visibility:show_appearance", item.pk, turn="yes", seen=release.text_hash)
    page = public(riverside, as_person)
    assert PLACE["forum"] in page
    assert "Where people work" not in page  # the level is for the two


def test_past_is_for_the_two_alone(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    item = shown(seen)
    clock.travel(timedelta(days=6))
    assert PLACE["forum"] not in public(riverside, as_person)
    seen.maya.sends("visibility:tell", item.pk, goes="both")
    row = queries.rows(seen.maya.viewer, seen.maya.pair).get(pk=item.pk)
    assert row.release is not None
    assert row.release.published is None
    for person in (riverside.ana, riverside.priya, riverside.helen, riverside.lee, riverside.ines):
        client = as_person(person)
        assert client.get(seen.maya.url("visibility:list_appearances")).status_code == 404
        assert PLACE["forum"] not in client.get(reverse("home:published")).content.decode()


def shown(seen: Seen) -> Appearance:
    item = seen.plan(days=5)
    seen.show(item)
    release = seen.newest().release
    assert release is not None
    seen.tom.sends("visibility:show_appearance", item.pk, turn="yes", seen=release.text_hash)
    return item


def test_change_takes_what_everyone_read_out(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    item = shown(seen)
    day = (clock.today() + timedelta(days=9)).isoformat()
    seen.tom.sends(
        "visibility:edit_appearance",
        item.pk,
        seen=space.stamp_of(seen.newest()),
        on_day=day,
        **{**PLACE, "forum": "Town hall"},
    )
    page = public(riverside, as_person)
    assert PLACE["forum"] not in page
    assert "Town hall" not in page


def test_letting_go_takes_it_from_everyone(seen: Seen, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    item = shown(seen)
    seen.maya.sends("visibility:let_appearance_go", item.pk)
    assert PLACE["forum"] not in public(riverside, as_person)
    assert not Appearance.door.visible_to(seen.maya.viewer).filter(pk=item.pk).exists()
    assert not Notice.objects.filter(key__startswith="seen ", sent_at=None).exists()


def test_only_who_goes_there_is_reminded_and_of_nothing(seen: Seen) -> None:
    seen.plan(days=10, goes="physician", forum="Board quality committee")
    [notice] = Notice.objects.filter(key__startswith="seen ")
    assert (notice.person_id, notice.sentence, notice.extra) == (seen.tom.person.pk, "next_step", "")
    assert notice.due_at.date() == rules.working_day_before(clock.today() + timedelta(days=10))


def test_moved_day_is_reminded_of_once(seen: Seen) -> None:
    item = seen.plan(days=10)
    day = clock.today() + timedelta(days=20)
    seen.tom.sends("visibility:edit_appearance", item.pk, seen=space.stamp_of(item), on_day=day.isoformat(), **PLACE)
    found = Notice.objects.filter(key__startswith="seen ")
    assert {notice.due_at.date() for notice in found} == {rules.working_day_before(day)}
    assert {notice.person_id for notice in found} == {seen.maya.person.pk, seen.tom.person.pk}


def test_unplanned_one_is_noted(seen: Seen) -> None:
    seen.tom.sends("visibility:note_appearance", **{**PLACE, "goes": "nurse", "on_day": clock.today().isoformat()})
    assert seen.newest().state == "past"
    assert "Maya Lind for both" in seen.maya.sees("visibility:list_appearances")
    later = (clock.today() + timedelta(days=2)).isoformat()
    assert "Choose a day that has come" in seen.tom.sends(
        "visibility:note_appearance", status=422, **{**PLACE, "on_day": later}
    )


def test_no_number_says_how_often_they_are_seen(seen: Seen) -> None:
    for _time in range(7):
        seen.tom.sends("visibility:note_appearance", **{**PLACE, "on_day": clock.today().isoformat()})
    page = seen.maya.sees("visibility:list_appearances")
    past = page[page.index('id="past"') : page.index('id="visits"')]
    words = re.sub(r"<[^>]*>", " ", past)
    assert not re.search(r"\b7\b|\bseven\b|%|\bscore\b|\btotal\b", words.replace(clock.today().strftime("%-d %b"), ""))


def test_full_quarter_gets_one_sentence(seen: Seen) -> None:
    for _time in range(6):
        seen.plan(days=0)
    assert "That is plenty for a quarter." in seen.maya.sees("visibility:list_appearances")


def test_one_alone_leads_to_the_card(seen: Seen) -> None:
    seen.plan(goes="nurse")
    assert seen.maya.url("daily:write_brief") in seen.maya.sees("visibility:list_appearances")


def test_it_is_gone_a_year_later(seen: Seen) -> None:
    item = seen.plan(days=0)
    retention.sweep(on=clock.today() + timedelta(days=365))
    assert Appearance.door.visible_to(seen.maya.viewer).filter(pk=item.pk).exists()
    retention.sweep(on=clock.today() + timedelta(days=366))
    assert not Appearance.door.visible_to(seen.maya.viewer).filter(pk=item.pk).exists()


def test_other_dyad_of_the_same_nurse_sees_none_of_it(seen: Seen, riverside: Riverside) -> None:
    item = seen.plan(forum="Night shift huddle")
    east = Desk(riverside.maya, riverside.seven_east)
    assert "Night shift huddle" not in east.sees("visibility:list_appearances")
    east.sends("visibility:tell", item.pk, goes="both", status=404)


def test_it_is_found_by_its_words(seen: Seen) -> None:
    seen.plan(forum="Night shift huddle")
    assert "Night shift huddle" in seen.tom.sends("home:find", phrase="shift huddle", status=200)


@pytest.mark.parametrize(("field", "count"), [("required", 2)])
def test_planning_asks_for_a_place_and_a_day(seen: Seen, field: str, count: int) -> None:
    page = seen.maya.sees("visibility:list_appearances")
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if "Plan it" in form)
    written = re.findall(rf'<(?:input|textarea)[^>]*name="(\w+)"[^>]*\b{field}\b', form)
    asked = {name for name in written if name not in {"goes", "level"}}
    assert len(asked) == count, asked  # the two taps stand chosen already


def test_telling_asks_for_one_tap(seen: Seen) -> None:
    seen.plan(days=0)
    page = seen.maya.sees("visibility:list_appearances")
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if "We were together" in form)
    assert re.findall(r'name="(\w+)" value="(?:both|nurse|physician)"', form) == ["goes"] * 3
    assert not re.findall(r'<(?:textarea|select)|type="(?:text|date|radio|checkbox)"', form)
