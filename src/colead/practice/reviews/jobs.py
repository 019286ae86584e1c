"""Who may help no more keeps no key to a case; and once a quarter, where a site has it so, the open ones are counted.

A key of theirs opened nothing from the moment that barred them.
"""

import json
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from colead.foundation import clock
from colead.partnerships.models import Ally, Partnership
from colead.practice.reviews import pooled, queries
from colead.practice.reviews.actions import reminding
from colead.practice.reviews.models import Case, OpenCount
from colead.promises import belonging, imprints, trail
from colead.rules import pooling
from colead.rules.visibility import quarter_of

FORMAT: Final = "colead open cases 1"
TO_COUNT: Final = timedelta(days=7)  # so that nobody chooses the day by switching it on


def let_out_who_may_help_no_more() -> None:
    """The two keep theirs while they belong to the pair. Whether a naming still stands, the case alone tells:

    it is opened to nobody here, so that a stand-in whom the sponsor names no more goes at the next step of the two.
    Mail of a case goes to who stands in: whoever is named no more, or may help no more, hears no more of it.
    The last key to a case from which both stepped back waits, and opens nothing, for whoever is named next.
    """
    outside = belonging.beside(Case, "beside_id")
    pairs = {pair.space_id: pair for pair in Partnership.objects.filter(space__in={one.of for one in outside})}
    for one in outside:
        partnership = pairs.get(one.of)
        if partnership is None or one.person.pk not in queries.standing_in(partnership):
            reminding.none_of(one.item_id, one.person)
        if partnership is None or not queries.may_help(one.person, partnership):
            belonging.end(one, is_last_kept=partnership is not None)
    end_who_may_point_no_more()


def end_who_may_point_no_more() -> None:
    """An office or a sponsorship that came later ends it: whoever lays it down again is named anew, or not."""
    for ally in Ally.objects.filter(ended_on=None).select_related("person", "partnership"):
        if not queries.may_help(ally.person, ally.partnership):
            Ally.objects.filter(pk=ally.pk, ended_on=None).update(ended_on=clock.today())
            trail.record(verb="ended_ally", subject=ally, by=None, space=ally.space)


@transaction.atomic
def count_due(*, on: date) -> OpenCount | None:
    """In the first days of a quarter, once, also when there is too little to tell; what comes later changes nothing."""
    begun = quarter_of(on)
    if not settings.OPEN_COUNTS or on - begun >= TO_COUNT or OpenCount.objects.filter(quarter_on=begun).exists():
        return None
    words = json.dumps(figures(on), sort_keys=True, separators=(",", ":"))
    digest = imprints.keyed({"open": words, "quarter": begun.isoformat()})
    made = OpenCount.objects.create(quarter_on=begun, figures=words, digest=digest)
    trail.record(verb="counted_open", subject=made, by=None, facts={"quarter": begun.isoformat(), "digest": digest})
    return made


def figures(on: date) -> dict[str, object]:
    """Under the bar it is the same text, whether there is nothing or nearly enough."""
    blocks = pooling.blocks(pooled.open_cases(on), pooled.KINDS, pooling.CASES_MIN)
    told = [{"kinds": list(block.groups), "at_least": pooling.at_least(block)} for block in blocks]
    return {"format": FORMAT, "told": told}
