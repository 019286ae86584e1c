"""A memo in one of its versions, what somebody else prepares of it, and a presentation of two."""

from typing import ClassVar, Final
from uuid import UUID

from django.db import models

from colead.people.models import Person
from colead.promises.models import Release, SpaceItem
from colead.rules.memos import Kind, State


class Memo(SpaceItem):
    """One version: its words lie in `release`. A correction is a memo of its own that names what it `corrects`."""

    release_id: UUID
    corrects_id: UUID | None
    withdrawn_by_id: UUID | None
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in State])
    publish_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"in_person": 280}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "kind": "C1",
        "state": "state",
        "publish_at": "C1",
        "published_on": "C1",
        "withdrawn_on": "C1",
        "withdrawn_by": "C1",
        "release": "id",
        "corrects": "id",
    }


PREPARED: Final[dict[str, int]] = {"title": 140, "to": 140, "body": 6000, "north_star": 280}


class Sheet(SpaceItem):
    """The words of a draft as they stood when they were lent, both agreeing, to somebody who prepares them."""

    memo_id: UUID
    memo = models.OneToOneField(Memo, on_delete=models.CASCADE, related_name="+")

    TEXT: ClassVar[dict[str, int]] = PREPARED
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "memo": "id"}


class Version(SpaceItem):
    """What that person made of it. It lies in that person's own space; the two read it, and either may take it over."""

    sheet_id: UUID | None
    sheet = models.ForeignKey(Sheet, on_delete=models.SET_NULL, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {**PREPARED, "lent": 36}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "sheet": "id"}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "author"], name="one_version_of_each_hand")]


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
