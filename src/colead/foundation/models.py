"""Base of every row, and the two tables that make a write happen once: replays and notices."""

import uuid
from typing import ClassVar

from django.db import models

from colead.foundation import clock


class Record(models.Model):
    """A row with an id that tells nothing and the moment it was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    # Every model names the class of each of its fields; a house test refuses an unlisted one.
    PRIVACY: ClassVar[dict[str, str]] = {"id": "id", "created_at": "time"}

    class Meta:
        abstract = True


class Replay(models.Model):
    """A form that was already taken: the same key again gets the same answer and writes nothing."""

    key = models.UUIDField(primary_key=True)
    login_id = models.CharField(max_length=40)
    path_hash = models.CharField(max_length=64)
    location = models.CharField(max_length=300)
    made_on = models.DateField(default=clock.today)

    PRIVACY: ClassVar[dict[str, str]] = {
        "key": "id",
        "login_id": "account",
        "path_hash": "state",
        "location": "state",
        "made_on": "time",
    }


class Notice(models.Model):
    """A content-free mail that must go out, written in the transaction that made it necessary."""

    key = models.CharField(max_length=120, primary_key=True)
    person_id = models.UUIDField()
    space_id = models.UUIDField(null=True)  # of whose pair it tells; it is withdrawn when that space closes
    sentence = models.CharField(max_length=40)
    extra = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        "key": "state",
        "person_id": "account",
        "space_id": "id",
        "sentence": "state",
        "extra": "state",
        "due_at": "time",
        "sent_at": "time",
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sent_at", "due_at"])]
