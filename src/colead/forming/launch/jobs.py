"""The weekly line of the first hundred days: the next step is ready, to both alike, unless the pair paused it."""

from datetime import date, timedelta

from colead.forming.launch.actions import reminding
from colead.forming.launch.models import LaunchPause
from colead.partnerships.models import Partnership, Status
from colead.partnerships.queries import open_seats
from colead.rules import launch


def remind(*, on: date) -> None:
    """Asked again on the same day or in the same week it changes nothing."""
    monday = on - timedelta(days=on.weekday())
    paused = LaunchPause.objects.values("space_id")
    rows = Partnership.objects.filter(status__in=[Status.FORMING, Status.ACTIVE], space__isnull=False)
    for partnership in rows.exclude(space_id__in=paused).filter(started_on__isnull=False):
        if partnership.started_on and launch.is_on_the_road(partnership.started_on, on):
            people = [seat.person for seat in open_seats(partnership)]
            reminding.both_of_the_next_step(partnership.pk, people, monday)
