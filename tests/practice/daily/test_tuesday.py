"""A Tuesday of two partners (scenario S3), through their pages and in their time budgets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from colead.foundation import clock, notices
from colead.foundation.models import Notice
from colead.people.models import QuietBlock
from colead.practice.daily import queries
from tests.cast import Riverside
from tests.practice.conftest import Desk

COHORT = "Cohort the two new admissions on the east side?"
DISCHARGE = "A resident asked about weekend discharges. We say: only with a follow-up call booked."


def at(hour: int, minute: int = 0) -> None:
    """It is a Tuesday, at this time."""
    now = timezone.localtime(timezone.now())
    tuesday = now + timedelta(days=(1 - now.weekday()) % 7 + 7)
    wanted = tuesday.replace(hour=hour, minute=minute, second=0, microsecond=0)
    clock.travel(wanted - timezone.now())


@pytest.fixture(autouse=True)
def toms_clinic(riverside: Riverside) -> None:
    for weekday in (1, 3):
        QuietBlock.objects.create(person=riverside.tom, weekday=weekday, from_hour=7, until_hour=12)


def test_a_tuesday(maya: Desk, tom: Desk) -> None:
    at(6, 50)
    maya.sends("ask_run_it", line=COHORT, kind="before_meeting", hours="1")
    assert Notice.objects.count() == 0

    at(8, 0)
    assert "Yours to settle" in maya.sees("list_between")
    maya.taps("I decide, my call", line="East side, one nurse for both.")

    at(9, 10)
    tom.sends("ask_run_it", line=DISCHARGE, kind="they_asked_me", would_say="Only with a call.")
    maya.taps("Same answer")
    assert "Dr Tom Becker: Same answer" not in tom.sees("list_between")
    assert "Maya Lind: Same answer" in tom.sees("list_between")

    at(12, 0)
    assert "Maya Lind decided" in tom.sees("list_between")
    assert "East side, one nurse for both." in tom.sees("list_between")
    tom.taps("Fine by me")
    assert "Your call. Fine by me." in maya.sees("list_between")

    maya.sends("ask_run_it", line="Staffing asks for an answer by three.", kind="need_you_today")
    ring = Notice.objects.get()
    assert notices.ALLOWED_SENTENCES[ring.sentence] == "Your partner would like to reach you today."
    assert (ring.extra, ring.due_at <= clock.now()) == ("", True)
    tom.taps("Let&#x27;s talk")
    assert Notice.objects.count() == 0
    maya.taps("We talked")

    at(15, 30)
    tom.sends("write_debrief", line="The family meeting went badly.", kind="hard_day", need="listen")
    assert "What helps: Listen" in maya.sees("list_between")
    maya.taps("Heard. Thank you for telling me.")
    maya.taps("Coffee?")
    assert "Maya Lind would like a coffee with you." in tom.sees("list_between")
    tom.taps("Yes, today between 15:45 and 18:00")

    at(17, 0)
    maya.sends("wins:list_appreciations", line="You told me, and did not carry it home alone.")
    assert "did not carry it home alone" in tom.sees("wins:list_appreciations")
    assert Notice.objects.count() == 0


def test_door_ends_by_itself_on_the_page(maya: Desk, tom: Desk) -> None:
    at(8)
    tom.sends("set_door", says="clinic_or")
    assert "In clinic or OR until 12:00" in maya.sees("list_between")
    at(12, 1)
    assert "In clinic or OR" not in maya.sees("list_between")
    assert queries.door_of(tom.viewer, tom.pair, tom.pair.me) is None


def test_every_page_of_the_day_opens(maya: Desk, tom: Desk) -> None:
    at(8)
    tom.sends("write_brief", meeting="Bed meeting", position="We keep the two beds open", speaker="partner")
    for route in ("list_between", "list_kept", "show_help", "ask_run_it", "write_debrief", "set_door", "write_brief"):
        assert "<h1" in maya.sees(route)
