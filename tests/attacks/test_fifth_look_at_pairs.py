"""What a fifth hostile look found of pairs that are over, delegates, holds, mail and what was let go."""

import contextlib
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from django.test import Client
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations import worker
from colead.partnerships import actions as partnership_actions
from colead.partnerships import ending_actions
from colead.people.models import Person
from colead.practice.calendar import actions as calendar_actions
from colead.practice.calendar import queries as calendars
from colead.practice.calendar.models import Role
from colead.promises import custody
from colead.promises.models import Release
from tests.cast import Riverside
from tests.mailing import travel_to
from tests.makers import viewer_of
from tests.practice.calendar.conftest import Exec, fresh_count, pair
from tests.practice.conftest import desk, maya, tom
from tests.practice.meetings.conftest import together
from tests.practice.memos.conftest import Memos, memos, sure
from tests.practice.reviews.conftest import west
from tests.practice.visibility.conftest import seen

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
    sure(memos.maya).post(memos.maya.url("memos:sign_memo", id), {"on_screen": memos.hash(id)})
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
