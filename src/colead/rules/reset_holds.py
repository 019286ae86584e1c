"""The hold after a reset: for three days nobody opens private areas with a sign-in that was just made anew."""

from datetime import datetime, timedelta

from colead.rules.abilities import Ability

HOLD = timedelta(hours=72)

# Everything else waits: what is private, and what changes other people's accounts.
WHILE_HELD = frozenset(
    {
        Ability.PUBLIC,
        Ability.SIGNED_IN,
        Ability.READ_RELEASED,
        Ability.READ_NOTICE,
        Ability.SEE_PARTNERSHIP,
        Ability.DEMO,
    }
)


def end_of_hold(now: datetime) -> datetime:
    return now + HOLD


def is_held(until: datetime | None, *, now: datetime) -> bool:
    return until is not None and now < until


def proves_the_owner(*, made_at: datetime, held_until: datetime) -> bool:
    """A second step ends the hold at once, when it was set up before the reset and not after it."""
    return made_at < held_until - HOLD
