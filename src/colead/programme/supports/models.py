"""A request that both keys have sent, as states and days alone; and what a sponsor answered, in the sponsor's words."""

from typing import ClassVar

from django.db import models

from colead.foundation.models import Record
from colead.promises.models import Release, SpaceItem
from colead.rules.requests import State


class Request(Record):
    """Where a request stands. What is asked, and of what kind, lies in its release and nowhere else.

    A seat asked for is that of one table of the seat map, `table_id`: the map its sponsor reads names tables by it too.
    """

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="request")
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in State], default=State.ASKED.value
    )
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    table_id = models.UUIDField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "release": "id",
        "state": "C3",
        "asked_on": "C3",
        "answered_on": "C3",
        "settled_on": "C3",
        "table_id": "id",
    }

    def __str__(self) -> str:
        return f"request {self.pk}"


class SponsorReply(SpaceItem):
    """An answer of one sponsor, in that sponsor's own space; it is lent to the two and to the other sponsor."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"value": 4, "by_on": 10, "words": 280, "to": 36}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "release": "id"}
