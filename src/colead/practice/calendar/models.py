"""The address under which a calendar reads one person's partner time of one pair. Only a hash of it is kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from colead.foundation.models import Record
from colead.partnerships.models import Partnership
from colead.people.models import Person
from colead.promises.models import Space


class Role(models.TextChoices):
    """By which relation somebody reads: as one of the two, or for one of them."""

    PARTNER = "partner", "Partner"
    DELEGATE = "delegate", "Delegate"


class Feed(Record):
    """One address for one relation of one person to one pair, gone with it. When it was asked for stands nowhere."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    ended_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "partnership": "C4",
        "space": "id",
        "person": "account",
        "role": "C4",
        "token_hash": "account",
        "made_on": "account",
        "ended_on": "account",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "person", "role"],
                condition=Q(ended_on=None),
                name="one_open_address_for_each_relation",
            )
        ]
