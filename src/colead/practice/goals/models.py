"""A goal of two: where it stands, the text that both accepted, and what stays between them about it."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from colead.promises.models import Release, SpaceItem
from colead.rules.goals import Lead, State, Word


class Goal(SpaceItem):
    """`release` is the version both accepted last, `draft` the one that waits for keys."""

    release_id: UUID | None
    draft_id: UUID | None
    state = models.CharField(max_length=16, choices=[(state.value, state.value) for state in State])
    live_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    release = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")
    draft = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"does_nurse": 280, "does_physician": 280, "does_both": 280}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "state": "state",
        "live_on": "C1",
        "checked_on": "C1",
        "ended_on": "C1",
        "release": "id",
        "draft": "id",
    }


class CheckIn(SpaceItem):
    """How a goal goes, in one tap, and a line if there is one to say."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    value = models.CharField(max_length=8, choices=[(word.value, word.value) for word in Word])

    TEXT: ClassVar[dict[str, int]] = {"line": 280, "my_part": 280}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "goal": "id", "value": "C1"}


class Influence(SpaceItem):
    """Whom the two want to move, which of them leads that conversation, and what comes next."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    lead = models.CharField(max_length=9, choices=[(lead.value, lead.value) for lead in Lead])

    TEXT: ClassVar[dict[str, int]] = {"whom": 140, "next_move": 280}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "goal": "id", "lead": "C1"}


class YearlyLook(SpaceItem):
    """The day on which the two and their sponsor looked at the goals together."""

    looked_on = models.DateField()

    TEXT: ClassVar[dict[str, int]] = {"note": 600}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "looked_on": "C1"}
