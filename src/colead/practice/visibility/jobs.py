"""Once a day: which pages say what is no longer so; and silence about a pair that has ended."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from colead.foundation import clock
from colead.people.models import Person
from colead.practice.visibility import queries
from colead.practice.visibility.actions import reminding
from colead.practice.visibility.models import StalePage, Visit
from colead.promises import abroad, holds
from colead.promises.models import Release, Space
from colead.rules import retention
from colead.rules import visibility as rules

JUST_CLOSED = timedelta(days=7)


def remind(*, on: date) -> None:
    look_over()
    for space in Space.objects.filter(closed_at__gte=clock.now() - JUST_CLOSED):
        reminding.none_any_more(space.pk)
        for visit_id in Visit.objects.filter(Q(host_space=space) | Q(guest_space=space)).values_list("pk", flat=True):
            reminding.not_of_visit(visit_id)
    kept = retention.days_for(retention.Kind.APPEARANCE) or 0
    past = Visit.objects.filter(on_day__lt=on - timedelta(days=kept))
    holds.without_held(past, spaces=("host_space_id", "guest_space_id")).delete()


def look_over() -> None:
    """Each page that is out against who its two are now. What has become true again is stale no more."""
    pages = abroad.for_everyone(queries.PAGE).filter(space__closed_at=None)
    by_space = {page.space_id: page for page in pages}
    stale = []
    for space_id, (partnership, seats) in queries.seats_now(by_space).items():
        page = by_space[space_id]
        remind_of_year(page, [seat.person for seat in seats])
        if not queries.is_true(page.published or {}, queries.facts(partnership, seats)):
            mark(page, [seat.person for seat in seats])
            stale.append(space_id)
    StalePage.objects.exclude(space__in=stale).delete()


def remind_of_year(page: Release, people: list[Person]) -> None:
    agreed_on = timezone.localtime(page.released_at).date() if page.released_at else clock.today()
    if len(people) == queries.NEEDED and rules.reminds_of_year(agreed_on, clock.today()):
        reminding.of_old_page(page, people)


@transaction.atomic
def mark(page: Release, people: list[Person]) -> None:
    """Both are told once of each page, however many days it stays so."""
    told, is_new = StalePage.objects.get_or_create(space_id=page.space_id, defaults={"release": page})
    if not is_new and told.release_id == page.pk:
        return
    told.release = page
    told.save(update_fields=["release"])
    reminding.of_stale_page(page, people)
