"""A pointer to a case that lies in another system, the actions that follow it, a kind word to who must step back.

Each case has a space of its own, so that whoever is recused holds no key to it; the pair's space holds nothing of it.
No field takes a story, a name or a judgement: the lengths are those of numbers, titles and short lines.
"""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from colead.foundation.models import Record
from colead.partnerships.models import Partnership, Side
from colead.people.models import Person
from colead.promises.models import Release, Space, SpaceItem
from colead.rules import reviews as rules
from colead.units.models import Unit

KEY_MAX = 40
MARK_MAX = 64

Words = dict[str, Any]  # an item's opened document


class Case(SpaceItem):
    """`beside` names the pair's space it belongs to; `mark` a keyed digest of the outside number, for sameness.

    It is the same only among the open ones that were laid before both: what one of the two points at is marked as
    that one's own until it is looked over, so that it stands in the way of nothing that arrives after it.
    Who leads, what is known to be done and who was told stand in the sealed document.
    """

    beside_id: UUID
    unit_id: UUID
    line_id: UUID | None
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in rules.Kind])
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in rules.State])
    beside = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=MARK_MAX)
    happened_on = models.DateField()
    due_on = models.DateField(null=True)
    tell_by = models.DateField(null=True)
    line = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {
        "number": rules.ID_MAX,
        "system": rules.SYSTEM_MAX,
        "lead": KEY_MAX,
        "outcome": KEY_MAX,
        "recused": KEY_MAX,
        "invited": rules.LINE_MAX,
        **{f"known_{who}": KEY_MAX for who in rules.Person},
        **{f"by_{who}": rules.TITLE_MAX for who in rules.Person},
        **{f"told_{who}": KEY_MAX for who in rules.Told},
        **{f"told_{who}_on": KEY_MAX for who in rules.Told},
        "channel": KEY_MAX,
        "confidential": KEY_MAX,
    }
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "author": "CR",
        "kind": "CR",
        "state": "state",
        "beside": "id",
        "unit": "CR",
        "mark": "state",
        "happened_on": "CR",
        "due_on": "CR",
        "tell_by": "CR",
        "line": "id",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["beside", "mark"],
                condition=models.Q(state__in=sorted(state.value for state in rules.OPEN)),
                name="one_pointer_to_one_number",
            )
        ]


class Action(SpaceItem):
    """A short thing to be done by a role, how strong it is, and when; `is_released` says the office let it out."""

    case_id: UUID
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    strength = models.CharField(max_length=12, choices=[(one.value, one.value) for one in rules.Strength])
    is_released = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    TEXT: ClassVar[dict[str, int]] = {
        "action": rules.ACTION_MAX,
        "owner_role": rules.ROLE_MAX,
        "measure": rules.MEASURE_MAX,
    }
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "author": "CR",
        "case": "id",
        "strength": "CR",
        "is_released": "CR",
        "due_on": "CR",
        "done_on": "CR",
    }


class Support(SpaceItem):
    """A card for who stepped back, in the pair's space: it names no case, and only its receiver is shown it."""

    receiver_id: UUID
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"says": KEY_MAX}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "receiver": "C1"}


class StandIn(models.Model):
    """Whom the sponsor names, ahead of any case, to take one side's part when that partner must step back."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=9, choices=Side.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_on = models.DateField()
    ended_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "id",
        "partnership": "C4",
        "side": "C4",
        "person": "C4",
        "named_by": "C4",
        "named_on": "C4",
        "ended_on": "C4",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "side"], condition=models.Q(ended_on=None), name="one_stand_in_for_each_side"
            )
        ]


class OpenCount(Record):
    """What a site lets its sponsors know of a quarter: of all dyads together, as the exact text that was written."""

    quarter_on = models.DateField(unique=True)
    figures = models.TextField()
    digest = models.CharField(max_length=64)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "quarter_on": "time",
        "figures": "C3",
        "digest": "state",
    }

    class Meta:
        ordering: ClassVar = ["-quarter_on"]


class PointingKey(models.Model):
    """Lets one outside system point, and nothing else: it reads nothing back. Only a digest of the key stands here."""

    system = models.CharField(max_length=rules.SYSTEM_MAX)
    key_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    ended_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "id",
        "system": "account",
        "key_hash": "state",
        "issued_by": "account",
        "issued_on": "time",
        "ended_on": "time",
    }
