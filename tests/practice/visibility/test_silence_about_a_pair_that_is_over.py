"""What waits to be said of a pair goes with the pair: of its page, of its year, of who would sit in with it."""

from datetime import timedelta
from typing import Any

import pytest

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions as partnerships
from colead.people.models import Person
from colead.practice.visibility import jobs
from tests.cast import Riverside
from tests.makers import viewer_of
from tests.practice.conftest import Desk
from tests.practice.visibility.conftest import Seen

pytestmark = pytest.mark.django_db


def the_year(seen: Seen, town: Riverside) -> str:
    clock.travel(timedelta(days=366))
    jobs.remind(on=clock.today())
    return "page year "


def what_changed(seen: Seen, town: Riverside) -> str:
    Person.objects.filter(pk=seen.maya.person.pk).update(title="Director of nursing, 6 West")
    jobs.remind(on=clock.today())
    return "page "


def a_visit(seen: Seen, town: Riverside) -> str:
    day = (clock.today() + timedelta(days=7)).isoformat()
    Desk(town.ana, town.exec).sends("visibility:ask_visit", seen.maya.partnership.pk, on_day=day)
    return "visit "


@pytest.mark.parametrize("said", [the_year, what_changed, a_visit])
def test_nobody_hears_of_a_pair_that_is_over(seen: Seen, riverside: Riverside, said: Any) -> None:
    seen.release(welcome="One plan, by day and by night.")
    told = Notice.objects.filter(key__startswith=said(seen, riverside), sent_at=None)
    assert {notice.person_id for notice in told} == {seen.maya.person.pk, seen.tom.person.pk}
    partnerships.end_seat(partnership=riverside.six_west, side="physician", by=viewer_of(riverside.priya))
    assert not told.all().exists()
