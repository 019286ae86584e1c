"""What is out of this room for everyone: the pages of dyads by unit, and where they will be. Nothing counts readers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.models import EarlierSpace, Partnership, Seat
from colead.practice.visibility import queries
from colead.promises import two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules.partnerships import Status

Document = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A dyad as everyone may know of it. Between partners nothing of the page stands but whom to ask."""

    dyad: Partnership
    release: Release
    seats: list[Seat] = field(default_factory=list)

    @property
    def text(self) -> Document:
        return (self.release.published or {}) if self.is_whole else {}

    @property
    def is_whole(self) -> bool:
        return self.dyad.space_id == self.release.space_id

    @property
    def people(self) -> list[Document]:
        """Those of the page who still sit there."""
        present = {str(seat.person_id) for seat in self.seats}
        said: list[Document] = (self.release.published or {}).get("people", [])
        return [person for person in said if self.is_whole or person["id"] in present]

    @property
    def is_true(self) -> bool:
        return queries.is_true(self.text, queries.facts(self.dyad, self.seats))


def directory(viewer: Viewer) -> list[Listed]:
    """Every dyad whose page is out, by unit and name; one that is between partners keeps its line."""
    return listed(two_key.released_to(viewer, queries.PAGE).filter(state=ReleaseState.RELEASED))


def get(viewer: Viewer, dyad_id: UUID) -> Listed:
    """One of them. Asked within those that this viewer may read: the page itself, or that it is between partners."""
    found = next((one for one in directory(viewer) if one.dyad.pk == dyad_id), None)
    if found is None:
        raise Hidden
    return found


def listed(releases: Iterable[Release]) -> list[Listed]:
    latest = {release.space_id: release for release in sorted(releases, key=when)}
    now = Partnership.objects.filter(space__in=list(latest)).exclude(status=Status.ENDED).select_related("unit__parent")
    of_dyad = {dyad.pk: (dyad, latest[dyad.space_id]) for dyad in now if dyad.space_id is not None}
    earlier = EarlierSpace.objects.filter(space__in=list(latest)).exclude(partnership__status=Status.ENDED)
    for row in earlier.select_related("partnership__unit__parent").order_by("-created_at"):
        of_dyad.setdefault(row.partnership_id, (row.partnership, latest[row.space_id]))
    seats: dict[UUID, list[Seat]] = {}
    for seat in Seat.objects.filter(partnership__in=list(of_dyad), until_on=None).select_related("person"):
        seats.setdefault(seat.partnership_id, []).append(seat)
    found = [Listed(dyad, release, seats.get(dyad.pk, [])) for dyad, release in of_dyad.values()]
    return sorted(found, key=lambda one: (one.dyad.unit.name.casefold(), one.dyad.name.casefold(), str(one.dyad.pk)))


def when(release: Release) -> Any:
    return release.released_at or clock.now()


def coming(viewer: Viewer, one: Listed) -> list[Document]:
    """Where both let everyone know that they will be; a day that has gone by is theirs again."""
    if not one.is_whole:
        return []
    out = two_key.released_to(viewer, queries.SHOWN).filter(state=ReleaseState.RELEASED, space=one.release.space_id)
    said = [release.published or {} for release in out]
    today = clock.today().isoformat()
    return sorted((text for text in said if text.get("on_day", "") >= today), key=lambda text: text["on_day"])
