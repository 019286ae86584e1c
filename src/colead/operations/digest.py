"""The digest: all that waits for a person is one mail on a weekday, at that person's hour, always the same words."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.notices import GATHERED
from colead.operations import outbox
from colead.people import reminding
from colead.people.models import Digest, Person
from colead.promises.models import Space
from colead.rules import cadence
from colead.rules.cadence import Say


def steps() -> list[outbox.Step]:
    return [partial(deliver_one, id) for id in people_at_their_hour()]


def deliver_due() -> int:
    return outbox.deliver(steps())


def waiting() -> QuerySet[Notice]:
    due = Notice.objects.filter(sent_at=None, due_at__lte=clock.now(), sentence__in=GATHERED)
    return due.exclude(space_id__in=Space.objects.exclude(closed_at=None).values("pk"))


def people_at_their_hour() -> list[UUID]:
    people = Person.objects.filter(pk__in=waiting().values("person_id")).select_related("digest")
    return [person.pk for person in people.prefetch_related("quiet_blocks") if is_hour_of(person, last_day_of(person))]


def last_day_of(person: Person) -> date | None:
    return person.digest.last_on if hasattr(person, "digest") else None


def is_hour_of(person: Person, last_on: date | None) -> bool:
    now, blocks = reminding.local_now(person), reminding.blocks_of(person)
    return cadence.digest_is_due(now, blocks, person.digest_hour, last_sent_on=last_on)


@transaction.atomic
def deliver_one(person_id: UUID) -> bool:
    """Everything that waits is marked with the one mail that told of it, in one transaction with the day it went.

    Two workers at once send one: the second finds the row locked, or the day in it. A machine that stops after the
    mail server took the mail sends it again under the same Message-ID, by which the server drops it.
    """
    state = locked(person_id)
    person = Person.objects.prefetch_related("quiet_blocks").filter(pk=person_id).first()
    if state is None or person is None or not is_hour_of(person, state.last_on):
        return False
    keys = list(waiting().filter(person_id=person_id).select_for_update().order_by("key").values_list("key", flat=True))
    today = reminding.local_now(person).date()
    is_sent = bool(keys) and tell(person, state, today)
    Notice.objects.filter(key__in=keys).update(sent_at=clock.now())
    return is_sent


def locked(person_id: UUID) -> Digest | None:
    """None while another worker is about it."""
    Digest.objects.get_or_create(person_id=person_id)
    rows = Digest.objects.filter(person_id=person_id)
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True).first()
    return rows.first()


def tell(person: Person, state: Digest, today: date) -> bool:
    """Whoever paused, has left, or did not come after being asked hears nothing; what waited waits in Colead."""
    say = cadence.what_to_say(cadence.silent_weeks(state.silent_since, today), has_asked=state.asked_on is not None)
    reader = outbox.reader(person.pk)
    if reader is None or not person.digest_is_on or say is Say.NOTHING:
        return False
    link = settings.SITE_URL.rstrip("/") + reverse("people:reminders") if say is Say.ASK else ""
    outbox.send(outbox.message_for(reader, key=f"digest {person.pk} {today}", sentence=say.value, extra=link))
    state.last_on = today
    state.silent_since = state.silent_since or today
    state.asked_on = today if say is Say.ASK else state.asked_on
    state.save(update_fields=["last_on", "silent_since", "asked_on"])
    return True


def waits_since(moment: datetime) -> datetime | None:
    """The oldest thing that has waited for a digest since before that moment."""
    return waiting().filter(due_at__lt=moment).order_by("due_at").values_list("due_at", flat=True).first()
