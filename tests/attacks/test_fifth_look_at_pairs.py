"""What a fifth hostile look found of pairs that are over, delegates, holds, mail and what was let go."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from colead.foundation import clock
from colead.operations import worker
from colead.partnerships import ending_actions
from colead.people.models import Person
from colead.promises import custody
from colead.promises.models import Release
from tests.cast import Riverside
from tests.mailing import travel_to
from tests.makers import viewer_of
from tests.practice.calendar.conftest import fresh_count, pair
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
