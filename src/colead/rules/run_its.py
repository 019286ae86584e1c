"""Run-it-by: how one question between partners moves, and when the one who asked may settle it alone."""

from datetime import datetime, timedelta
from enum import StrEnum

from colead.rules.moves import Machine


class Kind(StrEnum):
    FYI = "fyi"
    GUT_CHECK = "gut_check"
    BEFORE_MEETING = "before_meeting"
    THEY_ASKED_ME = "they_asked_me"
    NEED_YOU_TODAY = "need_you_today"


class Answer(StrEnum):
    GOOD = "good"
    CHANGE_THIS = "change_this"
    LETS_TALK = "lets_talk"
    YOU_DECIDE = "you_decide"
    SAME_ANSWER = "same_answer"
    TALK_FIRST = "talk_first"


class State(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    TALKED = "talked"
    OWN_CALL = "own_call"
    MOVED = "moved"
    DROPPED = "dropped"
    EXPIRED = "expired"


LINE_MAX = 280
UNDO_FOR = timedelta(minutes=1)

MACHINE: Machine[State] = Machine(
    name="run-it-by",
    start=State.ASKED,
    words={
        State.ASKED: "This is still waiting for an answer.",
        State.ANSWERED: "This has been answered.",
        State.TALKED: "The two of you have talked about this.",
        State.OWN_CALL: "This has been decided as an own call.",
        State.MOVED: "This has been taken to partner time.",
        State.DROPPED: "This has been let go.",
        State.EXPIRED: "This has closed by itself.",
    },
    moves={
        (State.ASKED, "answer"): State.ANSWERED,
        (State.ASKED, "talk"): State.TALKED,
        (State.ASKED, "decide"): State.OWN_CALL,
        (State.ASKED, "move"): State.MOVED,
        (State.ASKED, "drop"): State.DROPPED,
        (State.ASKED, "expire"): State.EXPIRED,
        # Within a minute, by the one who answered, and only while nothing has followed.
        (State.ANSWERED, "undo"): State.ASKED,
        (State.OWN_CALL, "undo"): State.OWN_CALL,
        (State.ANSWERED, "talk"): State.TALKED,
        (State.ANSWERED, "decide"): State.OWN_CALL,
        (State.ANSWERED, "move"): State.MOVED,
        (State.ANSWERED, "expire"): State.EXPIRED,
        # The partner of the one who decided: the tap changes what is said of the call, not the call.
        (State.OWN_CALL, "fine_by_me"): State.OWN_CALL,
        (State.OWN_CALL, "lets_talk"): State.OWN_CALL,
        (State.OWN_CALL, "talk"): State.TALKED,
        (State.OWN_CALL, "move"): State.MOVED,
        (State.OWN_CALL, "expire"): State.EXPIRED,
        (State.MOVED, "talk"): State.TALKED,
        (State.MOVED, "drop"): State.DROPPED,
        (State.MOVED, "expire"): State.EXPIRED,
        (State.TALKED, "expire"): State.EXPIRED,
        (State.DROPPED, "expire"): State.EXPIRED,
    },
)

OPEN_STATES = frozenset({State.ASKED, State.MOVED})

# These settle at will: one was only told, the other asked for a reaction to the asker's own decision.
_SETTLED_AT_WILL = frozenset({Kind.FYI, Kind.GUT_CHECK})
_ASKER_VERBS = ("decide", "move", "talk", "drop")
_PARTNER_VERBS = ("answer", "talk", "fine_by_me", "lets_talk")


def may_decide_alone(kind: str, *, want_by: datetime | None, now: datetime) -> bool:
    """A question never becomes a debt: without a time, or past it, the asker may make the call."""
    return kind in _SETTLED_AT_WILL or want_by is None or now >= want_by


def asker_choices(state: str, kind: str, *, want_by: datetime | None, now: datetime) -> tuple[str, ...]:
    """What the one who asked may do now; 'we talked' and 'let it go' never have to wait."""
    waits = state == State.ASKED and not may_decide_alone(kind, want_by=want_by, now=now)
    held = {"decide"} if waits else set()
    if kind == Kind.FYI:
        held.add("decide")  # nothing was asked, so there is nothing to decide
    return tuple(verb for verb in _ASKER_VERBS if MACHINE.may(state, verb) and verb not in held)


def partner_choices(state: str) -> tuple[str, ...]:
    return tuple(verb for verb in _PARTNER_VERBS if MACHINE.may(state, verb))


def may_undo(undo_until: datetime | None, *, now: datetime) -> bool:
    return undo_until is not None and now <= undo_until


def says_something(answer: str, *, line: str, would_say: str) -> bool:
    """'Same answer' is the same as something: what the asker would say, or what the partner writes."""
    return answer != Answer.SAME_ANSWER or bool(line or would_say)
