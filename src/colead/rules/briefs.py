"""'Speak for us': a position that both have read, carried by one, and what came back."""

from enum import StrEnum

from colead.rules.moves import Machine


class State(StrEnum):
    DRAFT = "draft"
    SHARED = "shared"
    AGREED = "agreed"
    SPOKEN = "spoken"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


MACHINE: Machine[State] = Machine(
    name="brief",
    start=State.DRAFT,
    words={
        State.DRAFT: "This is still a draft.",
        State.SHARED: "This waits for your partner's tap.",
        State.AGREED: "You both stand behind this.",
        State.SPOKEN: "The meeting is over and its line is written.",
        State.WITHDRAWN: "This was taken back.",
        State.EXPIRED: "This has closed by itself.",
    },
    moves={
        (State.DRAFT, "edit"): State.DRAFT,
        (State.DRAFT, "share"): State.SHARED,
        (State.DRAFT, "withdraw"): State.WITHDRAWN,
        (State.SHARED, "edit"): State.SHARED,
        (State.SHARED, "agree"): State.AGREED,
        (State.SHARED, "withdraw"): State.WITHDRAWN,
        # A changed position has not been agreed to, whoever changed it.
        (State.AGREED, "edit"): State.SHARED,
        (State.AGREED, "withdraw"): State.WITHDRAWN,
        # Meetings happen before the partner could look; what was said there can still be brought back.
        (State.SHARED, "debrief"): State.SPOKEN,
        (State.AGREED, "debrief"): State.SPOKEN,
        **{(state, "expire"): State.EXPIRED for state in (State.DRAFT, State.SHARED, State.AGREED, State.SPOKEN)},
    },
)


def speaks_for_both(state: str) -> bool:
    """Until the other has tapped, the one who goes speaks for one."""
    return state in {State.AGREED, State.SPOKEN}
