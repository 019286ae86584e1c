"""A decision of two: its frame and state, and what the two mark, ask and learn about it. Views live in its round."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from colead.people.models import Person
from colead.promises.models import Release, Round, SpaceItem
from colead.rules.decisions import Kind, Size, State


class MarkValue(models.TextChoices):
    THATS_IT = "thats_it", "That's it"
    PARTLY = "partly", "Partly"
    NOT_THAT = "not_that", "Not that"
    NOT_THOUGHT_OF = "not_thought_of", "I hadn't thought of it"


class LookBackValue(models.TextChoices):
    WORKED = "worked", "Worked"
    PARTLY = "partly", "Partly"
    NOT = "not", "Did not"
    TOO_EARLY = "too_early", "Too early to say"


class BriefAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    PART = "part", _("In part")
    NO = "no", _("No")
    SEE_BOTH = "see_both", _("I would like to see you both")
    TALKED = "talked", _("We have talked")


class Decision(SpaceItem):
    """Its author opened it. That one partner has sealed stands only in the round, never here."""

    is_marked_by_viewer: bool  # not stored: whoever fetches the unfinished ones asks it of the marks

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    size = models.CharField(max_length=8, choices=[(size.value, size.value) for size in Size])
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in State])
    right_area = models.CharField(max_length=40, blank=True)
    is_reversible = models.BooleanField(null=True)
    is_partner_reached = models.BooleanField(null=True)
    is_fine_by_partner = models.BooleanField(default=False)
    by_on = models.DateField(null=True)
    look_back_on = models.DateField(null=True)
    framed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    framed_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    sponsor_answered_on = models.DateField(null=True)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, null=True, related_name="decision")
    integration = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")
    brief = models.OneToOneField(Release, on_delete=models.PROTECT, null=True, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {
        "question": 280,
        "affected": 280,
        "sentence": 280,
        "situation": 400,
        "do_now": 280,
        "north_star": 280,
    }
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "kind": "state",
        "size": "state",
        "state": "state",
        "right_area": "state",
        "is_reversible": "state",
        "is_partner_reached": "state",
        "is_fine_by_partner": "state",
        "by_on": "C1",
        "look_back_on": "C1",
        "framed_by": "C1",
        "framed_at": "C1",
        "called_at": "C1",
        "decided_at": "C1",
        "announced_at": "C1",
        "sponsor_answered_on": "C1",
        "round": "id",
        "integration": "id",
        "words": "id",
        "brief": "id",
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state=State.ONE_SEALED.value), name="one_seal_stands_only_in_the_round")
        ]


class Mark(SpaceItem):
    """The owner of a view says how near the partner's imagination of it came, and what would be added."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    value = models.CharField(max_length=16, choices=MarkValue.choices)

    TEXT: ClassVar[dict[str, int]] = {"add": 300}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "decision": "id", "value": "C1"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "author"], name="one_mark_of_each_on_a_decision")
        ]


class Ask(SpaceItem):
    """Who of the two will ask whom, by when; and later what the answer was."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_on = models.DateField(null=True)

    TEXT: ClassVar[dict[str, int]] = {"whom": 140, "answer": 280}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "decision": "id", "asker": "C1", "by_on": "C1"}


class LookBack(SpaceItem):
    """How it went, at the date the two had set."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    value = models.CharField(max_length=12, choices=LookBackValue.choices)

    TEXT: ClassVar[dict[str, int]] = {"missed": 280, "whose_knew": 280}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "decision": "id", "value": "C1"}


class SponsorAnswer(SpaceItem):
    """A sponsor's answer to a joint brief. It lies in the sponsor's own space; the two read it by a grant to each."""

    brief = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"value": 10, "words": 280, "to": 36}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "brief": "id"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brief", "author"], name="one_answer_of_each_sponsor_to_a_brief")
        ]
