"""A grant: one named person sees one item until a date."""

from typing import ClassVar

from django.db import models

from colead.foundation.models import Record
from colead.people.models import Person
from colead.promises.models.spaces import Space


class Grant(Record):
    """Open once every owner has agreed. The item's key is wrapped for the reader and dies with the grant."""

    item_model = models.CharField(max_length=60)
    item_id = models.UUIDField()
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants_received")
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ManyToManyField(Person, related_name="+")
    until = models.DateField()
    wrapped_item_key = models.BinaryField(null=True)
    revoked_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "item_model": "state",
        "item_id": "id",
        "space": "id",
        "reader": "C2",
        "offered_by": "C2",
        "agreed_by": "C2",
        "until": "C2",
        "wrapped_item_key": "sealed",
        "revoked_at": "time",
    }
