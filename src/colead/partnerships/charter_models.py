"""What two partners have settled: who decides in one area, and a sponsor's word that goals need not wait."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from colead.foundation.models import Record
from colead.partnerships.area_models import LABEL_MAX
from colead.people.models import Person
from colead.promises.models import Space, SpaceItem
from colead.rules.rights import Level


class RightState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    PAST = "past", "Past"


class RightsRow(SpaceItem):
    """One area's answer to 'who decides'. Its author proposed it; a row is never reworded, only followed by another.

    It carries the wording of its area that the two agreed to, whatever the site calls the area later.
    """

    area = models.CharField(max_length=40)
    level = models.CharField(max_length=2, choices=[(level.value, level.value) for level in Level])
    days = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=8, choices=RightState.choices, default=RightState.PROPOSED)
    agreed_at = models.DateTimeField(null=True)

    TEXT: ClassVar[dict[str, int]] = {"label": LABEL_MAX, "tie_break": 240, "inform": 200}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "area": "state",
        "level": "C1",
        "days": "C1",
        "state": "state",
        "agreed_at": "C1",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "area"], condition=Q(state="agreed"), name="one_agreed_row_for_each_area"
            ),
            models.UniqueConstraint(
                fields=["space", "area"], condition=Q(state="proposed"), name="one_proposal_for_each_area"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_at__isnull=False), name="an_agreed_row_has_its_moment"
            ),
        ]


class Waiver(Record):
    """The sponsor says that goals may come before the agreement. Both partners see it."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    waived_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PRIVACY: ClassVar[dict[str, str]] = {**Record.PRIVACY, "space": "id", "waived_by": "C3"}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["space"], name="one_waiver_for_each_pair")]
