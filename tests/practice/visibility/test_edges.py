"""What these forms refuse comes back as typed; steps out of turn change nothing; who is no part sees nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.visibility import queries
from colead.practice.visibility.models import Appearance, Visit
from colead.promises import space
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.practice.conftest import Desk
from tests.practice.visibility.conftest import PLACE, Seen

OUTSIDERS = ("ana", "kwame", "helen", "ines", "priya", "joan", "lee", "sam", "dana", "rosa", "nia")
FAR = ["9999-12-31", "2199-01-01"]


def day(n: int) -> str:
    return (clock.today() + timedelta(days=n)).isoformat()


def rows(seen: Seen) -> list[Any]:
    return list(queries.rows(seen.maya.viewer, seen.maya.pair).values_list("pk", "state", "on_day", "release"))


REFUSED = [
    ({"on_day": ""}, "forum"),
    ({"on_day": "soon"}, "on_day"),
    ({"on_day": "-1"}, "forum"),
    ({"forum": ""}, "speaks"),
    ({"forum": "F" * 141}, "forum"),
    ({"speaks": "S" * 141}, "speaks"),
    ({"goes": "somebody"}, "forum"),
    ({"level": "galaxy"}, "forum"),
    *(({"on_day": far}, "on_day") for far in FAR),
]


@pytest.mark.parametrize(("words", "kept"), REFUSED)
def test_plan_that_is_refused_comes_back_as_it_was_typed(seen: Seen, words: dict[str, str], kept: str) -> None:
    given = {**PLACE, "on_day": day(7), "speaks": "Maya to staffing", **words}
    if given["on_day"] == "-1":
        given["on_day"] = day(-1)
    page = seen.maya.sends("visibility:list_appearances", status=422, **given)
    assert "has-errors" in page
    assert given[kept] in page
    assert rows(seen) == []


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ({"on_day": "0001-01-01"}, "on_day"),
        ({"on_day": "9999-12-31"}, "on_day"),
        ({"forum": ""}, "on_day"),
        ({"forum": "F" * 141}, "forum"),
        ({"goes": ""}, "forum"),
    ],
)
def test_past_one_that_is_refused_comes_back_as_it_was_typed(seen: Seen, words: dict[str, str], kept: str) -> None:
    given = {**PLACE, "on_day": day(-1), **words}
    page = seen.tom.sends("visibility:note_appearance", status=422, **given)
    assert given[kept] in page
    assert rows(seen) == []


def test_change_that_is_refused_leaves_what_stands(seen: Seen) -> None:
    item = seen.plan()
    before, stamp = rows(seen), space.stamp_of(item)
    for words in ({"on_day": day(-1)}, {"forum": ""}, {"on_day": "9999-12-31"}):
        given = {**PLACE, "on_day": day(9), "seen": stamp, "speaks": "Tom to rounds", **words}
        page = seen.tom.sends("visibility:edit_appearance", item.pk, status=422, **given)
        assert "Tom to rounds" in page
    assert (rows(seen), space.stamp_of(seen.newest())) == (before, stamp)


def test_change_of_what_the_partner_changed_meanwhile_writes_over_nothing(seen: Seen) -> None:
    item = seen.plan()
    stale = space.stamp_of(item)
    seen.tom.sends(
        "visibility:edit_appearance", item.pk, seen=stale, **{**PLACE, "forum": "Town hall", "on_day": day(8)}
    )
    page = seen.maya.sends(
        "visibility:edit_appearance", item.pk, status=409, seen=stale, **{**PLACE, "forum": "Roof", "on_day": day(9)}
    )
    assert "Roof" in page, "what was written is not lost"
    assert seen.text(seen.newest())["forum"] == "Town hall"
    assert seen.newest().on_day.isoformat() == day(8)


@pytest.mark.parametrize("goes", ["", "ana", "everyone", "BOTH"])
def test_one_tap_that_names_nobody_of_the_two_is_hidden(seen: Seen, goes: str) -> None:
    item = seen.plan(days=0)
    seen.maya.sends("visibility:tell", item.pk, status=404, goes=goes)
    assert seen.newest().state == "planned"


@pytest.mark.parametrize("step", ["show", "turn", "hide", "edit"])
def test_past_one_is_neither_shown_nor_planned_again(seen: Seen, step: str) -> None:
    item = seen.plan(days=0)
    seen.maya.sends("visibility:tell", item.pk, goes="both")
    stamp, before = space.stamp_of(seen.newest()), rows(seen)
    if step == "edit":
        given = {**PLACE, "on_day": day(5), "seen": stamp}
        assert seen.tom.client.post(seen.tom.url("visibility:edit_appearance", item.pk), given).status_code == 409
    else:
        words = {"seen": stamp, **({step: "yes"} if step != "show" else {})}
        seen.tom.client.post(seen.tom.url("visibility:show_appearance", item.pk), words)
    assert rows(seen) == before


def test_key_on_words_that_are_no_longer_those_turns_nothing(seen: Seen) -> None:
    item = seen.plan()
    seen.maya.sends("visibility:show_appearance", item.pk, status=409, seen="another")
    assert seen.newest().release is None
    seen.show(item)
    seen.tom.sends("visibility:show_appearance", item.pk, status=409, turn="yes", seen="another")
    release = seen.newest().release
    assert release is not None
    assert release.published is None


def test_nobody_turns_both_keys(seen: Seen) -> None:
    item = seen.plan()
    seen.show(item)
    release = seen.newest().release
    assert release is not None
    for _time in range(2):
        seen.maya.sends("visibility:show_appearance", item.pk, turn="yes", seen=release.text_hash)
    again = seen.newest().release
    assert again is not None
    assert again.state == "draft"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_plan_and_past_exist_for_nobody_else(seen: Seen, riverside: Riverside, as_person: SignIn, who: str) -> None:
    item = seen.plan(days=0, forum="Night shift huddle")
    seen.maya.sends("visibility:tell", item.pk, goes="both")
    planned = seen.plan(days=5, forum="Board committee")
    client = as_person(getattr(riverside, who))
    for route, ids in (
        ("list_appearances", []),
        ("edit_appearance", [planned.pk]),
        ("our_page", []),
        ("write_page", []),
    ):
        assert client.get(seen.maya.url(f"visibility:{route}", *ids)).status_code == 404
    for route in ("tell", "show_appearance", "let_appearance_go"):
        assert client.post(seen.maya.url(f"visibility:{route}", planned.pk), {"goes": "both"}).status_code == 404
    for page in ("home:published", "visibility:list_pages", "home:front"):
        words = client.get(reverse(page), follow=True).content.decode()
        assert not [forum for forum in ("Night shift huddle", "Board committee") if forum in words]
    assert Appearance.door.visible_to(seen.maya.viewer).count() == 2


def test_reminder_of_what_was_let_go_or_told_is_taken_back(seen: Seen) -> None:
    first, second = seen.plan(days=10), seen.plan(days=10)
    assert Notice.objects.filter(key__startswith="seen ").count() == 4
    seen.tom.sends("visibility:let_appearance_go", first.pk)
    assert Notice.objects.filter(key__startswith="seen ").count() == 2
    clock.travel(timedelta(days=10))
    seen.maya.sends("visibility:tell", second.pk, goes="nurse")
    assert not Notice.objects.filter(key__startswith="seen ", sent_at=None).exists()


@pytest.mark.parametrize("on_day", ["", "yesterday", "0001-01-01", *FAR])
def test_visit_on_a_day_that_is_none_is_not_asked(seen: Seen, riverside: Riverside, on_day: str) -> None:
    seen.release()
    guest = Desk(riverside.ana, riverside.exec)
    guest.sends("visibility:ask_visit", riverside.six_west.pk, status=422, on_day=on_day)
    assert not Visit.objects.exists()


@pytest.mark.parametrize("first", ["agree", "decline", "withdraw"])
@pytest.mark.parametrize("verb", ["agree", "decline", "withdraw", "let_go", "finish", "burn"])
def test_visit_takes_no_step_out_of_turn(seen: Seen, riverside: Riverside, first: str, verb: str) -> None:
    """Whatever either side sends by whatever address, the table alone decides."""
    seen.release()
    guest = Desk(riverside.ana, riverside.exec)
    guest.sends("visibility:ask_visit", riverside.six_west.pk, on_day=day(7))
    visit = Visit.objects.get()
    side = guest if first == "withdraw" else seen.maya
    side.sends("visibility:move_visit", visit.pk, first)
    state = Visit.objects.get().state
    for desk, theirs in ((guest, {"let_go", "finish"}), (seen.tom, {"let_go", "finish"})):
        is_legal = first == "agree" and verb in theirs and Visit.objects.get().state == "agreed"
        answer = desk.client.post(desk.url("visibility:move_visit", visit.pk, verb))
        assert (answer.status_code == 303) is is_legal, (desk.person.name, answer.status_code)
    assert (Visit.objects.get().state == state) is not (first == "agree" and verb in {"let_go", "finish"})
