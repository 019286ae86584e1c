"""Coffee: an invitation without a reason, which nobody has to refuse and which fades by itself."""

from datetime import datetime, timedelta
from enum import StrEnum

from colead.rules.moves import Machine


class Reply(StrEnum):
    YES = "yes"
    LATER_TODAY = "later_today"
    TOMORROW = "tomorrow"


class State(StrEnum):
    INVITED = "invited"
    SET = "set"
    LATER_TODAY = "later_today"
    TOMORROW = "tomorrow"
    WITHDRAWN = "withdrawn"
    FADED = "faded"


_WAITING = (State.INVITED, State.LATER_TODAY, State.TOMORROW)
_LANDS = {"yes": State.SET, "later_today": State.LATER_TODAY, "tomorrow": State.TOMORROW}

MACHINE: Machine[State] = Machine(
    name="coffee",
    start=State.INVITED,
    words={
        State.INVITED: "This invitation is open.",
        State.SET: "This coffee is set.",
        State.LATER_TODAY: "This coffee has moved to later today.",
        State.TOMORROW: "This coffee has moved to tomorrow.",
        State.WITHDRAWN: "This invitation was taken back.",
        State.FADED: "This invitation is over.",
    },
    moves={
        **{(state, reply): landed for state in _WAITING for reply, landed in _LANDS.items()},
        **{(state, "withdraw"): State.WITHDRAWN for state in (*_WAITING, State.SET)},
        **{(state, "fade"): State.FADED for state in (*_WAITING, State.SET)},
    },
)


def fades_at(asked_at: datetime) -> datetime:
    """An invitation that nobody took up is gone after two days, and leaves no trace."""
    return asked_at + timedelta(days=2)
