"""What an outside system may do: point, once for each number, to the pair that leads the unit; and who lets it."""

import hashlib
import secrets
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.models import Partnership
from colead.practice.reviews.actions import allying
from colead.practice.reviews.actions.pointing import Pointer
from colead.practice.reviews.models import PointingKey
from colead.promises import trail
from colead.rules.abilities import Ability
from colead.rules.partnerships import Status
from colead.units.models import Unit
from colead.units.queries import lineage

KEY_BYTES: Final = 32


def digest_of(key: str) -> str:
    """The key has 256 bits of chance, so that a plain digest tells nothing of it."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def issue(*, system: str, by: Viewer) -> str:
    """Shown once, on the page that follows; what stands in the database opens nothing."""
    if not by.has(Ability.ADMINISTER):
        raise Hidden
    key = secrets.token_urlsafe(KEY_BYTES)
    made = PointingKey.objects.create(
        system=system, key_hash=digest_of(key), issued_by=by.person, issued_on=clock.today()
    )
    trail.record(verb="issued_pointing_key", subject=made, by=by)
    return key


@transaction.atomic
def revoke(*, id: int, by: Viewer) -> None:
    """At once: the next request with it is refused."""
    if not by.has(Ability.ADMINISTER):
        raise Hidden
    found = PointingKey.objects.select_for_update().filter(pk=id, ended_on=None).first()
    if found is None:
        raise Hidden
    found.ended_on = clock.today()
    found.save(update_fields=["ended_on"])
    trail.record(verb="revoked_pointing_key", subject=found, by=by)


def key_behind(words: str) -> PointingKey | None:
    """A key goes with the administrator who answers for it."""
    found = PointingKey.objects.filter(key_hash=digest_of(words), ended_on=None, issued_by__left_on=None)
    return found.select_related("issued_by").first() if words else None


def pair_of(unit: Unit) -> Partnership:
    """Who leads the unit, or the nearest one above it; one pair and no other."""
    standing = Partnership.objects.exclude(status=Status.ENDED).filter(is_temporary=False, space__closed_at=None)
    for place in lineage(unit):
        led = list(standing.filter(unit=place).exclude(space=None).select_related("space"))
        if len(led) > 1:
            raise Refused(_("More than one pair leads this unit. Point by hand."))
        if led:
            return led[0]
    raise Refused(_("No pair leads this unit."))


@transaction.atomic
def deliver(*, key: PointingKey, pointer: Pointer) -> None:
    """Laid before both of the pair, who look it over. A number that lies there already is left as it is."""
    allying.lay_before_both(pair_of(pointer.unit), pointer, author=key.issued_by, looks_on=None)
