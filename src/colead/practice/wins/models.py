"""Appreciation: one line from one partner to the other. It belongs to the one who receives it."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from colead.people.models import Person
from colead.promises.models import SpaceItem

LINE_MAX = 280


class Appreciation(SpaceItem):
    """Something one partner noticed and was glad of; the receiver removes it, no one else."""

    receiver_id: UUID
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_removed = models.BooleanField(default=False)

    TEXT: ClassVar[dict[str, int]] = {"line": LINE_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "receiver": "C1", "is_removed": "state"}
