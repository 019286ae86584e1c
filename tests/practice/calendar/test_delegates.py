"""Rosa sees the day, the hour and the length; she moves them; and there is nothing else for her."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.utils.formats import date_format

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.partnerships import actions as partnership_actions
from colead.partnerships.actions import Refused
from colead.partnerships.models import Delegate, TimeHold
from colead.people.models import Person
from colead.practice.calendar import actions, queries
from colead.practice.meetings.models import Meeting
from colead.practice.meetings.queries import partner_time as times
from colead.promises import space, states, trail
from colead.promises.models import TrailEntry
from colead.rules.abilities import Ability
from tests.makers import make_login, make_person, viewer_of
from tests.practice.calendar.conftest import HOUR, Exec, in_days


@pytest.fixture
def rosa(pair: Exec) -> Any:
    pair.choose()
    pair.name_rosa()
    return pair.client(pair.town.rosa)


def moved(pair: Exec, client: Any, **words: Any) -> Any:
    given = {"on_day": in_days(12).isoformat(), "starts_at": "09:30", **words}
    return client.post(pair.url("holds/{id}/move/", pair.hold().pk), given)


def test_page_says_when_and_how_long_and_for_whom(pair: Exec, rosa: Any) -> None:
    page = rosa.get("/holds/").content.decode()
    assert "15:00, 30 minutes" in page or "15:00, one hour" in page or "15:00, 4 hours" in page
    assert "Partner time, Ana Ruiz" in page
    for word in ("Osei", "canary", "corridor", "Riverside General executive"):
        assert word not in page, word


def test_move_is_at_once_the_partner_time_of_the_two(pair: Exec, rosa: Any) -> None:
    meeting = pair.ahead()
    assert moved(pair, rosa).status_code == 303
    after = pair.ahead()
    assert (after.pk, after.on_day, after.starts_at) == (meeting.pk, in_days(12), time(9, 30))
    assert space.read(after, viewer_of(pair.town.ana))["state"] == "planned"
    assert pair.hold().on_day == in_days(12)
    assert after.retain_until > meeting.retain_until or after.on_day <= meeting.on_day


def test_who_moves_it_is_told_only_what_is_true(pair: Exec, rosa: Any) -> None:
    moved(pair, rosa)
    page = rosa.get("/holds/").content.decode()
    day = date_format(in_days(12), "D j M")
    assert f"Moved to {day}, 09:30. Both see it in Colead; tell them if it is soon." in page


def pages_of_the_two(pair: Exec) -> list[str]:
    clients = [pair.client(one) for one in (pair.town.ana, pair.town.kwame)]
    return [client.get(pair.url(end)).content.decode() for client in clients for end in ("", "partner-time/")]


def test_both_read_from_where_and_by_whom_it_was_moved(pair: Exec, rosa: Any) -> None:
    before = pair.ahead()
    moved(pair, rosa)
    said = f"Moved from {date_format(before.on_day, 'D j M')}, 15:00 by Rosa Diaz"
    for page in pages_of_the_two(pair):
        assert said in page
    assert "Moved from" not in rosa.get("/holds/").content.decode()
    moved(pair, rosa)
    assert said in pages_of_the_two(pair)[0], "kept where it stands, it was moved no more"
    assert pair.step("move", on_day=in_days(16), starts_at=time(9, 30))
    for page in pages_of_the_two(pair):
        assert "Rosa Diaz" not in page, "the two chose this one themselves"


def test_line_before_it_moves_along(pair: Exec, rosa: Any) -> None:
    moved(pair, rosa)
    lines = Notice.objects.filter(key__contains=pair.ahead().pk.hex, sent_at=None)
    assert {line.person_id for line in lines} == {pair.town.ana.pk, pair.town.kwame.pk}
    assert {(in_days(12) - line.due_at.date()).days <= 4 for line in lines} == {True}


def test_who_moved_it_stands_in_the_trail_of_the_pair(pair: Exec, rosa: Any) -> None:
    moved(pair, rosa)
    entry = TrailEntry.objects.get(verb="moved_hold")
    assert (entry.chain, entry.actor_id) == (str(pair.town.exec.space_id), pair.town.rosa.pk)
    assert TrailEntry.objects.filter(verb="named_delegate").count() == 1
    assert trail.faults() == []


def test_delegate_opens_nothing_of_the_space(pair: Exec, rosa: Any) -> None:
    by = viewer_of(pair.town.rosa)
    assert not Meeting.door.visible_to(by).exists()
    assert not by.may(Ability.READ_SPACE, pair.town.exec.space)  # type: ignore[arg-type]
    for path in ("", "partner-time/", "rounds/", "seats/", "goals/", "decisions/", "activity/"):
        assert rosa.get(pair.url(path)).status_code == 404, path


def test_time_of_other_pairs_does_not_exist_for_her(pair: Exec, rosa: Any) -> None:
    theirs = TimeHold.objects.create(
        partnership=pair.town.six_west, space=pair.town.six_west.space, on_day=in_days(3), minutes=30
    )
    assert [hold.pk for hold in queries.holds_for(viewer_of(pair.town.rosa))] == [pair.hold().pk]
    for id in (pair.town.six_west.pk, pair.town.exec.pk):
        answer = rosa.post(f"/partnerships/{id}/holds/{theirs.pk}/move/", {"on_day": in_days(4).isoformat()})
        assert answer.status_code == 404
    assert rosa.post(f"/partnerships/{pair.town.six_west.pk}/holds/", {}).status_code == 404


def test_nobody_else_holds_time(pair: Exec) -> None:
    pair.choose()
    for person in (pair.town.rosa, pair.town.helen, pair.town.priya, pair.town.kwame):
        client = pair.client(person)
        assert client.get("/holds/").status_code == 404
        assert moved(pair, client).status_code == 404


def test_ended_delegation_is_over_at_the_next_asking(pair: Exec, rosa: Any) -> None:
    assert rosa.get("/holds/").status_code == 200
    pair.client(pair.town.ana).post(pair.url("calendar/delegate/end/"))
    assert rosa.get("/holds/").status_code == 404
    assert moved(pair, rosa).status_code == 404


def test_delegation_ends_with_the_seat_it_serves(pair: Exec, rosa: Any) -> None:
    partnership_actions.end_seat(partnership=pair.town.exec, side="nurse", by=viewer_of(pair.town.priya))
    assert rosa.get("/holds/").status_code == 404


def test_partner_ends_only_ones_own(pair: Exec, rosa: Any) -> None:
    pair.client(pair.town.kwame).post(pair.url("calendar/delegate/end/"))
    assert Delegate.objects.filter(ended_on=None).count() == 1
    assert "Rosa Diaz holds it for Ana Ruiz" in pair.client(pair.town.kwame).get("/you/calendar/").content.decode()


def test_other_name_takes_the_place_of_the_first(pair: Exec, rosa: Any) -> None:
    other = make_person("Otis Lane")
    make_login(other)
    answer = pair.client(pair.town.ana).post(pair.url("calendar/delegate/"), {"words": "otis.lane@riverside.example"})
    assert answer.status_code == 303
    assert [row.person_id for row in queries.delegates_of(pair.pair())] == [other.pk]
    assert rosa.get("/holds/").status_code == 404


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Rosa", "Nobody here goes by"),
        ("Diaz", "Nobody here goes by"),
        ("%", "Nobody here goes by"),
        ("Dr Kwame Osei", "You two see"),
        ("Ana Ruiz", "You two see"),
        ("Nia Grant", "or more than one does"),
        ("  ", "Nobody here goes by"),
        ("Lena Moss", "Nobody here goes by"),
    ],
)
def test_roster_is_not_read_by_naming(pair: Exec, words: str, said: str) -> None:
    if words == "Nia Grant":
        make_login(Person.objects.create(name=words, email="other.nia@riverside.example"))
    Person.objects.create(name="Lena Moss", email="lena@riverside.example", left_on=clock.today())
    with pytest.raises(Refused, match=said):
        actions.name_delegate(pair=pair.pair(), words=words, by=viewer_of(pair.town.ana))
    assert not Delegate.objects.exists()


def test_name_that_fits_nobody_comes_back_with_its_words(pair: Exec) -> None:
    answer = pair.client(pair.town.ana).post(pair.url("calendar/delegate/"), {"words": "Rosalinde Dias"})
    assert answer.status_code == 422
    assert "Rosalinde Dias" in answer.content.decode()


def test_day_that_has_passed_is_refused(pair: Exec, rosa: Any) -> None:
    answer = moved(pair, rosa, on_day=in_days(-1).isoformat())
    assert answer.status_code == 422
    assert "lies ahead" in answer.content.decode()


def test_placed_line_waits_for_one_of_the_two(pair: Exec) -> None:
    pair.name_rosa()
    rosa = pair.client(pair.town.rosa)
    words = {"on_day": in_days(5).isoformat(), "starts_at": "10:00", "minutes": "45"}
    assert rosa.post(pair.url("holds/"), words).status_code == 303
    kwame = pair.client(pair.town.kwame)
    assert "is held for you two" in kwame.get(pair.url("partner-time/")).content.decode()
    hold = pair.hold()
    assert kwame.post(pair.url("partner-time/held/{id}/take/", hold.pk)).status_code == 303
    meeting = pair.ahead()
    assert (meeting.on_day, meeting.starts_at, meeting.minutes) == (in_days(5), time(10), 45)
    assert (pair.hold().pk, pair.hold().thing_id) == (hold.pk, meeting.pk)
    assert kwame.post(pair.url("partner-time/held/{id}/take/", hold.pk)).status_code == 404


def test_line_nobody_took_can_be_taken_away_and_theirs_cannot(pair: Exec) -> None:
    pair.name_rosa()
    by = viewer_of(pair.town.rosa)
    actions.place(id=pair.town.exec.pk, on_day=in_days(5), starts_at=HOUR, minutes=30, by=by)
    with pytest.raises(Refused):
        actions.place(id=pair.town.exec.pk, on_day=in_days(6), starts_at=HOUR, minutes=30, by=by)
    actions.take_away(partnership_id=pair.town.exec.pk, id=pair.hold().pk, by=by)
    assert not TimeHold.objects.filter(lifted_on=None).exists()
    pair.choose()
    with pytest.raises(Refused):
        actions.take_away(partnership_id=pair.town.exec.pk, id=pair.hold().pk, by=by)


def test_closed_space_is_moved_no_more(pair: Exec, rosa: Any) -> None:
    hold = pair.hold()
    space.close(space=pair.pair().space, by=None)
    with pytest.raises(Hidden):
        actions.move(
            partnership_id=pair.town.exec.pk,
            id=hold.pk,
            on_day=in_days(5),
            starts_at=None,
            by=viewer_of(pair.town.rosa),
        )


def test_rhythm_of_none_takes_the_line_away(pair: Exec) -> None:
    pair.choose()
    pair.choose("none")
    assert times.ahead(viewer_of(pair.town.ana), pair.pair()) is None
    assert not TimeHold.objects.filter(lifted_on=None).exists()


def test_words_and_owners_are_never_changed_from_outside(pair: Exec) -> None:
    pair.choose()
    meeting = pair.ahead()
    for field in states.NEVER - {"id", "space"}:
        with pytest.raises(ValueError, match="not changed from outside"):
            states.change(Meeting, meeting.pk, space=pair.pair().space, where={}, **{field: None})
    other = pair.town.six_west.space
    assert other is not None
    with pytest.raises(Hidden):
        states.change(Meeting, meeting.pk, space=other, where={}, on_day=clock.today() + timedelta(days=1))


def test_who_holds_time_begins_with_it(rosa: Any) -> None:
    assert rosa.get("/").headers["Location"] == "/holds/"
