"""How a talk about how two partners differ moves: prepared alone, invited, held, agreed on, checked, let go."""

from datetime import date, timedelta
from enum import StrEnum

from colead.rules.moves import Machine


class Kind(StrEnum):
    CROSSED_WIRES = "crossed_wires"
    DIFFER = "differ"
    LANDED_BADLY = "landed_badly"
    SAME_AGAIN = "same_again"
    PLAYED_OFF = "played_off"


class Setting(StrEnum):
    WALKING = "walking"
    COFFEE = "coffee"
    QUIET_ROOM = "quiet_room"
    WITH_COACH = "with_coach"


class Reply(StrEnum):
    ACCEPT = "accept"
    OTHER_TIME = "other_time"
    WITH_COACH = "with_coach"
    NOT_YET = "not_yet"


class Check(StrEnum):
    CLOSER = "closer"
    SAME = "same"
    FURTHER = "further"


class Rung(StrEnum):
    COACH = "coach"
    PAIR = "pair"
    SPONSOR = "sponsor"
    FORMAL = "formal"


class State(StrEnum):
    PRIVATE = "private"
    CROSSED = "crossed"
    INVITED = "invited"
    NOT_YET = "not_yet"
    SET = "set"
    TALKED = "talked"
    AGREED = "agreed"
    PART = "part"
    STUCK = "stuck"
    CHECK_DUE = "check_due"
    AGAIN = "again"
    LADDERED = "laddered"
    SETTLED = "settled"
    LET_GO = "let_go"


TOPIC_MAX, HOPE_MAX, WHEN_MAX, LINE_MAX, PREP_MAX, SIDE_MAX, CARD_MAX = 60, 140, 60, 140, 600, 600, 280
LINES_AT_MOST = 3
PROPOSE_DAYS, UNTALKED_DAYS, CHECK_DAYS, LEND_DAYS = 7, 7, 14, 30

# Nobody but who invited lets these go.
INVITERS = frozenset({State.INVITED, State.NOT_YET, State.CROSSED})
BEFORE_TALK = (State.INVITED, State.NOT_YET, State.SET)
_AFTER_TALK = (State.AGREED, State.PART, State.STUCK, State.CHECK_DUE, State.LADDERED)

MACHINE: Machine[State] = Machine(
    name="talk",
    start=State.PRIVATE,
    words={
        State.PRIVATE: "This is still yours alone.",
        State.CROSSED: "One line is written, the other is not yet.",
        State.INVITED: "One of you has asked for a talk.",
        State.NOT_YET: "Not yet: a time will be proposed.",
        State.SET: "The talk is set.",
        State.TALKED: "The two of you have talked.",
        State.AGREED: "You agreed on something small.",
        State.PART: "You found part of it.",
        State.STUCK: "You are stuck for now.",
        State.CHECK_DUE: "It is time to look how it is.",
        State.AGAIN: "You will talk once more.",
        State.LADDERED: "You ask somebody in, both of you.",
        State.SETTLED: "This is settled.",
        State.LET_GO: "This was let go.",
    },
    moves={
        (State.PRIVATE, "invite"): State.INVITED,
        (State.PRIVATE, "cross"): State.CROSSED,
        (State.PRIVATE, "let_go"): State.LET_GO,
        (State.CROSSED, "clear"): State.SETTLED,
        (State.CROSSED, "settle"): State.SETTLED,
        (State.CROSSED, "let_go"): State.LET_GO,
        (State.INVITED, "accept"): State.SET,
        (State.INVITED, "not_yet"): State.NOT_YET,
        **{(state, "propose"): State.INVITED for state in BEFORE_TALK},
        **{(state, "talk"): State.TALKED for state in (*BEFORE_TALK, State.AGAIN, State.LADDERED)},
        **{(state, "agree"): State.AGREED for state in (State.TALKED, State.AGREED, State.PART, State.STUCK)},
        (State.TALKED, "part"): State.PART,
        (State.TALKED, "stuck"): State.STUCK,
        (State.AGREED, "fall_due"): State.CHECK_DUE,
        (State.PART, "fall_due"): State.CHECK_DUE,
        **{(state, "again"): State.AGAIN for state in _AFTER_TALK},
        **{(state, "ladder"): State.LADDERED for state in (*_AFTER_TALK, State.TALKED, State.AGAIN)},
        **{(state, "settle"): State.SETTLED for state in (*_AFTER_TALK, State.TALKED)},
        **{(state, "let_go"): State.LET_GO for state in (*BEFORE_TALK, *_AFTER_TALK, State.TALKED, State.AGAIN)},
    },
)

# What both say, each for themself; where it leads, so that a half can be taken back from there on the same day.
SAID_BY_BOTH = {"talk": State.TALKED, "settle": State.SETTLED}
CLOSED = frozenset({State.SETTLED, State.LET_GO})
WAITS_FOR_TALK = frozenset({*BEFORE_TALK, State.AGAIN})
TAKES_LINES = frozenset({State.TALKED, State.AGREED, State.PART, State.STUCK})


def present_state(state: str, *, check_on: date | None, today: date) -> State:
    """Where it stands today: once its day has come, what was agreed on asks how it is."""
    known = State(state)
    if check_on is not None and today >= check_on and MACHINE.may(known, "fall_due"):
        return MACHINE.next_state(known, "fall_due")
    return known


def may_take_back(state: str, *, before: str, both_on: str, today: date) -> str:
    """Which of the two sayings can still be taken back: on the day both had said it, while nothing came after it."""
    if both_on != today.isoformat() or not before:
        return ""
    return next((verb for verb, led_to in SAID_BY_BOTH.items() if led_to == state and MACHINE.may(before, verb)), "")


def still_waits(state: str, verb: str) -> bool:
    """Whether what one of them said can still become what both say."""
    return bool(verb) and MACHINE.may(state, verb)


def may_let_go(state: str, *, is_inviter: bool, is_called_settled: bool) -> bool:
    """Until both have said yes to it the invitation is the inviter's to take back; who was asked says 'not yet'.

    What the other calls settled, or both once did, is not wiped by one.
    """
    if is_called_settled:
        return False
    if state in INVITERS:
        return is_inviter and MACHINE.may(state, "let_go")
    return MACHINE.may(state, "let_go")


def check_day(today: date) -> date:
    return today + timedelta(days=CHECK_DAYS)


def propose_by(today: date) -> date:
    return today + timedelta(days=PROPOSE_DAYS)


def untalked_day(invited_on: date) -> date:
    """A week after the invitation, whatever was said and taken back meanwhile."""
    return invited_on + timedelta(days=UNTALKED_DAYS)


def is_untalked(state: str, *, invited_on: date, today: date) -> bool:
    """An invitation that has led to no talk for a week; only the one who invited is asked about it."""
    return state in BEFORE_TALK and today >= untalked_day(invited_on)
