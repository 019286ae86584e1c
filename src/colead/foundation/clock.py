"""The one source of the time, so that a test can live through ninety days."""

from datetime import date, datetime, timedelta

from django.utils import timezone

_offset = timedelta(0)


def now() -> datetime:
    return timezone.now() + _offset


def today() -> date:
    return timezone.localtime(now()).date()


def travel(by: timedelta) -> None:
    """Moves the product's time; only tests and the demo's builder call it."""
    global _offset
    _offset = by
