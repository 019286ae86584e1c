"""The trail: append-only, chained, split by space so that it betrays nobody."""

from typing import ClassVar

from django.db import models


class TrailEntry(models.Model):
    """Who did what. No foreign keys, so it outlives what it records; no words of anybody.

    `chain` is the space's id, or 'site' for what concerns the installation.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=36)
    height = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=36)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "id",
        "chain": "id",
        "height": "state",
        "at": "C1",
        "actor_id": "C1",
        "verb": "C1",
        "subject_kind": "C1",
        "subject_id": "id",
        "facts": "state",
        "previous": "state",
        "digest": "state",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "height"], name="a_chain_has_one_entry_at_each_height")
        ]
