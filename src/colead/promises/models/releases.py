"""What leaves a space, the keys that must turn for it, and the chain of what was signed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from colead.foundation.models import Record
from colead.people.models import Person
from colead.promises.models.spaces import Door, NoDoor, Space
from colead.rules.audiences import Audience


class ReleaseState(models.TextChoices):
    DRAFT = "draft", "Draft"
    RELEASED = "released", "Released"
    CORRECTED = "corrected", "Corrected"
    UNPUBLISHED = "unpublished", "Unpublished"
    DROPPED = "dropped", "Dropped"
    FORGOTTEN = "forgotten", "Forgotten"


class Release(Record):
    """A text on its way out. The draft is sealed; what is out stands in `published` for its audience."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    audience = models.CharField(max_length=10, choices=[(audience.value, audience.value) for audience in Audience])
    publishes = models.JSONField(default=list)
    is_signed_kind = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=ReleaseState.choices, default=ReleaseState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    ciphertext = models.BinaryField()
    key_version = models.PositiveSmallIntegerField()
    text_hash = models.CharField(max_length=64)
    published = models.JSONField(null=True)
    released_at = models.DateTimeField(null=True)
    retain_until = models.DateField(null=True, db_index=True)

    objects: ClassVar[NoDoor] = NoDoor()
    door: ClassVar[Door] = Door()
    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "space": "id",
        "author": "C1",
        "kind": "state",
        "audience": "state",
        "publishes": "state",
        "is_signed_kind": "state",
        "state": "state",
        "version": "state",
        "supersedes": "id",
        "ciphertext": "sealed",
        "key_version": "state",
        "text_hash": "state",
        "published": "released",
        "released_at": "time",
        "retain_until": "time",
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=False) | Q(published__isnull=True),
                name="nothing_is_out_before_release",
            )
        ]


class Key(Record):
    """One person's key to one release, turned on one exact text."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="keys")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    turned_on = models.CharField(max_length=64, blank=True)
    turned_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=20, blank=True)

    objects: ClassVar[NoDoor] = NoDoor()
    door: ClassVar[Door] = Door()
    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "release": "id",
        "person": "C1",
        "turned_on": "state",
        "turned_at": "C1",
        "method": "state",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "person"], name="one_key_each"),
            models.CheckConstraint(
                condition=(Q(turned_on="") & Q(turned_at=None)) | (~Q(turned_on="") & Q(turned_at__isnull=False)),
                name="a_turned_key_has_its_moment",
            ),
        ]


class SignedRecord(models.Model):
    """A link of the chain: what was signed, by whom, when; with the digest of the one before and a seal.

    It commits to a salted hash of the text, so that erasing the text never breaks the chain.
    """

    height = models.PositiveIntegerField(primary_key=True)
    release_id = models.UUIDField(unique=True)
    document_hash = models.CharField(max_length=64)
    signers = models.JSONField()
    signed_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=128)

    PRIVACY: ClassVar[dict[str, str]] = {
        "height": "state",
        "release_id": "id",
        "document_hash": "state",
        "signers": "account",
        "signed_at": "time",
        "previous": "state",
        "digest": "state",
        "seal": "state",
    }

    class Meta:
        ordering: ClassVar = ["height"]
