"""One publication for each half-year: written once, from then on only read."""

from typing import ClassVar

from django.db import models

from colead.foundation.models import Record


class Publication(Record):
    """Its figures stand as the exact text that was published; what is deleted or written later changes nothing here."""

    first_on = models.DateField(unique=True)
    last_on = models.DateField()
    figures = models.TextField()
    digest = models.CharField(max_length=64)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "first_on": "time",
        "last_on": "time",
        "figures": "C4",
        "digest": "state",
    }

    class Meta:
        ordering: ClassVar = ["-first_on"]
