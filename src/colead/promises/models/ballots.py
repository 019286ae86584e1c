"""The ballots of an open wave: one row for each who may answer, made before anybody does, and gone after the close."""

from typing import ClassVar

from django.db import models

from colead.promises.models.spaces import Door, NoDoor


class Ballot(models.Model):
    """No person, no moment, no order: a place, the imprint of a ticket that nobody stores, and a sealed answer or none.

    Rows are made in the order of their imprints. An answer overwrites the one field, so nothing else ever changes.
    """

    wave = models.UUIDField()
    leaf = models.CharField(max_length=36)
    discipline = models.CharField(max_length=12, blank=True)
    imprint = models.BinaryField()
    sealed = models.BinaryField(null=True)

    objects: ClassVar[NoDoor] = NoDoor()
    door: ClassVar[Door] = Door()
    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "id",
        "wave": "id",
        "leaf": "C1s",
        "discipline": "C1s",
        "imprint": "sealed",
        "sealed": "sealed",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wave", "imprint"], name="one_ballot_of_a_ticket"),
        ]
