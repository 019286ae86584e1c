"""The carrier of access: a space, who belongs to it, its wrapped keys, and the base of everything written in it."""

from typing import Any, ClassVar, Final, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from colead.foundation.models import Record
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.rules.abilities import Ability


class SpaceKind(models.TextChoices):
    PERSON = "person", "One person"
    PAIR = "pair", "A pair"
    COACHING = "coaching", "A coaching pair"
    PANEL = "panel", "A selection panel"
    CASE = "case", "The named reviewers of a case"


# Nobody gains a key to a text by joining these: both of a pair hold one, and of a case those named with the text.
NAMED_HOLDERS: Final = frozenset({SpaceKind.PAIR, SpaceKind.CASE})


class Space(Record):
    """Frozen when it is closed: read by who still belongs, written by nobody."""

    kind = models.CharField(max_length=10, choices=SpaceKind.choices)
    owner = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="own_space")
    key_version = models.PositiveSmallIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "kind": "state",
        "owner": "account",
        "key_version": "state",
        "closed_at": "time",
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="person") & Q(owner__isnull=False)) | (~Q(kind="person") & Q(owner__isnull=True)),
                name="only_a_persons_space_has_an_owner",
            )
        ]


class Membership(Record):
    """A person belongs to a space from a moment to a moment."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    ended_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "space": "id",
        "person": "account",
        "ended_at": "time",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "person"], condition=Q(ended_at=None), name="one_open_membership_of_a_space"
            )
        ]


class SpaceKey(Record):
    """A space's key of one version, wrapped for one member under that person's key."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="keys")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "space": "id",
        "person": "account",
        "version": "state",
        "wrapped": "sealed",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["space", "person", "version"], name="one_wrap_per_member_and_version")
        ]


class ClosedDoor(Exception):
    """Private rows have no manager that gives them all; go through `door.visible_to(viewer)`."""


class NoDoor(models.Manager[Any]):
    """The default manager of private rows: it never opens."""

    def get_queryset(self) -> models.QuerySet[Any]:
        raise ClosedDoor(self.model.__name__)


class Door(models.Manager[Any]):
    """The one way to private rows: as somebody, within what that somebody may see."""

    def get_queryset(self) -> models.QuerySet[Any]:
        raise ClosedDoor(self.model.__name__)

    def visible_to(self, viewer: Viewer) -> models.QuerySet[Any]:
        return viewer.sees(self._unguarded(), Ability.READ_SPACE)

    def fetch(self, viewer: Viewer, id: UUID, *, lock: bool = False) -> Any:
        """One row that this viewer may see, locked for a change if wished; otherwise `Hidden`."""
        rows = self.visible_to(viewer)
        row = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=id).first()
        if row is None:
            raise Hidden
        return row

    def _unguarded(self) -> models.QuerySet[Any]:
        return super().get_queryset()


class SpaceItem(Record):
    """Something a person wrote in a space. Its words are one sealed document; only its state stands in the open.

    `TEXT` names each private word with its greatest length: forms, canary sweeps and the data register read it.
    """

    space_id: UUID
    author_id: UUID
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ciphertext = models.BinaryField()
    key_version = models.PositiveSmallIntegerField()
    retain_until = models.DateField(null=True, db_index=True)

    TEXT: ClassVar[dict[str, int]] = {}
    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "space": "id",
        "author": "C1",
        "ciphertext": "sealed",
        "key_version": "state",
        "retain_until": "time",
    }

    objects: ClassVar[NoDoor] = NoDoor()
    door: ClassVar[Door] = Door()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"

    @classmethod
    def _door_for_keeper(cls) -> "models.QuerySet[Self]":
        """All rows without their words, for the retention clock and erasure; a house test keeps rooms away."""
        return cls.door._unguarded().defer("ciphertext")


class Hold(Record):
    """A legal hold on one item or a whole space: the retention clock stands still once a second person confirmed it."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="holds")
    item_id = models.UUIDField(null=True)
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "space": "id",
        "item_id": "id",
        "placed_by": "account",
        "confirmed_by": "account",
        "lifted_at": "time",
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(placed_by=models.F("confirmed_by")), name="a_hold_needs_two_persons")
        ]
