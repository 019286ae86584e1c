"""Where two leaders appear, who sits in with whom, and which pages say what is no longer so. A page is a release."""

from typing import ClassVar, Final
from uuid import UUID

from django.db import models

from colead.foundation.models import Record
from colead.partnerships.models import Partnership
from colead.promises.models import Release, Space, SpaceItem
from colead.rules.visibility import State, VisitState

FORUM_MAX: Final = 140
WORD_MAX: Final = 12


class Appearance(SpaceItem):
    """Somewhere the two are seen. Who was, and at which level, stands sealed; `release` tells everyone beforehand."""

    release_id: UUID | None
    on_day = models.DateField()
    state = models.CharField(max_length=8, choices=[(state.value, state.value) for state in State])
    release = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"forum": FORUM_MAX, "who": WORD_MAX, "level": WORD_MAX, "speaks": FORUM_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "on_day": "C1",
        "state": "state",
        "release": "id",
    }


class Visit(Record):
    """One pair sits in with another. Bound to the spaces of those two pairs: who comes later sees none of it."""

    host_id: UUID
    guest_id: UUID
    host = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    host_space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    guest_space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    on_day = models.DateField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in VisitState])

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "host": "C1",
        "guest": "C1",
        "host_space": "id",
        "guest_space": "id",
        "on_day": "C1",
        "state": "state",
    }


class StalePage(Record):
    """A page of this space is out and says of the two what is no longer so; both were told once."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="+")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")

    PRIVACY: ClassVar[dict[str, str]] = {**Record.PRIVACY, "space": "id", "release": "id"}
