"""The weekly line of the first hundred days, and silence after a pair has ended."""

from datetime import date, timedelta

from colead.forming.launch.actions import reminding
from colead.forming.launch.models import LaunchPause
from colead.foundation import clock
from colead.partnerships.models import Partnership
from colead.partnerships.queries import open_seats
from colead.promises.models import Space
from colead.rules import launch
from colead.rules.partnerships import Status

JUST_CLOSED = timedelta(days=7)


def remind(*, on: date) -> None:
    """The next step is ready, to both alike, unless the pair paused it. Asked again in the same week: no change."""
    monday = on - timedelta(days=on.weekday())
    paused = LaunchPause.objects.values("space_id")
    rows = Partnership.objects.filter(status__in=[Status.FORMING, Status.ACTIVE], space__isnull=False)
    for partnership in rows.exclude(space_id__in=paused).filter(started_on__isnull=False):
        if partnership.started_on and launch.is_on_the_road(partnership.started_on, on):
            people = [seat.person for seat in open_seats(partnership)]
            reminding.both_of_the_next_step(partnership.pk, people, monday)
    for space in Space.objects.filter(closed_at__gte=clock.now() - JUST_CLOSED):
        reminding.none_of_the_review(space)
