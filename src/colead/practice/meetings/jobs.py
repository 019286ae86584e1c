"""Silence about partner time after a pair has ended."""

from datetime import date, timedelta

from colead.foundation import clock
from colead.partnerships import time_actions
from colead.practice.meetings.actions import reminding
from colead.promises.models import Space

JUST_CLOSED = timedelta(days=7)


def remind(*, on: date) -> None:
    """Whatever was planned for a space that has closed is taken back."""
    for space in Space.objects.filter(closed_at__gte=clock.now() - JUST_CLOSED):
        reminding.none_any_more(space)
        time_actions.lift(space=space)
