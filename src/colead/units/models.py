"""Units: a tree from system to unit, each with its own or an inherited mission, and its strategic objectives."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from colead.foundation.models import Record
from colead.people.models import Person


class Level(models.TextChoices):
    SYSTEM = "system", "System"
    REGION = "region", "Region"
    HOSPITAL = "hospital", "Hospital"
    DIVISION = "division", "Division"
    SERVICE_LINE = "service_line", "Service line"
    UNIT = "unit", "Unit"
    PROGRAMME = "programme", "Programme"


class Setting(models.TextChoices):
    ADULT = "adult", "Adult"
    PAEDIATRIC = "paediatric", "Paediatric"
    BOTH = "both", "Both"


class Unit(Record):
    """A node of the organisation's tree."""

    external_id = models.CharField(max_length=80, null=True, blank=True, unique=True)  # noqa: DJ001 - unique, so absent is null
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=14, choices=Level.choices, default=Level.UNIT)
    setting = models.CharField(max_length=10, choices=Setting.choices, default=Setting.ADULT)
    mission = models.TextField(max_length=600, blank=True)
    north_star = models.CharField(max_length=200, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "external_id": "public",
        "parent": "public",
        "name": "public",
        "level": "public",
        "setting": "public",
        "mission": "public",
        "north_star": "public",
        "retired_on": "public",
    }

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["name"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="a_unit_is_not_its_own_parent")
        ]

    def __str__(self) -> str:
        return self.name


class Objective(Record):
    """A strategic objective that goals can point to."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="objectives")
    text = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "unit": "public",
        "text": "public",
        "order": "public",
        "retired_on": "public",
    }

    class Meta:
        ordering: ClassVar = ["order", "id"]


class UnitSponsor(Record):
    """The senior leader a unit names; a new partnership in it starts with this sponsor."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="sponsors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar[dict[str, str]] = {**Record.PRIVACY, "unit": "public", "person": "public", "ended_on": "public"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "person"], condition=Q(ended_on=None), name="a_unit_sponsor_once")
        ]
