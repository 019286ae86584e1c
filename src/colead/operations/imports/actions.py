"""Takes a list in: everything in one transaction, or nothing."""

import hashlib
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from colead.foundation.viewer import Hidden, Viewer
from colead.operations.imports import addresses
from colead.operations.imports.intake import Intake, Kind, Listing, Progress, prepare
from colead.operations.imports.limits import BATCH
from colead.operations.imports.messages import Message, Refused
from colead.operations.imports.plan import Plan
from colead.people.models import Person
from colead.promises import trail
from colead.rules.abilities import Ability
from colead.units.models import Unit

NEEDED = {Kind.UNITS: Ability.KEEP_UNITS, Kind.PEOPLE: Ability.KEEP_PROGRAMME, Kind.FHIR: Ability.KEEP_PROGRAMME}


def take_in(*, listing: Listing, by: Viewer | None, progress: Progress | None = None) -> Intake:
    """Compares again inside the transaction and writes. `by` is nobody when the command was given at the console."""
    if by is not None and not by.has(NEEDED[listing.kind]):
        raise Hidden
    try:
        with transaction.atomic():
            return write(listing, by, progress or (lambda _line: None))
    except IntegrityError:
        sentence = _("Somebody changed the same rows at this moment. Nothing was changed; try again.")
        raise Refused([Message(sentence)]) from None


def write(listing: Listing, by: Viewer | None, say: Progress) -> Intake:
    # One list at a time, and none while a unit moves: together they could close a circle. The site's chain comes last,
    # as for whoever changes one of these rows by hand.
    trail.lock("units")
    intake = prepare(listing, progress=say)
    if intake.is_idle:
        return intake
    for name, plan in intake.plans:
        say(_("Writing %(n)d %(name)s") % {"n": len(plan.new) + len(plan.changed), "name": name})
        if plan is intake.people:
            addresses.hold_changed(intake.people, by)
        write_plan(plan)
    facts: dict[str, Any] = {name: plan.counts for name, plan in intake.plans}
    trail.record(verb="took_in_list", subject=marker(listing), by=by, facts={**facts, "kind": listing.kind.value})
    return intake


def write_plan(plan: Plan[Any]) -> None:
    model = type((plan.new or plan.changed or plan.retired or [None])[0])
    if not issubclass(model, models.Model):
        return
    gone = "left_on" if model is Person else "retired_on"
    model._default_manager.bulk_create(plan.new, batch_size=BATCH)
    overwrite(model, plan.changed, sorted(plan.changed_fields))
    overwrite(model, plan.retired, [gone])


def overwrite(model: type[models.Model], rows: list[Any], fields: list[str]) -> None:
    """Named fields of many rows in few statements; no column is touched that the list did not change."""
    if rows and fields:
        model._default_manager.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


def marker(listing: Listing) -> models.Model:
    """The subject of the trail entry is the file itself, named by its hash."""
    id = UUID(bytes=hashlib.sha256(listing.content).digest()[:16])
    return Unit(id=id) if listing.kind is Kind.UNITS else Person(id=id)
