"""What sponsors answered: for the sponsor who wrote it, and for the two and the other sponsor, to whom it is lent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from colead.foundation.viewer import Viewer
from colead.programme.supports.models import SponsorReply
from colead.promises import grants, space


@dataclass(frozen=True)
class Reply:
    """One sponsor's answer."""

    to: UUID
    name: str
    at: datetime
    value: str
    by_on: date | None
    words: str


def replies_to(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, list[Reply]]:
    """By request, what this viewer may read of its answers; the one that stands first, those before it after it."""
    found: dict[UUID, list[Reply]] = {}
    for one in (*own(viewer, ids), *lent(viewer, ids)) if ids else ():
        found.setdefault(one.to, []).append(one)
    return {id: sorted(replies, key=lambda one: one.at, reverse=True) for id, replies in found.items()}


def own(viewer: Viewer, ids: Collection[UUID]) -> list[Reply]:
    written = SponsorReply.door.visible_to(viewer).filter(release__in=ids).select_related("space")
    return [reply(viewer.person.name, item.created_at, space.read(item, viewer)) for item in written]


def lent(viewer: Viewer, ids: Collection[UUID]) -> list[Reply]:
    granted = grants.read_all(SponsorReply, viewer)
    read = (reply(grant.offered_by.name, grant.created_at, text) for grant, text in granted)
    return [one for one in read if one.to in ids]


def reply(name: str, at: datetime, text: dict[str, str]) -> Reply:
    day = date.fromisoformat(text["by_on"]) if text.get("by_on") else None
    return Reply(UUID(text["to"]), name, at, text["value"], day, text.get("words", ""))
