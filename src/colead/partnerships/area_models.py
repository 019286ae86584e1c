"""How this site words its decision areas: each change is a row with its moment, and no row is ever changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from colead.foundation.models import Record

LABEL_MAX = 80


class AreaVersion(Record):
    """One wording of one area. The highest number holds; an area without rows is as it was shipped."""

    area = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=40)
    label = models.CharField(max_length=LABEL_MAX)
    is_resting = models.BooleanField(default=False)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "area": "public",
        "number": "public",
        "group": "public",
        "label": "public",
        "is_resting": "public",
    }

    class Meta:
        ordering: ClassVar = ["created_at", "area", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "number"], name="one_wording_for_each_number"),
            models.CheckConstraint(condition=~Q(label=""), name="an_area_has_words"),
        ]
