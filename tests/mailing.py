"""Lives on to the hour of the digest, and sends what is due then."""

from datetime import datetime, time, timedelta

from django.core import mail
from django.utils import timezone

from colead.foundation import clock
from colead.operations import digest, outbox

HOUR = 7


def travel_to(moment: datetime) -> None:
    clock.travel(moment - timezone.now())


def it_is(day: int, hour: int, minute: int = 0) -> None:
    """A day of the first weeks of March 2027, whose 1st is a Monday."""
    travel_to(timezone.make_aware(datetime(2027, 3, day, hour, minute)))


def next_digest(*, days: int = 1) -> list[str]:
    """The first weekday at least so many days ahead, a little after the hour; whom a mail reached."""
    day = clock.today() + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    travel_to(timezone.make_aware(datetime.combine(day, time(HOUR, 1))))
    before = len(mail.outbox)
    outbox.deliver([*outbox.steps(), *digest.steps()])
    return [message.to[0] for message in mail.outbox[before:]]
