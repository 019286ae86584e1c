"""Who sits there on a day: from its last day on a seat is over, worker or not. It is asked here alone."""

from datetime import date

from django.db.models import Q, QuerySet

from colead.partnerships.models import Seat


def is_over(ends_on: date | None, today: date) -> bool:
    """Of an open seat that is at hand."""
    return ends_on is not None and ends_on <= today


def seats(today: date) -> QuerySet[Seat]:
    """The open ones whose last day has not come."""
    return Seat.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), until_on=None)


def seats_over(today: date) -> QuerySet[Seat]:
    """Those that stand open although their last day has come, since nobody has carried it out yet."""
    return Seat.objects.filter(until_on=None, ends_on__lte=today)
