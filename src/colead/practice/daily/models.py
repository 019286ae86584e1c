"""What two partners run by each other in a day. Even what kind of thing it was stands only in the sealed document."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from colead.people.models import Person
from colead.promises.models import Space, SpaceItem
from colead.rules import briefs, coffee, debriefs, run_its

KEY_MAX = 24
MOMENT_MAX = 40
LINE_MAX = run_its.LINE_MAX

Words = dict[str, Any]  # an item's opened document


class RunIt(SpaceItem):
    """One question and one reply; then the two talk."""

    kept_by_id: UUID | None
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in run_its.State])
    want_by = models.DateTimeField(null=True)
    moved_on = models.DateField(null=True)
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    TEXT: ClassVar[dict[str, int]] = {
        "line": LINE_MAX,
        "would_say": LINE_MAX,
        "reply": LINE_MAX,
        "decision": LINE_MAX,
        "kind": KEY_MAX,
        "answer": KEY_MAX,
        "call_reply": KEY_MAX,
        "undo_until": MOMENT_MAX,
    }
    WORDS: ClassVar[tuple[str, ...]] = ("line", "would_say", "reply", "decision")
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "state": "state",
        "want_by": "time",
        "moved_on": "time",
        "kept_by": "C1",
    }


class Debrief(SpaceItem):
    """A draft lies in its writer's own space; sharing writes it anew in the pair's and lets the draft go.

    `draft_for` names the pair's space, not the partnership: a draft meant for one partner never opens to a successor.
    """

    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in debriefs.State])
    moved_on = models.DateField(null=True)
    draft_for = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+", null=True)

    TEXT: ClassVar[dict[str, int]] = {
        "line": debriefs.TEXT_MAX,
        "my_part": debriefs.TEXT_MAX,
        "keep": debriefs.TEXT_MAX,
        "change": debriefs.TEXT_MAX,
        "reply_line": LINE_MAX,
        "kind": KEY_MAX,
        "need": KEY_MAX,
        "reply": KEY_MAX,
        "advice_asked": KEY_MAX,
        "advice_reply": KEY_MAX,
    }
    WORDS: ClassVar[tuple[str, ...]] = ("line", "my_part", "keep", "change", "reply_line")
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "state": "state",
        "moved_on": "time",
        "draft_for": "C0",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "draft_for"], name="one_debrief_draft_of_each_partner")
        ]


class Coffee(SpaceItem):
    """An invitation without a reason. `asked_of` is the one whose tap it waits for."""

    asked_of_id: UUID | None
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in coffee.State])
    asked_of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    TEXT: ClassVar[dict[str, int]] = {"slots": 240, "chosen": 80}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "state": "state", "asked_of": "C1"}


class Brief(SpaceItem):
    """'Speak for us': what one of the two says for both, agreed when the other has tapped on exactly these words."""

    speaker_id: UUID
    changed_by_id: UUID
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in briefs.State])
    speaker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    moved_on = models.DateField(null=True)

    TEXT: ClassVar[dict[str, int]] = {
        "meeting": 160,
        "position": 400,
        "can": 400,
        "cannot": 400,
        "bring_back": 400,
        "debrief": LINE_MAX,
    }
    WORDS: ClassVar[tuple[str, ...]] = tuple(TEXT)
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "state": "state",
        "speaker": "C1",
        "changed_by": "C1",
        "moved_on": "time",
    }


class Door(SpaceItem):
    """What one partner's door says to the other now: one row, written over, so that there is no history of it."""

    until = models.DateTimeField(null=True)

    TEXT: ClassVar[dict[str, int]] = {"says": KEY_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "until": "time"}

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "author"], name="one_door_for_each_partner")]


class BalanceWish(SpaceItem):
    """Whether one partner wants the two to see who asks whom more often; it speaks only when both want it."""

    TEXT: ClassVar[dict[str, int]] = {"wish": KEY_MAX}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["space", "author"], name="one_balance_wish_for_each_partner")
        ]
