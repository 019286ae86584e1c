"""Lines of times long past leave, and stopped addresses with them."""

from datetime import date, timedelta

from colead.partnerships.models import TimeHold
from colead.practice.calendar.models import Feed
from colead.promises import holds

KEPT = timedelta(days=30)


def clear(*, on: date) -> None:
    holds.without_held(TimeHold.objects.filter(on_day__lt=on - KEPT).exclude(lifted_on=None)).delete()
    Feed.objects.filter(ended_on__lt=on - KEPT).delete()
