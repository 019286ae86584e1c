"""The viewer: the person now looking, able to be asked."""

from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from colead.access import policy
from colead.foundation import clock
from colead.foundation.prepared import CannotBePrepared
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.promises.models import Membership
from colead.rules.abilities import Ability
from colead.rules.reset_holds import WHILE_HELD, is_held

Row = TypeVar("Row", bound=Model)


class SignedInViewer:
    """Somebody with an account. While a hold stands after a reset, nothing private exists for them."""

    is_signed_in = True

    def __init__(self, person: Person, *, held_until: datetime | None = None) -> None:
        self.person = person
        self.is_held = is_held(held_until, now=clock.now())
        self.keyring: dict[Any, bytes] = {}

    @cached_property
    def person_id(self) -> UUID:
        return self.person.pk

    @cached_property
    def abilities(self) -> frozenset[Ability]:
        abilities = policy.abilities_for(self.person_id)
        return abilities & WHILE_HELD if self.is_held else abilities

    @cached_property
    def spaces(self) -> "QuerySet[Membership, UUID]":
        """Built once and never run by itself, so that nothing of it is remembered."""
        return policy.spaces_of(self.person_id)

    def stand_in(self, person_id: UUID) -> Viewer:
        return StandIn(Person(pk=person_id))

    def has(self, ability: Ability) -> bool:
        return ability in self.abilities

    def sees(self, queryset: "QuerySet[Row]", ability: Ability) -> "QuerySet[Row]":
        if self.is_held and ability not in WHILE_HELD:
            return queryset.none()
        return queryset.filter(policy.rows_for(self, ability, queryset.model))

    def may(self, ability: Ability, thing: Model) -> bool:
        rows = type(thing)._base_manager.filter(pk=thing.pk)
        return self.sees(rows, ability).exists()

    def require(self, ability: Ability, thing: Model) -> None:
        if not self.may(ability, thing):
            raise Hidden


class StandIn(SignedInViewer):
    """Whoever will ask. What depends on roles is not known of them, so no prepared question can lean on it."""

    @property
    def abilities(self) -> frozenset[Ability]:
        raise CannotBePrepared


class Nobody:
    """Not signed in: may enter what is public, sees no row."""

    is_signed_in = False
    is_held = False
    person = None
    abilities = frozenset({Ability.PUBLIC})

    def __init__(self) -> None:
        self.keyring: dict[Any, bytes] = {}

    @property
    def person_id(self) -> UUID:
        raise Hidden

    def stand_in(self, person_id: UUID) -> Viewer:
        raise Hidden

    def has(self, ability: Ability) -> bool:
        return ability is Ability.PUBLIC

    def sees(self, queryset: "QuerySet[Row]", ability: Ability) -> "QuerySet[Row]":
        return queryset.none()

    def may(self, ability: Ability, thing: Model) -> bool:
        return False

    def require(self, ability: Ability, thing: Model) -> None:
        raise Hidden
