"""A sealed round: each writes alone, one transaction opens all."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from colead.foundation.models import Record
from colead.people.models import Person
from colead.promises.models.spaces import Door, NoDoor, Space


class RoundState(models.TextChoices):
    OPEN = "open", "Open"
    REVEALED = "revealed", "Revealed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    FORGOTTEN = "forgotten", "Forgotten"


class Round(Record):
    """Belongs to a space; each participant has one entry from the start, so that a row tells nothing."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    revealed_at = models.DateTimeField(null=True)
    retain_until = models.DateField(null=True, db_index=True)

    objects: ClassVar[NoDoor] = NoDoor()
    door: ClassVar[Door] = Door()
    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "space": "id",
        "kind": "state",
        "state": "state",
        "revealed_at": "C1",
        "retain_until": "time",
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="revealed") | Q(revealed_at__isnull=False),
                name="a_revealed_round_has_its_moment",
            )
        ]


class Entry(Record):
    """One participant's words. Before the reveal they open only with that person's own key."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entries")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_sealed = models.BooleanField(default=False)
    own_space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    own_ciphertext = models.BinaryField(null=True)
    private_ciphertext = models.BinaryField(null=True)
    commitment = models.BinaryField(null=True)
    shared_ciphertext = models.BinaryField(null=True)
    own_key_version = models.PositiveSmallIntegerField(default=1)
    shared_key_version = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar[NoDoor] = NoDoor()
    door: ClassVar[Door] = Door()
    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "round": "id",
        "author": "C1",
        "is_sealed": "C1s",
        "own_space": "id",
        "own_ciphertext": "sealed",
        "private_ciphertext": "sealed",
        "commitment": "sealed",
        "shared_ciphertext": "sealed",
        "own_key_version": "state",
        "shared_key_version": "state",
    }

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "author"], name="one_entry_each")]
