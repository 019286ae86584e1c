"""Partnership agreements: two signatures on the same words, a review in six months, an end without fault."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from colead.rules.moves import Machine


class State(StrEnum):
    DRAFT = "draft"
    ONE_SIGNED = "one_signed"
    IN_FORCE = "in_force"
    REVIEW_DUE = "review_due"
    RENEWED = "renewed"
    REVISED = "revised"
    ENDED = "ended"


IN_EFFECT = frozenset({State.IN_FORCE, State.REVIEW_DUE, State.RENEWED})
REVIEW_MONTHS = 6
REMINDER = timedelta(weeks=4)

MACHINE: Machine[State] = Machine(
    name="agreement",
    start=State.DRAFT,
    words={
        State.DRAFT: "This agreement is a draft.",
        State.ONE_SIGNED: "One of you has signed this agreement.",
        State.IN_FORCE: "This agreement is in force.",
        State.REVIEW_DUE: "It is time to look at this agreement again; until then it holds.",
        State.RENEWED: "You have renewed this agreement.",
        State.REVISED: "A newer version has taken the place of this agreement.",
        State.ENDED: "This agreement has ended.",
    },
    moves={
        (State.DRAFT, "edit"): State.DRAFT,
        (State.DRAFT, "sign"): State.ONE_SIGNED,
        (State.DRAFT, "end"): State.ENDED,
        # Any edit voids: nobody has signed what is now written.
        (State.ONE_SIGNED, "edit"): State.DRAFT,
        (State.ONE_SIGNED, "take_back"): State.DRAFT,
        (State.ONE_SIGNED, "sign"): State.IN_FORCE,
        (State.ONE_SIGNED, "end"): State.ENDED,
        (State.IN_FORCE, "fall_due"): State.REVIEW_DUE,
        (State.REVIEW_DUE, "renew"): State.RENEWED,
        (State.RENEWED, "fall_due"): State.REVIEW_DUE,
        # The old version holds until both have signed the new one; then it is revised.
        **{(state, "replace"): State.REVISED for state in IN_EFFECT},
        **{(state, "end"): State.ENDED for state in IN_EFFECT},
    },
)


def review_due_on(signed_on: date, *, months: int = REVIEW_MONTHS) -> date:
    """The same day of the month, so many months on; the last day where that month is shorter."""
    month_index = signed_on.month - 1 + months
    year, month = signed_on.year + month_index // 12, month_index % 12 + 1
    return date(year, month, min(signed_on.day, monthrange(year, month)[1]))


def remind_on(review_on: date) -> date:
    return review_on - REMINDER


def reminder_is_due(review_on: date, today: date) -> bool:
    return remind_on(review_on) <= today < review_on


def is_in_effect(state: str) -> bool:
    return state in IN_EFFECT
