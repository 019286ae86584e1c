"""A memo in one of its versions, and a presentation of two."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from colead.promises.models import Release, SpaceItem
from colead.rules.memos import Kind, State


class Memo(SpaceItem):
    """One version: its words lie in `release`. A correction is a memo of its own that names what it `corrects`."""

    release_id: UUID
    corrects_id: UUID | None
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in State])
    publish_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"in_person": 280}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "kind": "C1",
        "state": "state",
        "publish_at": "C1",
        "published_on": "C1",
        "release": "id",
        "corrects": "id",
    }


class Presentation(SpaceItem):
    """The run of a show of two: segments in order, three hard questions with one answer each, the thirty seconds."""

    held_on = models.DateField(null=True)

    TEXT: ClassVar[dict[str, int]] = {
        "title": 140,
        "forum": 140,
        "dry_line": 600,
        "question_1": 280,
        "answer_1": 600,
        "question_2": 280,
        "answer_2": 600,
        "question_3": 280,
        "answer_3": 600,
        "segments": 4000,
    }
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "held_on": "C1"}
