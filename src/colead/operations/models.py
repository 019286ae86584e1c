"""What the keeping of an installation has to remember."""

from typing import ClassVar

from django.db import models


class WorkerRound(models.Model):
    """One row: when the worker last came to the end of a round, so that a worker that is gone can be told."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ended_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = {"id": "id", "ended_at": "time"}


class DemoSite(models.Model):
    """Stands only in a database that `colead demo` made from nothing; its word must match the marker file's."""

    word = models.CharField(max_length=64, primary_key=True)

    PRIVACY: ClassVar[dict[str, str]] = {"word": "state"}
