"""The lines in calendars: when a pair has time for each other, and no word of what for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from colead.foundation import clock
from colead.foundation.models import Record
from colead.promises.models import Space


class TimeHold(Record):
    """'Partner time', when and how long. `thing_id` is the partner time it holds; none while a delegate alone holds it.

    Lifted before its day it is cancelled; after that nobody can tell from it whether the two met.
    """

    partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.CASCADE, related_name="time_holds")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    thing_id = models.UUIDField(null=True)
    on_day = models.DateField()
    starts_at = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField()
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=clock.now)
    lifted_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "partnership": "C4",
        "space": "id",
        "thing_id": "id",
        "on_day": "C1",
        "starts_at": "C1",
        "minutes": "C1",
        "sequence": "state",
        "changed_at": "time",
        "lifted_on": "state",
    }

    class Meta:
        ordering: ClassVar = ["on_day", "starts_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["space"], condition=Q(lifted_on=None), name="one_open_hold_of_a_pair")
        ]
