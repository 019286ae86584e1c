"""Reads the rooms for the first pages; every room answers only what this viewer may see."""

from dataclasses import dataclass

from django.db.models import QuerySet

from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Open, Waiting
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair
from colead.practice.daily import queries as daily
from colead.practice.wins import queries as wins
from colead.promises import trail, two_key
from colead.promises.models import Release, TrailEntry
from colead.rules.audiences import Audience

TRAIL_SHOWN = 100
PUBLISHED_SHOWN = 50


@dataclass(frozen=True)
class SponsorRow:
    """One sponsored pair, and what it released to its sponsor."""

    partnership: Partnership
    names: str
    waiting: list[Waiting]
    released: list[Open]


def waiting_for(viewer: Viewer, pair: Pair) -> list[Waiting]:
    """What waits for the viewer, from every room."""
    return daily.waiting_for(viewer, pair)


def between_us(viewer: Viewer, pair: Pair) -> list[Open]:
    """What is open between the two, and what the partner was glad of lately."""
    return wins.received_today(viewer, pair) + daily.between_us(viewer, pair)


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """The phrase in this pair's words, in every room of theirs and nowhere else."""
    return daily.find(viewer, pair, phrase) + wins.find(viewer, pair, phrase)


def for_sponsor(viewer: Viewer) -> list[SponsorRow]:
    return []


def own_trail(viewer: Viewer, pair: Pair) -> QuerySet[TrailEntry]:
    return trail.of_person(viewer.person_id, pair.space, viewer)[:TRAIL_SHOWN]


def published(viewer: Viewer) -> QuerySet[Release]:
    """What is out for everyone, newest first; nothing counts who reads it."""
    rows = two_key.released_to(viewer)
    return rows.filter(audience=Audience.EVERYONE).order_by("-released_at")[:PUBLISHED_SHOWN]
