"""What of the open cases may be counted with those of other dyads: their kind, and nothing else of them.

Not what nobody has looked over yet, which may be a slip, and nothing of a pair that is over.
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from colead.partnerships import charter
from colead.partnerships.queries import countable_spaces
from colead.practice.reviews.models import Case
from colead.promises import pooling
from colead.rules import reviews as rules
from colead.rules.pooling import COUNTED_MIN, SETTLED, Counted

KINDS: Final = tuple(kind.value for kind in rules.Kind)
STATES: Final = tuple(state.value for state in rules.OPEN - {rules.State.POINTED})


def settled_dyads(on: date) -> dict[UUID, UUID]:
    """By space: dyads that count, where the two had signed their agreement a quarter before."""
    signed, dyads = pooling.signed_since(charter.AGREEMENT), countable_spaces()
    return {id: dyads[id] for id, at in signed.items() if id in dyads and timezone.localdate(at) <= on - SETTLED}


def open_cases(on: date) -> list[Counted]:
    """As they stand on that day, of the present pairs; none where so few dyads are settled that each must have one."""
    dyads = settled_dyads(on)
    if len(set(dyads.values())) < COUNTED_MIN:
        return []
    where = {"state__in": STATES, "retain_until__gte": on, "beside__closed_at": None}
    rows = pooling.states_beside(Case, "kind", **where)
    return [Counted(dyads[id], people, row["kind"], 1) for id, people, row in rows if id in dyads]
