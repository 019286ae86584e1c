"""A joint memo: one version each, signed by both in the same words, out now or at its hour, corrected, withdrawn."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Final

from colead.rules.audiences import Audience
from colead.rules.moves import Machine


class Kind(StrEnum):
    """What the memo is for; each begins with questions of its own."""

    NEWS = "news"
    CHANGE = "change"
    THANKS = "thanks"
    RESPONSE = "response"
    POSITION = "position"


class State(StrEnum):
    DRAFT = "draft"
    ONE_SIGNED = "one_signed"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


NEEDED: Final = ("title", "to", "body")
# Who may read one that both have signed; a memo that stays between the two would be none.
AUDIENCES: Final = (Audience.EVERYONE, Audience.PROGRAMME, Audience.SPONSOR)
UNSIGNED: Final = frozenset({State.DRAFT, State.ONE_SIGNED})
# Not out yet: a change is still possible, and voids both signatures.
PENDING: Final = UNSIGNED | {State.SCHEDULED}
LENT_DAYS: Final = 14  # to somebody who prepares it
OVER: Final = frozenset({State.CORRECTED, State.WITHDRAWN, State.DROPPED})

MACHINE: Machine[State] = Machine(
    name="memo",
    start=State.DRAFT,
    words={
        State.DRAFT: "This memo is a draft.",
        State.ONE_SIGNED: "One of you has signed this memo.",
        State.SCHEDULED: "Both of you have signed this memo; it goes out at its hour.",
        State.PUBLISHED: "This memo is published.",
        State.CORRECTED: "You have corrected this memo.",
        State.WITHDRAWN: "You have withdrawn this memo.",
        State.DROPPED: "This draft was let go.",
    },
    moves={
        (State.DRAFT, "edit"): State.DRAFT,
        (State.DRAFT, "sign"): State.ONE_SIGNED,
        (State.DRAFT, "drop"): State.DROPPED,
        # Other words: nobody has signed what now stands there.
        (State.ONE_SIGNED, "edit"): State.DRAFT,
        (State.ONE_SIGNED, "take_back"): State.DRAFT,
        (State.ONE_SIGNED, "schedule"): State.SCHEDULED,
        (State.ONE_SIGNED, "publish"): State.PUBLISHED,
        (State.ONE_SIGNED, "drop"): State.DROPPED,
        (State.SCHEDULED, "edit"): State.DRAFT,
        (State.SCHEDULED, "take_back"): State.ONE_SIGNED,
        (State.SCHEDULED, "publish"): State.PUBLISHED,
        (State.SCHEDULED, "drop"): State.DROPPED,
        # A correction is a memo of its own until both have signed it.
        (State.PUBLISHED, "correct"): State.CORRECTED,
        (State.PUBLISHED, "withdraw"): State.WITHDRAWN,
    },
)


def lacks(filled: Collection[str]) -> tuple[str, ...]:
    """What a memo still needs before anyone signs it."""
    return tuple(name for name in NEEDED if name not in filled)


def waits_for_its_hour(publish_at: datetime | None, now: datetime) -> bool:
    """Whether the second signature schedules it; an hour that has passed means at once."""
    return publish_at is not None and publish_at > now


def in_turn(names: list[str], before: list[str]) -> list[str]:
    """Both names, the other one first than last time; a first memo takes them as they come."""
    return names[::-1] if before and before[0] == names[0] else names
