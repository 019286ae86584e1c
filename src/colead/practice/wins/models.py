"""Appreciation belongs to the one who receives it; a win, a lesson or a story belongs to both."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from colead.people.models import Person
from colead.promises.models import Release, SpaceItem
from colead.rules.wins import Kind, State

LINE_MAX = 280
NOTE_MAX = 600


class Appreciation(SpaceItem):
    """Something one partner noticed and was glad of; the receiver removes it, no one else."""

    receiver_id: UUID
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_removed = models.BooleanField(default=False)

    TEXT: ClassVar[dict[str, int]] = {"line": LINE_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "receiver": "C1", "is_removed": "state"}


class Note(SpaceItem):
    """What went well, what did not, or a story. `release` is the version that waits for keys or that others read."""

    release_id: UUID | None
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in State])
    is_courage = models.BooleanField(default=False)
    release = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {
        "text": NOTE_MAX,
        "helped": LINE_MAX,
        "now": LINE_MAX,
        "only_as_two": LINE_MAX,
        "north_star": LINE_MAX,
    }
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "kind": "C1",
        "state": "state",
        "is_courage": "C1",
        "release": "id",
    }
