"""What of the decisions may be counted with those of other dyads: days from framing to one voice, and how it went.

Only decisions of two views. An own call and a rapid decision are framed by nobody, and what has become a talk about how
two people differ is counted nowhere.
"""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from colead.partnerships import charter
from colead.partnerships.queries import countable_spaces
from colead.practice.decisions.models import Decision, LookBack, LookBackValue
from colead.promises import pooling
from colead.rules.decisions import SIZE_RULES, Size, State
from colead.rules.pooling import SETTLED, Counted, Window

SIZES: Final = tuple(size.value for size in Size if SIZE_RULES[size].two_views)
WORKED: Final = LookBackValue.WORKED.value
NEVER: Final = datetime.max.replace(tzinfo=UTC)
NOT_COUNTED: Final = (State.CONFLICT, State.WITHDRAWN, State.ESCALATED_JOINTLY)


def is_in(window: Window, moment: datetime) -> bool:
    return window.first_on <= timezone.localdate(moment) <= window.last_on


def settled_dyads(window: Window) -> dict[UUID, UUID]:
    """By space: dyads that count, where the two had signed their agreement a quarter before the window ended."""
    signed, by = pooling.signed_since(charter.AGREEMENT), window.last_on - SETTLED
    dyads = countable_spaces()
    return {id: dyads[id] for id, moment in signed.items() if id in dyads and timezone.localdate(moment) <= by}


def speeds(window: Window) -> list[Counted]:
    """Days from the agreed frame to the first time the two spoke with one voice, where that fell in the window."""
    said = {"framed_at__isnull": False, "announced_at__isnull": False}
    rows = pooling.states(Decision, "id", "size", "state", "framed_at", "announced_at", **said)
    looked_back_at, dyads = first_look_backs(), settled_dyads(window)
    return [
        Counted(dyads[space_id], people, row["size"], days_between(row["framed_at"], row["announced_at"]))
        for space_id, people, row in rows
        if space_id in dyads
        and is_counted(row)
        and is_in(window, row["announced_at"])
        and row["announced_at"] < looked_back_at.get(row["id"], NEVER)
    ]


def days_between(framed_at: datetime, announced_at: datetime) -> int:
    return max(0, (timezone.localdate(announced_at) - timezone.localdate(framed_at)).days)


def first_look_backs() -> dict[UUID, datetime]:
    """What is said anew after a look back is not the first time."""
    found: dict[UUID, datetime] = {}
    for _space_id, _people, row in pooling.states(LookBack, "decision", "created_at"):
        found.setdefault(row["decision"], row["created_at"])
    return found


def is_counted(row: dict[str, Any]) -> bool:
    return row["size"] in SIZES and row["state"] not in NOT_COUNTED


def look_backs(window: Window) -> list[Counted]:
    """The last word of each decision that was looked back on in the window."""
    sizes = {row["id"]: row["size"] for _, _, row in pooling.states(Decision, "id", "size", "state") if is_counted(row)}
    last: dict[UUID, Counted] = {}
    dyads = settled_dyads(window)
    for space_id, people, row in pooling.states(LookBack, "decision", "value", "created_at"):
        if space_id in dyads and row["decision"] in sizes and is_in(window, row["created_at"]):
            last[row["decision"]] = Counted(dyads[space_id], people, sizes[row["decision"]], row["value"])
    return list(last.values())
