"""Whose calendar lines somebody sees: as one of the two, for one of the two, or by an address that stands alone."""

import hashlib
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import queries as partnerships
from colead.partnerships import sitting
from colead.partnerships.models import Delegate, Partnership, TimeHold
from colead.partnerships.queries import Pair
from colead.practice.calendar.models import Feed, Role
from colead.rules.abilities import Ability

DAYS_BACK: Final = timedelta(days=14)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def still_sits(person: str, today: date) -> Exists:
    """Whether this person holds an open seat of the partnership at hand, whatever the worker has come to."""
    return Exists(sitting.seats(today).filter(partnership=OuterRef("partnership"), person=OuterRef(person)))


def delegations(today: date) -> QuerySet[Delegate]:
    """Those in force: an open one of the present pair, of somebody who still sits there."""
    return Delegate.objects.filter(still_sits("serves", today), ended_on=None, space=F("partnership__space"))


def feed_behind(token: str) -> Feed | None:
    """One statement, whether the address is wrong, was stopped, or its relation has ended."""
    today = clock.today()
    served = delegations(today).filter(partnership=OuterRef("partnership"), person=OuterRef("person"))
    relation = (Q(role=Role.PARTNER) & Q(still_sits("person", today))) | (Q(role=Role.DELEGATE) & Q(Exists(served)))
    rows = Feed.objects.filter(relation, token_hash=hash_of(token), ended_on=None, person__login__is_active=True)
    rows = rows.filter(Q(person__left_on=None) | Q(person__left_on__gt=today), space=F("partnership__space"))
    return rows.select_related("partnership").first()


def lines_of(partnership: Partnership) -> list[TimeHold]:
    """What the present pair has ahead, and for two weeks what lies behind; alike for what was and what was not."""
    rows = TimeHold.objects.filter(partnership=partnership, space=partnership.space_id)
    return list(rows.filter(on_day__gte=clock.today() - DAYS_BACK).order_by("on_day", "starts_at", "id"))


# As one of the two


def pairs_of(viewer: Viewer) -> list[Pair]:
    led = partnerships.led_by(viewer).order_by("created_at", "id")
    return [partnerships.get_pair(viewer, partnership.pk) for partnership in led]


def open_feed(viewer: Viewer, partnership: Partnership, role: Role) -> Feed | None:
    rows = Feed.objects.filter(person_id=viewer.person_id, partnership=partnership, role=role, ended_on=None)
    return rows.filter(space=partnership.space_id).first()


def delegates_of(pair: Pair) -> list[Delegate]:
    """Who holds time for either; both see both."""
    rows = delegations(clock.today()).filter(partnership=pair.partnership).select_related("person", "serves")
    return list(rows.order_by("created_at", "id"))


# For one of the two


def served_by(viewer: Viewer) -> list[Delegate]:
    visible = viewer.sees(Partnership.objects.all(), Ability.HOLD_TIME)
    rows = delegations(clock.today()).filter(person_id=viewer.person_id, partnership__in=visible)
    return list(rows.select_related("serves", "partnership").order_by("serves__name", "created_at", "id"))


def get_served(viewer: Viewer, id: UUID) -> Delegate:
    found = next((row for row in served_by(viewer) if row.partnership_id == id), None)
    if found is None:
        raise Hidden
    return found


def holds_for(viewer: Viewer) -> list[TimeHold]:
    rows = viewer.sees(TimeHold.objects.all(), Ability.HOLD_TIME).filter(lifted_on=None)
    return list(rows.order_by("on_day", "starts_at", "id"))


def get_hold(viewer: Viewer, partnership_id: UUID, id: UUID) -> TimeHold:
    rows = viewer.sees(TimeHold.objects.all(), Ability.HOLD_TIME).filter(lifted_on=None)
    found = rows.filter(pk=id, partnership=partnership_id).select_related("space", "partnership").first()
    if found is None:
        raise Hidden
    return found
