"""S3, a Tuesday: Maya and Tom in two browsers, from ten to seven in the morning until five."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from colead.foundation import clock
from colead.operations import outbox
from colead.people.models import QuietBlock
from tests.cast import Riverside
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
TUESDAY, THURSDAY = 1, 3


def it_is(hour: int, minute: int = 0) -> None:
    """The next Tuesday, at this hour."""
    now = timezone.localtime(timezone.now())
    tuesday = now + timedelta(days=(TUESDAY - now.weekday()) % 7 or 7)
    clock.travel(datetime(tuesday.year, tuesday.month, tuesday.day, hour, minute, tzinfo=now.tzinfo) - now)


def given_tom_has_clinic(town: Riverside) -> None:
    for weekday in (TUESDAY, THURSDAY):
        QuietBlock.objects.create(person=town.tom, weekday=weekday, from_hour=8, until_hour=12)


def test_a_tuesday(town: Riverside, visit: Callable[..., Visitor]) -> None:
    given_tom_has_clinic(town)
    home = f"/partnerships/{town.six_west.pk}/"

    it_is(8, 50)
    maya = visit(town.maya).goes_to(home)
    maya.writes(re.compile("Ask Tom"), "Cohort the two new admissions on the east side?")
    maya.taps("Before a meeting")
    outbox.deliver_due()
    assert mail.outbox == []

    it_is(11, 0)
    maya.goes_to(home).sees("Cohort the two new admissions")
    maya.keeps_a_picture("s03-maya-out-of-time")
    maya.taps(re.compile("Own call|I decide|Decide", re.IGNORECASE))

    it_is(12, 5)
    tom = visit(town.tom).goes_to(home)
    tom.sees("Cohort the two new admissions")
    tom.keeps_a_picture("s03-tom-noon")
    tom.taps("Fine by me")
    tom.is_at_ease()
