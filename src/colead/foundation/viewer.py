"""The port: who is looking, and what may be asked of them. Rooms know only this, never the policy behind it."""

from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from colead.rules.abilities import Ability

Row = TypeVar("Row", bound=Model)


class Hidden(Http404):
    """What this viewer may not see does not exist; the answer is the same as for a thing that never was."""

    def __init__(self) -> None:
        super().__init__("")


class Viewer(Protocol):
    """The person now looking. `keyring` caches opened keys for one request and is touched only by the promises."""

    keyring: dict[Any, bytes]

    @property
    def person(self) -> Any: ...

    @property
    def person_id(self) -> UUID: ...

    @property
    def is_signed_in(self) -> bool: ...

    @property
    def is_held(self) -> bool:
        """Whether private areas are closed for now, because the sign-in was reset."""

    def stand_in(self, person_id: UUID) -> "Viewer":
        """Somebody known by id alone, in whose name a prepared question is built once for whoever asks it."""

    def has(self, ability: Ability) -> bool:
        """Whether this ability exists for this person at all, over anything."""

    def sees(self, queryset: "QuerySet[Row]", ability: Ability) -> "QuerySet[Row]":
        """The rows over which this person has the ability. The set comes first."""

    def may(self, ability: Ability, thing: Model) -> bool:
        """Membership in that set."""

    def require(self, ability: Ability, thing: Model) -> None:
        """Raises `Hidden` unless the thing is in that set."""


class ViewerRequest(HttpRequest):
    """A request after the middleware: it knows its viewer."""

    viewer: Viewer
