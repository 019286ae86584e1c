"""The retention clock: what has reached its day goes, unless a hold stands on it."""

from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.db import models, transaction

from colead.promises import sealed
from colead.promises.models import Hold, Round, SpaceItem


def kinds() -> Iterator[type[SpaceItem]]:
    """Every kind of private item in the product, found from the models themselves."""
    return (model for model in apps.get_models() if issubclass(model, SpaceItem))


def not_held(rows: "models.QuerySet[SpaceItem]") -> "models.QuerySet[SpaceItem]":
    holds = Hold.objects.filter(lifted_at=None)
    whole = holds.filter(item_id=None).values("space_id")
    single = holds.filter(item_id__isnull=False).values("item_id")
    return rows.exclude(space_id__in=whole).exclude(pk__in=single)


@transaction.atomic
def sweep(*, on: date) -> int:
    """Deletes every item whose day has come, and the words of every round; says how many went."""
    gone = 0
    for model in kinds():
        due = not_held(model._door_for_keeper().filter(retain_until__lt=on))
        gone += due.delete()[0]
    rounds = Round.door._unguarded().filter(retain_until__lt=on).exclude(state="forgotten")
    for round in not_held(rounds):
        sealed.forget(round)  # type: ignore[arg-type]
        gone += 1
    return gone
