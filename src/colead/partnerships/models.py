"""Partnerships: the pair and its span of work, who sits in its two seats, whom it reports to, who stands by."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from colead.foundation.models import Record
from colead.partnerships.area_models import AreaVersion as AreaVersion
from colead.partnerships.charter_models import RightsRow as RightsRow
from colead.partnerships.charter_models import Waiver as Waiver
from colead.partnerships.time_models import TimeHold as TimeHold
from colead.people.models import Person
from colead.promises.models import Space
from colead.rules.partnerships import Status
from colead.units.models import Unit


class Side(models.TextChoices):
    NURSE = "nurse", "Nurse leader"
    PHYSICIAN = "physician", "Physician leader"


class Partnership(Record):
    """A standing dyad, or a temporary co-lead kept apart from counts. Its space is that of the present pair."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="partnerships")
    name = models.CharField(max_length=120)
    status = models.CharField(
        max_length=8, choices=[(one.value, one.value.title()) for one in Status], default=Status.PLANNED.value
    )
    is_temporary = models.BooleanField(default=False)
    temporary_until = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    is_formed_with_partner_interview = models.BooleanField(null=True)
    space = models.OneToOneField(Space, on_delete=models.PROTECT, null=True, related_name="partnership")
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors")

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "unit": "C4",
        "name": "C4",
        "status": "C4",
        "is_temporary": "C4",
        "temporary_until": "C4",
        "started_on": "C4",
        "ended_on": "C4",
        "is_formed_with_partner_interview": "C4",
        "space": "id",
        "predecessor": "C4",
    }

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_temporary=True) | Q(temporary_until=None), name="only_temporary_co_leads_have_a_last_day"
            )
        ]

    def __str__(self) -> str:
        return self.name


class EarlierSpace(Record):
    """The space of an earlier pair of this dyad: closed, and left by each of the two when that one's seat ends."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="earlier_spaces")
    space = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="+")

    PRIVACY: ClassVar[dict[str, str]] = {**Record.PRIVACY, "partnership": "C4", "space": "id"}


class Seat(Record):
    """A person in one of the two seats, from a day to a day; it is open until the day on which it truly ended."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="seats")
    side = models.CharField(max_length=9, choices=Side.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_interim = models.BooleanField(default=False)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "partnership": "C4",
        "side": "C4",
        "person": "C4",
        "from_on": "C4",
        "until_on": "C4",
        "ends_on": "C4",
        "is_interim": "C4",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "side"], condition=Q(until_on=None), name="one_open_seat_on_each_side"
            ),
            models.UniqueConstraint(
                fields=["partnership", "person"], condition=Q(until_on=None), name="one_person_takes_one_seat"
            ),
        ]


class Sponsorship(Record):
    """The senior leader a partnership reports to; one or two. Reads nothing before one of the present two says yes."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="sponsorships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sponsorships")
    order = models.PositiveSmallIntegerField(default=1)
    confirmed_in = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "partnership": "C4",
        "person": "C4",
        "order": "C4",
        "confirmed_in": "id",
        "confirmed_at": "C4",
        "ended_on": "C4",
    }

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "order"], condition=Q(ended_on=None), name="one_sponsor_in_each_place"
            ),
            models.CheckConstraint(condition=Q(order__in=[1, 2]), name="at_most_two_sponsors"),
            models.CheckConstraint(
                condition=Q(confirmed_in=None, confirmed_at=None)
                | Q(confirmed_in__isnull=False, confirmed_at__isnull=False),
                name="a_confirmed_sponsor_has_a_moment",
            ),
        ]


class Ally(Record):
    """A quality lead, case manager or administrator who points at what arrives, for one pair and no later one."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="allies")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "partnership": "C4",
        "space": "id",
        "person": "C4",
        "ended_on": "C4",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "person"], condition=Q(ended_on=None), name="one_person_is_one_ally_of_a_pair"
            )
        ]


class Delegate(Record):
    """A scheduler who sees and moves a pair's lines in the calendar for one of the two, and nothing else.

    Of that pair and no later one: each new pair, with its own space, names its own.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="delegates")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    serves = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "partnership": "C4",
        "space": "id",
        "person": "C4",
        "serves": "C4",
        "ended_on": "C4",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "serves"], condition=Q(ended_on=None), name="one_delegate_for_each_of_the_two"
            ),
            models.CheckConstraint(condition=~Q(person=models.F("serves")), name="a_delegate_serves_somebody_else"),
        ]
