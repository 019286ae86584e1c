"""The seat map of a pair, for the two; and the map as both let it out, for their sponsor."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.meetings.models import ChairTurn, Committee
from colead.practice.meetings.queries.partner_time import lasting
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import meetings
from colead.rules import seats as rules
from colead.rules.meetings import Side
from colead.rules.seats import Level

Document = dict[str, Any]


class Standing(NamedTuple):
    """A request for the seat at a table: where it stands in words, what was answered, and where it is read."""

    words: str
    answer: str
    url: str
    is_open: bool


MAP: Final = "seat_map"
TURNS_SHOWN: Final = 8


def rows(viewer: Viewer, pair: Pair) -> "QuerySet[Committee]":
    return lasting(Committee, viewer, pair)


def get(viewer: Viewer, pair: Pair, id: UUID) -> Committee:
    found = rows(viewer, pair).filter(pk=id).first()
    if found is None:
        raise Hidden
    return found


def list_for(viewer: Viewer, pair: Pair) -> list[tuple[Committee, Document]]:
    """By level, then by name; no order of worth."""
    read = [(row, space.read(row, viewer)) for row in rows(viewer, pair)]
    return sorted(read, key=lambda one: (rules.ORDER[Level(one[0].level)], one[1]["name"].casefold(), str(one[0].pk)))


def turns(viewer: Viewer, committee: Committee) -> list[tuple[ChairTurn, Document]]:
    """The latest first."""
    found: QuerySet[ChairTurn] = ChairTurn.door.visible_to(viewer).filter(committee=committee)
    found = found.select_related("space").order_by("-on_day", "-created_at", "id")
    return [(row, space.read(row, viewer)) for row in found[:TURNS_SHOWN]]


def next_chair(taken: list[tuple[ChairTurn, Document]], otherwise: str) -> Side:
    """Who did not have the chair last."""
    return meetings.other(taken[0][0].chaired_by) if taken else Side(otherwise)


def asked(viewer: Viewer, pair: Pair) -> Mapping[UUID, Standing]:
    """By table. Requests lie on the floor above; the settings name who tells of them there."""
    tell: Callable[[Viewer, Pair], Mapping[UUID, Standing]] = import_string(settings.SEATS_ASKED)
    return tell(viewer, pair)


def answered(viewer: Viewer) -> Mapping[str, str]:
    """The same for a sponsor, by the table's id: what became of the request; not of one that waits."""
    tell: Callable[[Viewer], Mapping[str, str]] = import_string(settings.SEATS_ANSWERED)
    return tell(viewer)


def text_of_map(viewer: Viewer, pair: Pair) -> list[dict[str, Any]]:
    """The map as it stands, in words and marks that a sponsor reads."""
    return [
        {
            "id": str(row.pk),
            "name": text["name"],
            "chair": text["chair"],
            "level": row.level,
            "mode": row.mode,
            "is_co_led": row.is_co_led,
            "is_wished": row.is_wished,
        }
        for row, text in list_for(viewer, pair)
    ]


def maps(viewer: Viewer, pair: Pair) -> "QuerySet[Release]":
    found: QuerySet[Release] = Release.door.visible_to(viewer).filter(space=pair.space, kind=MAP)
    return found.select_related("space").order_by("-created_at", "id")


@Prepared
def drafts_in(viewer: Viewer, space: UUID) -> "QuerySet[Release]":
    """The map that waits for keys; asked on every visit to the first page."""
    found: QuerySet[Release] = Release.door.visible_to(viewer).filter(space=space, kind=MAP, state=ReleaseState.DRAFT)
    return found.order_by("-created_at", "id")


def draft(viewer: Viewer, pair: Pair) -> Release | None:
    return maps(viewer, pair).filter(state=ReleaseState.DRAFT).first()


def out(viewer: Viewer, pair: Pair) -> Release | None:
    """The map that the sponsor reads now."""
    return maps(viewer, pair).filter(state=ReleaseState.RELEASED).first()


def released(viewer: Viewer) -> "QuerySet[Release]":
    """The maps that pairs have shown this viewer as their sponsor; a pair that has ended shows none."""
    found = two_key.released_to(viewer, MAP).filter(state=ReleaseState.RELEASED, space__closed_at=None)
    return found.order_by("-released_at", "id")


def get_released(viewer: Viewer, id: UUID) -> Release:
    found = released(viewer).filter(pk=id).first()
    if found is None:
        raise Hidden
    return found
