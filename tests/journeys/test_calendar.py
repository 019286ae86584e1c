"""Ana's partner time stands in a calendar, Rosa moves it, and one mail a weekday says that something waits."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_string

import pytest
from django.test import Client
from icalendar import Calendar

from colead.foundation import clock
from colead.partnerships.models import TimeHold
from colead.partnerships.queries import get_pair
from colead.practice.daily.actions import run_its
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.mailing import next_digest
from tests.makers import viewer_of
from tests.operations.test_worker import smtp_sink

pytestmark = pytest.mark.browser
__all__ = ["smtp_sink"]


def subscribe(visitor: Visitor) -> str:
    """The address, copied from the page that shows it this once."""
    address = visitor.page.get_by_label("Only for your calendar").input_value()
    return address[address.index("/calendar/") :]


def begins(address: str) -> list[object]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return [event.decoded("DTSTART") for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_time_in_a_calendar(town: Riverside, visit: Callable[..., Visitor], smtp_sink: list[str]) -> None:
    home = f"/partnerships/{town.exec.pk}/"
    ana = visit(town.ana).goes_to(home + "partner-time/rhythm/")
    ana.fills(starts_at="15:00").taps("Set it").sees("The agenda fills itself")

    # Her own calendar reads it by an address that she sees once.
    ana.goes_to("/you/").taps("Your calendar").sees("Your calendar does not read it yet")
    ana.is_at_ease()
    ana.keeps_a_picture("calendar-new")
    ana.taps("Make an address").sees("It stands here this once")
    ana.is_at_ease()
    ana.keeps_a_picture("calendar-address")
    address = subscribe(ana)
    ana.taps("Copy it")
    marked = ana.page.get_by_label("Only for your calendar").evaluate(
        "f => f.value.slice(f.selectionStart, f.selectionEnd)"
    )
    assert marked.endswith(address), "whatever the browser allows, the whole address is marked"
    ana.page.get_by_role("status").filter(has_text="opi").wait_for()
    [first] = begins(address)
    ana.taps("I have it").sees("You made an address today")

    # Rosa keeps Ana's calendar: the day, the hour, the length, and nothing else.
    ana.opens("Name an assistant").fills(words="Rosa Diaz").taps("Let them hold it")
    ana.sees("Rosa Diaz holds your partner time now, and sees nothing else.")
    ana.is_at_ease()
    ana.keeps_a_picture("calendar-held")
    rosa = visit(town.rosa).goes_to("/holds/")
    rosa.sees("Partner time, Ana Ruiz")
    rosa.does_not_see("Osei")
    rosa.is_at_ease()
    rosa.keeps_a_picture("holds")
    later = (clock.today() + timedelta(days=16)).isoformat()
    rosa.opens("Move it").fills(on_day=later, starts_at="09:30")
    rosa.keeps_a_picture("holds-moving")
    rosa.taps("Move").sees("Both see it in Colead; tell them if it is soon.")
    [moved] = begins(address)
    assert moved != first
    assert str(moved).startswith(f"{later} 09:30")
    ana.goes_to(home + "partner-time/").sees("09:30")

    # What is put to Kwame becomes one mail, which says that something waits.
    by = viewer_of(town.ana)
    for line in ("Two beds on 6 West?", "The visiting hours?", "Who opens on Friday?"):
        run_its.ask(pair=get_pair(by, town.exec.pk), kind="gut_check", line=line, by=by)
    next_digest(days=20)
    heard = [message_from_string(one) for one in smtp_sink if town.kwame.email in one]
    assert len(heard) <= 1
    assert not [one for one in smtp_sink if re.search("beds|visiting|Friday|Ruiz|Osei|09:30", one)]

    # Kwame has his own way with it, on one page.
    kwame = visit(town.kwame).goes_to("/you/").taps("Reminders and quiet hours")
    kwame.sees("At most one mail on a weekday")
    kwame.is_at_ease()
    kwame.keeps_a_picture("reminders")
    kwame.taps("Pause all reminders").sees("What waits for you waits here, for as long as you like.")
    kwame.is_at_ease()
    kwame.keeps_a_picture("reminders-paused")
    kwame.taps("Let them come again").sees("Comes at 07:00")

    # Ended, and stopped: at once.
    ana = visit(town.ana).goes_to("/you/calendar/")
    ana.opens("Stop it").taps("Stop it").sees("Whoever has the address gets nothing more by it")
    assert Client().get(address).status_code == 404
    assert TimeHold.objects.filter(lifted_on=None).count() == 1
