"""Publishes each half-year that is over, once; a second time is never."""

import json
from datetime import date
from typing import Any, Final

from django.db import transaction

from colead.practice.decisions import pooled as decisions
from colead.programme.pooled import queries
from colead.programme.pooled.models import Publication
from colead.promises import imprints, trail
from colead.rules import pooling
from colead.rules.pooling import Window

FORMAT: Final = "colead pooled decisions 2"


@transaction.atomic
def publish_due(*, on: date) -> list[Publication]:
    """Every closed half-year without a publication gets one, also when there is too little to tell."""
    since = queries.first_day()
    if since is None:
        return []
    told = set(Publication.objects.values_list("first_on", flat=True))
    due = [window for window in pooling.closed_windows(on=on, since=since) if window.first_on not in told]
    return [published for window in reversed(due) if (published := publish(window)) is not None]


def publish(window: Window) -> Publication | None:
    """Whoever comes second finds it published and changes nothing.

    So few figures are possible that a plain digest on the trail would tell them to whoever tried each.
    """
    words = as_text(figures_of(window))
    digest = imprints.keyed({"pooled": words})
    publication, is_new = Publication.objects.get_or_create(
        first_on=window.first_on, defaults={"last_on": window.last_on, "figures": words, "digest": digest}
    )
    if not is_new:
        return None
    facts = {"first_on": window.first_on.isoformat(), "digest": digest}
    trail.record(verb="published_pooled", subject=publication, by=None, facts=facts)
    return publication


def figures_of(window: Window) -> dict[str, Any]:
    speeds = pooling.blocks(decisions.speeds(window), decisions.SIZES)
    return {
        "format": FORMAT,
        "first_on": window.first_on.isoformat(),
        "last_on": window.last_on.isoformat(),
        "days": [{"sizes": list(block.groups), "within": pooling.days_within(block)} for block in speeds],
        "worked": pooling.share_of_dyads(decisions.look_backs(window), decisions.WORKED),
    }


def as_text(figures: dict[str, Any]) -> str:
    return json.dumps(figures, sort_keys=True, separators=(",", ":"))
