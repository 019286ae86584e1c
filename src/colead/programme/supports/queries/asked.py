"""A request as one of its two, as the sponsor to whom it went; once it has waited long, as the programme office."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from colead.foundation import addresses, clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.programme.supports.models import Request
from colead.promises import papers, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import requests as rules
from colead.rules.abilities import Ability
from colead.rules.requests import State

KIND: Final = "support_request"
GONE: Final = (ReleaseState.DROPPED, ReleaseState.FORGOTTEN)
SPONSORSHIPS: Final = "release__space__partnership__sponsorships"


def rows(viewer: Viewer, pair: Pair) -> "QuerySet[Release]":
    """What these two ask or asked; a person in two dyads sees only that of the one at hand."""
    found: QuerySet[Release] = Release.door.visible_to(viewer).filter(space=pair.space, kind=KIND)
    return found.exclude(state__in=GONE).select_related("space", "request").order_by("-created_at", "id")


def get(viewer: Viewer, pair: Pair, id: UUID) -> Release:
    return found_or_hidden(rows(viewer, pair).filter(pk=id).first())


def found_or_hidden(release: Release | None) -> Release:
    if release is None:
        raise Hidden
    return release


def for_tables(viewer: Viewer, pair: Pair) -> dict[UUID, tuple[Release, dict[str, Any]]]:
    """By table of the seat map, the request for a seat there that is open, or the latest that was not taken back."""
    sent = [one for one in rows(viewer, pair) if state_of(one) != State.TAKEN_BACK]
    texts = two_key.texts_of(sent, viewer) if sent else {}
    found: dict[UUID, tuple[Release, dict[str, Any]]] = {}
    for one in sorted(sent, key=is_open, reverse=True):
        table = table_of(texts[one.pk])
        if table is not None:
            found.setdefault(table, (one, texts[one.pk]))
    return found


def table_of(text: dict[str, Any]) -> UUID | None:
    """The table whose seat is asked for, where one was chosen."""
    is_seat = text.get("kind") == rules.Kind.SEAT and text.get("table")
    return UUID(text["table"]) if is_seat else None


def state_of(release: Release) -> str:
    """Where it stands with the sponsor; nothing as long as it waits for a key."""
    request = getattr(release, "request", None)
    return str(request.state) if request is not None else ""


def is_open(release: Release) -> bool:
    """Whether it waits for a key, an answer or the thing itself."""
    return release.state == ReleaseState.DRAFT or state_of(release) in rules.OPEN


def address_of_list(pair: Pair) -> str:
    return addresses.address("supports:list_requests", pair.partnership.pk)


@Prepared
def open_in(viewer: Viewer, space: UUID) -> "QuerySet[Release]":
    """What waits for a key, an answer or the thing itself; asked on every visit to the first page."""
    found: QuerySet[Release] = Release.door.visible_to(viewer).filter(space=space, kind=KIND)
    sent = Q(state=ReleaseState.RELEASED, request__state__in=sorted(rules.OPEN))
    return found.filter(Q(state=ReleaseState.DRAFT) | sent).select_related("space", "request").order_by("created_at")


def released(viewer: Viewer) -> "QuerySet[Release]":
    """What pairs ask of this viewer, the oldest first; a pair that has ended asks nothing."""
    out = two_key.released_to(viewer, KIND).filter(state=ReleaseState.RELEASED, space__closed_at=None)
    return out.select_related("request", "space").order_by("released_at", "id")


def waiting_for(viewer: Viewer) -> "QuerySet[Release]":
    return released(viewer).filter(request__state=State.ASKED)


def get_released(viewer: Viewer, id: UUID) -> Release:
    return found_or_hidden(released(viewer).filter(pk=id).first())


def for_seats(viewer: Viewer) -> "list[Release]":
    """What pairs asked this viewer for a seat at a table of their map, the earliest first; taken back or not."""
    taken = papers.taken_from(viewer, KIND).filter(space__closed_at=None).select_related("request")
    both = [*released(viewer).exclude(request__table_id=None), *taken.exclude(request__table_id=None)]
    return sorted(both, key=lambda one: one.created_at)


def answered_by(viewer: Viewer) -> "QuerySet[Release]":
    return released(viewer).exclude(request__state=State.ASKED)


class Reading(NamedTuple):
    """One request, and one sponsor who reads it now."""

    request_id: UUID
    release_id: UUID
    asked_on: date
    reader_id: UUID
    name: str


def readings(requests: "QuerySet[Request]") -> list[Reading]:
    """Who reads each of these: a sponsor whom these two confirmed before the first of their keys turned."""
    at_work = {f"{SPONSORSHIPS}__ended_on": None, f"{SPONSORSHIPS}__confirmed_in": F("release__space")}
    read = requests.filter(release__space__closed_at=None, **at_work).annotate(
        reader=F(f"{SPONSORSHIPS}__person"),
        reader_name=F(f"{SPONSORSHIPS}__person__name"),
        known_since=F(f"{SPONSORSHIPS}__confirmed_at"),
    )
    came_later = two_key.turned_before(OuterRef("known_since"), OuterRef("release"))
    rows = read.exclude(Exists(came_later)).order_by("asked_on", "pk", "reader_name")
    return [Reading(*row) for row in rows.values_list("pk", "release_id", "asked_on", "reader", "reader_name")]


def reader_ids(release: Release) -> list[UUID]:
    return [one.reader_id for one in readings(Request.objects.filter(release=release))]


def reader_names(releases: Iterable[Release]) -> dict[UUID, list[str]]:
    """By release, who reads it now; nobody, when every sponsor who did has gone."""
    found: dict[UUID, list[str]] = {}
    for one in readings(Request.objects.filter(release__in=[one.pk for one in releases])):
        found.setdefault(one.release_id, []).append(one.name)
    return found


def people(ids: Iterable[UUID]) -> list[Person]:
    return list(Person.objects.filter(pk__in=list(ids)).order_by("name", "pk"))


class Unanswered(NamedTuple):
    """All that the programme office reads of a request."""

    asked_on: date
    names: list[str]


def list_unanswered(viewer: Viewer) -> list[Unanswered]:
    """For the programme office: whom somebody asked, and since when. No words, no kind, no pair."""
    if not viewer.has(Ability.KEEP_PROGRAMME):
        raise Hidden
    found: dict[UUID, Unanswered] = {}
    waiting = Request.objects.filter(state=State.ASKED, release__state=ReleaseState.RELEASED)
    for one in readings(waiting):
        if rules.is_told(State.ASKED, one.asked_on, clock.today()):
            found.setdefault(one.request_id, Unanswered(one.asked_on, [])).names.append(one.name)
    return list(found.values())
