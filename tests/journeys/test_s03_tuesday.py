"""S3, a Tuesday: Maya and Tom in two browsers, from ten to seven in the morning until a month later."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from colead.foundation import clock
from colead.operations import outbox, worker
from colead.people.models import QuietBlock
from colead.practice.daily.models import RunIt
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.makers import viewer_of

pytestmark = pytest.mark.browser
TUESDAY, THURSDAY = 1, 3
RUN_IT_DAYS = 31


def it_is(hour: int, minute: int = 0) -> None:
    """The next Tuesday, at this hour."""
    now = timezone.localtime(timezone.now())
    tuesday = now + timedelta(days=(TUESDAY - now.weekday()) % 7 or 7)
    clock.travel(datetime(tuesday.year, tuesday.month, tuesday.day, hour, minute, tzinfo=now.tzinfo) - now)


def given_tom_has_clinic(town: Riverside) -> None:
    for weekday in (TUESDAY, THURSDAY):
        QuietBlock.objects.create(person=town.tom, weekday=weekday, from_hour=8, until_hour=12)


def mail_to(address: str) -> list[str]:
    outbox.deliver_due()
    return [message.body.split("\n")[0] for message in mail.outbox if message.to == [address]]


def test_a_tuesday(town: Riverside, visit: Callable[..., Visitor]) -> None:
    given_tom_has_clinic(town)
    home = f"/partnerships/{town.six_west.pk}/"
    maya, tom = visit(town.maya), visit(town.tom)

    # Before her meeting Maya runs something by Tom. It is his clinic morning: nothing disturbs him.
    it_is(6, 50)
    maya.goes_to(home).writes(re.compile("Ask Tom"), "Cohort the two new admissions on the east side?")
    maya.taps("Before a meeting")
    assert mail_to(town.tom.email) == []

    # Her time runs out; it is her call now, and no debt of his.
    it_is(11)
    maya.goes_to(home).sees("Yours to settle")
    maya.opens("I decide, my call").writes("What I decided", "East side, one nurse for both.")
    maya.keeps_a_picture("s03-own-call")
    maya.taps("Send")
    maya.is_at_ease()

    # A resident asked Tom what Maya had already answered; he does not answer alone.
    it_is(11, 10)
    tom.goes_to(home).writes(re.compile("Ask Maya"), "The resident asks for weekend discharges without the pharmacist.")
    tom.opens("They asked me").writes("What I would say", "Only with the pharmacist's call.")
    tom.keeps_a_picture("s03-what-i-would-say")
    tom.taps("Send")
    maya.goes_to(home).sees("The resident asks for weekend discharges")
    maya.keeps_a_picture("s03-they-asked-me")
    maya.taps("Same answer")
    tom.goes_to(home).sees("Same answer")

    # At noon Tom sees what Maya decided, and one tap is enough.
    it_is(12, 5)
    tom.goes_to(home).sees("East side, one nurse for both.")
    tom.keeps_a_picture("s03-noon")
    tom.taps("Fine by me").sees("Sent: Fine by me")
    tom.keeps_a_picture("s03-sent")
    tom.is_at_ease()

    # Maya needs him today; the mail says that, and not a word of why.
    maya.goes_to(home).writes(re.compile("Ask Tom"), "The family of bed twelve wants us both at two.")
    maya.taps("Need you today")
    assert mail_to(town.tom.email) == ["Your partner would like to reach you today."]
    assert not any("family" in message.body + message.subject for message in mail.outbox)

    # After a bad family meeting Tom says what he needs: to be heard.
    it_is(15, 30)
    tom.goes_to(f"{home}debriefs/new/").taps("A hard day")
    tom.writes(re.compile("In a line"), "I could not give the daughter what she hoped for, and I keep hearing her.")
    tom.taps("Listen").keeps_a_picture("s03-debrief")
    tom.taps(re.compile("Share with"))
    tom.is_at_ease()
    maya.goes_to(home).opens("Read what").sees("I could not give the daughter")
    maya.taps(re.compile("Heard. Thank you"))
    maya.taps("Coffee?")
    tom.goes_to(home).taps(re.compile("^Yes"))

    # At five, one line.
    it_is(17)
    maya.goes_to(f"{home}appreciations/").writes(
        re.compile("glad|thank|appreciate|line", re.IGNORECASE), "You stayed until she could sit down."
    )
    maya.taps("Say it")
    maya.is_at_ease()
    tom.goes_to(home).sees("You stayed until she could sit down.")
    tom.keeps_a_picture("s03-five-o-clock")
    tom.is_at_ease()

    # Nobody else can see that any of it was.
    for other in (town.ana, town.ines, town.priya):
        stranger = visit(other)
        assert stranger.page.goto(home).status == 404
        stranger.leave()

    # A month later it has gone by itself, for both, also from the search.
    clock.travel(timedelta(days=RUN_IT_DAYS + 9))
    worker.round_of_work(None)
    maya, tom = visit(town.maya), visit(town.tom)
    for visitor in (maya, tom):
        visitor.goes_to(f"{home}find/").writes(re.compile("word or phrase"), "Cohort")
        visitor.taps("Find").sees("Nothing found.")
    assert not RunIt.door.visible_to(viewer_of(town.maya)).exists()
    maya.is_at_ease()
