"""Debriefs: from a draft only its writer sees, to shared, answered or talked about, to gone."""

from enum import StrEnum

from colead.rules.moves import Machine


class Kind(StrEnum):
    AFTER_MEETING = "after_meeting"
    HARD_DAY = "hard_day"
    MISTAKE = "mistake"
    UNPOPULAR_DECISION = "unpopular_decision"
    WENT_WELL = "went_well"


class Need(StrEnum):
    LISTEN = "listen"
    ADVISE = "advise"
    ACT = "act"
    JUST_TELL = "just_tell"


class State(StrEnum):
    DRAFT = "draft"
    SHARED = "shared"
    ANSWERED = "answered"
    TALKED = "talked"
    LET_GO = "let_go"
    EXPIRED = "expired"


TEXT_MAX = 800

MACHINE: Machine[State] = Machine(
    name="debrief",
    start=State.DRAFT,
    words={
        State.DRAFT: "This is still a draft that only you can see.",
        State.SHARED: "This has been shared.",
        State.ANSWERED: "This has been answered.",
        State.TALKED: "The two of you have talked about this.",
        State.LET_GO: "This has been let go.",
        State.EXPIRED: "This has closed by itself.",
    },
    moves={
        (State.DRAFT, "edit"): State.DRAFT,
        (State.DRAFT, "share"): State.SHARED,
        (State.DRAFT, "let_go"): State.LET_GO,
        (State.DRAFT, "expire"): State.EXPIRED,
        (State.SHARED, "answer"): State.ANSWERED,
        (State.SHARED, "talk"): State.TALKED,
        (State.SHARED, "expire"): State.EXPIRED,
        (State.ANSWERED, "talk"): State.TALKED,
        (State.ANSWERED, "ask_advice"): State.SHARED,
        (State.ANSWERED, "expire"): State.EXPIRED,
        (State.TALKED, "expire"): State.EXPIRED,
        (State.LET_GO, "expire"): State.EXPIRED,
    },
)


def may_advise(need: str, *, advice_asked: bool) -> bool:
    """To someone who asked to be heard, advice opens only when they then ask for it."""
    return need in {Need.ADVISE, Need.ACT} or advice_asked


def shows_privilege_notice(kind: str) -> bool:
    return kind == Kind.MISTAKE
