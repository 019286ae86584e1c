"""What is out for everyone, for a worker who looks as nobody: its published parts and its state, no sealed text."""

from django.db.models import QuerySet

from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules.audiences import Audience


def for_everyone(kind: str) -> "QuerySet[Release]":
    """What anybody who signs in reads now."""
    rows = Release.door._unguarded().defer("ciphertext")
    return rows.filter(kind=kind, audience=Audience.EVERYONE, state=ReleaseState.RELEASED)
