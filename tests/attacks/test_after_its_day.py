"""What has had its day is over: a pair's word, a delegate, an address, a draft that was let go; and a hold is kept."""

import contextlib
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest
from django.test import Client
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations import worker
from colead.operations.exports import queries as exports
from colead.partnerships import actions as partnership_actions
from colead.partnerships import ending_actions
from colead.partnerships.models import TimeHold
from colead.people.models import Person
from colead.practice.calendar import actions as calendar_actions
from colead.practice.calendar import jobs as calendar_jobs
from colead.practice.calendar import queries as calendars
from colead.practice.calendar.models import Role
from colead.practice.meetings.actions import seats
from colead.practice.meetings.models import ChairTurn
from colead.practice.visibility import jobs as visibility_jobs
from colead.practice.visibility.models import Visit
from colead.promises import custody, retention, space
from colead.promises.models import Hold, Release
from tests.cast import Riverside
from tests.mailing import next_digest, travel_to
from tests.makers import viewer_of
from tests.practice.calendar.conftest import Exec, fresh_count, pair
from tests.practice.conftest import Desk, desk, maya, tom
from tests.practice.meetings.conftest import Together, together
from tests.practice.memos.conftest import Memos, memos
from tests.practice.reviews.conftest import status, west
from tests.practice.visibility.conftest import PLACE, Seen, seen

__all__ = ["desk", "fresh_count", "maya", "memos", "pair", "seen", "together", "tom", "west"]
pytestmark = pytest.mark.django_db


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


# A memo that is held back, and a pair whose last day has come


def test_memo_held_back_does_not_go_out_on_the_last_day_of_a_seat(memos: Memos) -> None:
    """The round publishes before it ends seats: after a pause, or at midnight, what a pair that is over signed goes."""
    last = clock.today() + timedelta(days=10)
    id = memos.draft(publish_on=last.isoformat(), publish_time="00:01")
    memos.both_sign(id)
    assert memos.state(id) == "scheduled"
    partnership, by = memos.maya.partnership, viewer_of(Person.objects.get(name="Priya Shah"))
    release = memos.get(id).release
    ending_actions.set_end(partnership=partnership, side="physician", on=last, by=by)
    travel_to(at(last, 9))
    worker.round_of_work(last - timedelta(days=1))
    partnership.refresh_from_db()
    assert partnership.space is None
    released = Release.door._unguarded().get(pk=release.pk)
    assert released.state == "draft"


def test_memo_is_not_signed_in_the_name_of_who_left_worker_or_not(memos: Memos, riverside: Riverside) -> None:
    """One signed, and has left since; the other's signature publishes for both."""
    id = memos.draft()
    memos.signs(memos.tom, id)
    release = memos.get(id).release_id
    on, by = clock.today() + timedelta(days=8), viewer_of(riverside.priya)
    ending_actions.set_end(partnership=riverside.six_west, side="physician", on=on, by=by)
    clock.travel(timedelta(days=8))
    memos.sure(memos.maya, id).post(memos.maya.url("memos:sign_memo", id), {"on_screen": memos.hash(id)})
    assert Release.door._unguarded().get(pk=release).state == "draft"


@pytest.mark.parametrize("who", ["maya", "tom"])
def test_memo_held_back_does_not_go_out_once_one_of_the_two_was_erased(
    memos: Memos, riverside: Riverside, who: str
) -> None:
    """Opened with the key of whichever of them has the smaller id, so that for one of the two it does."""
    on = clock.today() + timedelta(days=2)
    id = memos.draft(publish_on=on.isoformat(), publish_time="08:00")
    memos.both_sign(id)
    release = memos.get(id).release_id
    custody.erase(person=getattr(riverside, who), by=viewer_of(riverside.dana))
    travel_to(at(on, 9))
    worker.round_of_work(None)
    assert Release.door._unguarded().get(pk=release).state == "draft"


# Delegates and addresses that come to life again


def sits_again(pair: Exec, who: Person, side: str = "nurse") -> None:
    by = viewer_of(pair.town.priya)
    partnership_actions.end_seat(partnership=pair.town.exec, side=side, by=by)
    pair.town.exec.refresh_from_db()
    partnership_actions.fill_seat(partnership=pair.town.exec, side=side, person=who, by=by)
    pair.town.exec.refresh_from_db()


def test_delegate_of_a_seat_that_ended_is_not_one_of_the_next_pair(pair: Exec) -> None:
    """Nobody of the new pair named her, and no line of its trail says that she sees its times."""
    pair.name_rosa()
    sits_again(pair, pair.town.ana)
    assert calendars.served_by(viewer_of(pair.town.rosa)) == []


def test_address_of_a_seat_that_ended_shows_nothing_of_the_next_pair(pair: Exec) -> None:
    address = pair.address()
    sits_again(pair, pair.town.ana)
    assert Client().get(address).status_code == 404


def test_address_of_a_delegation_that_ended_stays_dead(pair: Exec) -> None:
    pair.name_rosa()
    address = pair.address(pair.town.rosa, Role.DELEGATE)
    calendar_actions.end_delegate(pair=pair.pair(), by=viewer_of(pair.town.ana))
    assert Client().get(address).status_code == 404
    pair.name_rosa(pair.town.kwame)  # her partner does, months later
    assert Client().get(address).status_code == 404


def test_delegate_cannot_break_the_calendars_of_the_two(pair: Exec) -> None:
    pair.name_rosa()
    address = pair.address()
    client = pair.client(pair.town.rosa)
    client.post(pair.url("holds/"), {"on_day": "9999-12-31", "minutes": "30"})
    assert Client(raise_request_exception=False).get(address).status_code == 200


def test_delegate_cannot_move_a_partner_time_beyond_time(pair: Exec) -> None:
    pair.choose()
    pair.name_rosa()
    client = Client(raise_request_exception=False)
    client.force_login(pair.town.rosa.login, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(pair.url("holds/{id}/move/", pair.hold().pk), {"on_day": "9999-12-31", "starts_at": "23:50"})
    assert answer.status_code < 500


# Mail


def test_one_zone_that_is_gone_does_not_stop_all_mail(riverside: Riverside) -> None:
    """A zone leaves the list of the system with an upgrade; the digest of one is asked for before any mail leaves."""
    Person.objects.filter(pk=riverside.maya.pk).update(time_zone="US/Pacific-New")
    due = {"sentence": "waiting", "due_at": clock.now()}
    Notice.objects.create(key="a", person_id=riverside.maya.pk, **due)
    Notice.objects.create(key="b", person_id=riverside.tom.pk, sentence="sign_in_reset", due_at=clock.now())
    with contextlib.suppress(ZoneInfoNotFoundError):
        worker.send()
    assert Notice.objects.get(key="b").sent_at is not None


def test_no_digest_of_a_memo_after_the_seat_has_ended(memos: Memos) -> None:
    id = memos.draft()
    memos.signs(memos.maya, id)
    by = viewer_of(Person.objects.get(name="Priya Shah"))
    partnership_actions.end_seat(partnership=memos.maya.partnership, side="physician", by=by)
    worker.round_of_work(None)
    Notice.objects.exclude(sentence="signature_waits").delete()
    assert memos.tom.person.login.email not in next_digest()


# Legal holds


def test_hold_keeps_the_lines_in_calendars(pair: Exec) -> None:
    pair.choose()
    shared = pair.pair().space
    Hold.objects.create(space=shared, placed_by=pair.town.dana, confirmed_by=pair.town.sam)
    kept = pair.hold().pk
    pair.step("skip")
    clock.travel(timedelta(days=60))
    calendar_jobs.clear(on=clock.today())
    assert TimeHold.objects.filter(pk=kept).exists()


def test_hold_keeps_the_visits(riverside: Riverside) -> None:
    host, guest = riverside.six_west, riverside.exec
    spaces = {"host_space": host.space, "guest_space": guest.space}
    visit = Visit.objects.create(host=host, guest=guest, on_day=clock.today(), state="asked", **spaces)
    Hold.objects.create(space=host.space, placed_by=riverside.dana, confirmed_by=riverside.sam)
    clock.travel(timedelta(days=400))
    visibility_jobs.remind(on=clock.today())
    assert Visit.objects.filter(pk=visit.pk).exists()


def test_hold_on_one_line_keeps_it_when_its_table_goes(together: Together, riverside: Riverside) -> None:
    """The table is not held, and takes what stands on it along."""
    id = together.table(mode="both")
    together.maya.sends("meetings:co_lead", id, on="on")
    said = {"chaired_by": "nurse", "on_day": "2020-01-07", "went_well": "Everybody spoke"}
    together.tom.sends("meetings:took_chair", id, **said)
    [turn] = ChairTurn._door_for_keeper()
    Hold.objects.create(
        space=turn.space, item_id=turn.pk, placed_by=riverside.dana, confirmed_by=riverside.sam
    )  # fmt: skip
    together.maya.sends("meetings:remove_committee", id)
    assert ChairTurn._door_for_keeper().filter(pk=turn.pk).exists()


# Who asked, and a day that is over


def test_host_is_not_told_that_newcomers_asked(seen: Seen, riverside: Riverside) -> None:
    """Who asked was the pair of that day; the names are those of whoever sits there now."""
    seen.release()
    ana = Desk(riverside.ana, riverside.exec)
    ana.sends("visibility:ask_visit", riverside.six_west.pk, on_day=(clock.today() + timedelta(days=7)).isoformat())
    by = viewer_of(riverside.priya)
    partnership_actions.end_seat(partnership=riverside.exec, side="physician", by=by)
    partnership_actions.fill_seat(partnership=riverside.exec, side="physician", person=riverside.ines, by=by)
    assert "Ines Vogel would like to sit in" not in seen.maya.sees("home:pair")


def test_round_whose_day_is_over_is_read_by_nobody(together: Together, riverside: Riverside) -> None:
    id = together.walk()
    day = together.get_walk(id).on_day.isoformat()
    together.maya.sends("meetings:propose", id, "coming", place="6 West", on_day=day, question="What slows you?")
    release = together.get_walk(id).coming
    assert release is not None
    together.tom.sends("meetings:turn_key", id, "coming", seen=release.text_hash)
    assert status(riverside.nia, "meetings:show_round", release.pk) == 200
    clock.travel(timedelta(days=30))
    assert status(riverside.nia, "meetings:show_round", release.pk) == 404


# What was let go


def swept(id: Any) -> bool:
    retention.sweep(on=clock.today() + timedelta(days=4000))
    return bytes(Release.door._unguarded().get(pk=id).ciphertext) == b""


def test_page_that_was_let_go_does_not_stay_for_good(seen: Seen) -> None:
    seen.begin()
    id = seen.draft().pk
    seen.maya.sends("visibility:drop_page")
    assert swept(id)


def test_map_that_was_let_go_does_not_stay_for_good(together: Together) -> None:
    together.table()
    together.maya.sends("meetings:show_map")
    [draft] = Release.door._unguarded().filter(kind="seat_map")
    seats.withdraw_map(pair=together.tom.pair, by=together.tom.viewer)
    draft.refresh_from_db()
    assert draft.state == "dropped"
    assert swept(draft.pk)


def test_words_of_a_round_that_was_let_go_do_not_stay_for_good(together: Together) -> None:
    id = together.walk()
    day = together.get_walk(id).on_day.isoformat()
    together.maya.sends("meetings:propose", id, "coming", place="6 West", on_day=day, question="What slows you?")
    release = together.get_walk(id).coming_id
    together.maya.sends("meetings:let_go", id)
    assert swept(release)


# What is taken along


def test_words_of_the_partner_about_an_appearance_are_not_mine(seen: Seen) -> None:
    item = seen.plan(forum="Mine")
    day = (clock.today() + timedelta(days=8)).isoformat()
    words = {**PLACE, "forum": "Quokkas of Tom", "on_day": day, "seen": space.stamp_of(item)}
    seen.tom.sends("visibility:edit_appearance", item.pk, **words)
    mine = str([one.words for chapter in exports.chapters(seen.maya.viewer) for one in chapter.taken])
    assert "Quokkas" not in mine


# Patient information


def test_page_of_two_holds_no_patient(seen: Seen) -> None:
    seen.begin()
    answer = seen.maya.client.post(
        seen.maya.url("visibility:write_page"),
        {"welcome": "We lead.", "find_us": "Ask for MRN 0044512, bed 4", "seen": seen.draft().text_hash},
    )
    assert answer.status_code == 422
