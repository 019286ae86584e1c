"""The launch: marks on the road, talks, days in the other's world, ticked milestones, a sponsor's acknowledgement."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from colead.foundation.models import Record
from colead.people.models import Person
from colead.promises.models import Release, Space, SpaceItem
from colead.rules.launch import Step, StepState


class TalkKey(models.TextChoices):
    WHO_WE_ARE = "who_we_are", "Who we are"
    WHAT_WE_BELIEVE = "what_we_believe", "What we believe"
    STRENGTHS_NEEDS = "strengths_needs", "Strengths, gaps, needs"
    SPONSOR = "sponsor", "With the sponsor"
    HUNDRED_DAYS = "hundred_days", "A hundred days"


class Milestone(models.TextChoices):
    AGREEMENT = "agreement", "Agreement in force"
    ROLES = "roles", "Role descriptions"
    CADENCE = "cadence", "Cadence chosen"


class Help(models.TextChoices):
    COACH = "coach", _("A coach")
    MENTOR = "mentor", _("A mentor pair")


class StepMark(SpaceItem):
    """What the pair said of a step by hand: done, or later. Most steps are done by what was written in them."""

    step = models.CharField(max_length=20, choices=[(step.value, step.value) for step in Step])
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in StepState])
    put_off_until = models.DateField(null=True)

    TEXT: ClassVar[dict[str, int]] = {"note": 200}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "step": "state",
        "state": "C1",
        "put_off_until": "C1",
    }

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "step"], name="one_mark_for_each_step")]


class Talk(SpaceItem):
    """A conversation: when it is planned, that it was held, and the few lines the two wrote down of it."""

    key = models.CharField(max_length=20, choices=TalkKey.choices)
    planned_at = models.DateTimeField(null=True)
    talked_on = models.DateField(null=True)

    TEXT: ClassVar[dict[str, int]] = {
        "note": 800,
        "success": 600,
        "behaviours": 600,
        "stakeholders": 600,
        "opposition": 600,
        "early_wins": 600,
        "broken_glass": 600,
        "asks": 600,
    }
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "key": "state",
        "planned_at": "C1",
        "talked_on": "C1",
    }

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "key"], name="one_talk_of_each_kind")]


class Shadow(SpaceItem):
    """Half a day that one partner spends in the other's world, and the three things learned there."""

    visitor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField(null=True)
    held_on = models.DateField(null=True)

    TEXT: ClassVar[dict[str, int]] = {"first": 200, "second": 200, "third": 200}
    PRIVACY: ClassVar[dict[str, str]] = {
        **SpaceItem.PRIVACY,
        "visitor": "C1",
        "planned_on": "C1",
        "held_on": "C1",
    }

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "visitor"], name="one_day_each_way")]


class SignedBefore(SpaceItem):
    """The words of a draft that one had signed and the other then changed; kept until the signer signs again."""

    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")

    TEXT: ClassVar[dict[str, int]] = {"signed": 30_000}
    PRIVACY: ClassVar[dict[str, str]] = {**SpaceItem.PRIVACY, "signer": "C1", "draft": "id"}


class LaunchTick(Record):
    """A milestone with the day the pair gave it. The programme office sees this and nothing behind it."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    milestone = models.CharField(max_length=10, choices=Milestone.choices)
    ticked_on = models.DateField()

    PRIVACY: ClassVar[dict[str, str]] = {**Record.PRIVACY, "space": "id", "milestone": "C4", "ticked_on": "C4"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["space", "milestone"], name="a_milestone_is_ticked_once"),
            models.CheckConstraint(
                condition=Q(milestone__in=["agreement", "roles", "cadence"]), name="only_three_milestones_are_told"
            ),
        ]


class HelpWish(Record):
    """One asks the other for a coach or a mentor pair; with the other's yes it is the pair's wish, whoever began.

    Until then it is between the two. The programme office sees the wish and its day.
    """

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Help.choices)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    wished_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "space": "id",
        "kind": "C4",
        "asked_by": "C1",
        "wished_on": "C4",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["space", "kind"], name="a_help_is_wished_for_once"),
            models.CheckConstraint(
                condition=Q(asked_by=None, wished_on__isnull=False) | Q(asked_by__isnull=False, wished_on=None),
                name="a_wish_is_one_persons_or_both",
            ),
        ]


class Acknowledgement(Record):
    """The sponsor has read the summary. It approves nothing."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PRIVACY: ClassVar[dict[str, str]] = {**Record.PRIVACY, "release": "id", "person": "C3"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "person"], name="a_summary_is_acknowledged_once")
        ]


class LaunchPause(Record):
    """This pair wants no weekly line about the road. Either may say so, for both alike."""

    space = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="+")

    PRIVACY: ClassVar[dict[str, str]] = {**Record.PRIVACY, "space": "id"}
