"""How two leaders answer to an event, a complaint or a concern: a pointer, people first, what follows, told back."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from colead.rules.moves import IllegalMove, Machine


class Kind(StrEnum):
    ADVERSE_EVENT = "adverse_event"
    NEAR_MISS = "near_miss"
    GOOD_CATCH = "good_catch"
    PATIENT_FEEDBACK = "patient_feedback"
    EMPLOYEE_CONCERN = "employee_concern"
    CONDUCT = "conduct"
    PRACTICE = "practice"


class State(StrEnum):
    POINTED = "pointed"
    SCREENED_OUT = "screened_out"
    SCREENED_IN = "screened_in"
    PEOPLE_FIRST = "people_first"
    FOLLOWING = "following"
    TOLD_BACK = "told_back"
    LEARNED = "learned"
    RETURNED = "returned"
    CLOSED = "closed"


class Screen(StrEnum):
    """The fixed list that is asked of every pointer."""

    CLEAR = "clear"
    MANDATORY = "mandatory"
    I_WAS_INVOLVED = "i_was_involved"
    PARTNER_WAS_INVOLVED = "partner_was_involved"


class Outcome(StrEnum):
    """All that is kept of a conduct or practice concern besides its number."""

    DELIVERED = "delivered"
    COULD_NOT = "could_not"
    RETURNED = "returned"


class Strength(StrEnum):
    STRONGER = "stronger"
    INTERMEDIATE = "intermediate"
    WEAKER = "weaker"


class Person(StrEnum):
    """Who is known to be looked after, before anything else is done."""

    FAMILY = "family"
    STAFF = "staff"
    UNIT = "unit"


class Told(StrEnum):
    REPORTER = "reporter"
    STAFF = "staff"
    FAMILY = "family"


EVENTS: Final = frozenset({Kind.ADVERSE_EVENT, Kind.NEAR_MISS, Kind.GOOD_CATCH})
HARMFUL: Final = frozenset({Kind.ADVERSE_EVENT, Kind.NEAR_MISS})
MESSAGES: Final = frozenset({Kind.CONDUCT, Kind.PRACTICE})
LEAD_BOTH: Final = "both"
PEOPLE: Final = {
    Kind.ADVERSE_EVENT: frozenset(Person),
    Kind.NEAR_MISS: frozenset({Person.STAFF, Person.UNIT}),
    Kind.GOOD_CATCH: frozenset({Person.STAFF, Person.UNIT}),
}
TOLD: Final = {
    Kind.ADVERSE_EVENT: frozenset(Told),
    Kind.NEAR_MISS: frozenset({Told.REPORTER, Told.STAFF}),
    Kind.GOOD_CATCH: frozenset({Told.REPORTER, Told.STAFF}),
    Kind.PATIENT_FEEDBACK: frozenset({Told.STAFF, Told.FAMILY}),
    Kind.EMPLOYEE_CONCERN: frozenset({Told.REPORTER}),
}
TO_AN_OFFICE: Final = frozenset({"screen_out", "return"})
ID_MAX, SYSTEM_MAX, TITLE_MAX, ACTION_MAX, MEASURE_MAX, ROLE_MAX, LINE_MAX = 40, 60, 60, 100, 100, 60, 280
STARTED_HOURS, DUE_AHEAD_DAYS = 72, 2
YEAR: Final = timedelta(days=366)
YEARS_AHEAD, YEARS_REMEMBERED = 5, 5

_OPEN = (State.SCREENED_IN, State.PEOPLE_FIRST, State.FOLLOWING, State.TOLD_BACK, State.LEARNED)
_FOLLOWED = (State.FOLLOWING, State.TOLD_BACK, State.LEARNED)

MACHINE: Machine[State] = Machine(
    name="review",
    start=State.POINTED,
    words={
        State.POINTED: "It is pointed at, and not yet looked over.",
        State.SCREENED_OUT: "It belongs to an office, and goes there by your hand.",
        State.SCREENED_IN: "It is yours to answer.",
        State.PEOPLE_FIRST: "You are looking after people first.",
        State.FOLLOWING: "People are seen to. What follows is open.",
        State.TOLD_BACK: "You have told back.",
        State.LEARNED: "You have noted what you learned.",
        State.RETURNED: "It is the office's again, once you have told them.",
        State.CLOSED: "It has been seen through. Nothing more is asked of you here.",
    },
    moves={
        (State.POINTED, "screen_out"): State.SCREENED_OUT,
        (State.POINTED, "screen_in"): State.SCREENED_IN,
        (State.POINTED, "recuse"): State.POINTED,
        (State.SCREENED_IN, "care"): State.PEOPLE_FIRST,
        **{(state, "care"): state for state in (State.PEOPLE_FIRST, *_FOLLOWED)},
        (State.SCREENED_IN, "follow"): State.FOLLOWING,
        (State.PEOPLE_FIRST, "follow"): State.FOLLOWING,
        **{(state, "act"): state for state in _FOLLOWED},
        (State.FOLLOWING, "tell"): State.TOLD_BACK,
        **{(state, "tell"): state for state in (State.TOLD_BACK, State.LEARNED)},
        (State.TOLD_BACK, "learn"): State.LEARNED,
        (State.TOLD_BACK, "close"): State.CLOSED,
        (State.LEARNED, "close"): State.CLOSED,
        (State.SCREENED_IN, "deliver"): State.CLOSED,
        (State.SCREENED_IN, "could_not"): State.CLOSED,
        **{(state, "slip"): State.SCREENED_IN for state in (State.CLOSED, State.RETURNED)},
        (State.SCREENED_OUT, "take_back"): State.POINTED,
        **{(state, "return"): State.RETURNED for state in _OPEN},
        **{(state, "hand_over"): state for state in _OPEN},
        **{(state, "recuse"): state for state in _OPEN},
        **{(state, "say"): state for state in _OPEN},
    },
)

OUTCOMES: Final[dict[str, str]] = {
    Outcome.DELIVERED: "The talk has been held. Nothing more is asked of you two.",
    Outcome.COULD_NOT: "The talk could not be held. If its office waits to hear, tell them: Colead tells nobody.",
}
OVER: Final = frozenset({State.SCREENED_OUT, State.RETURNED, State.CLOSED})
OPEN: Final = frozenset({State.POINTED, *_OPEN})
_OF_MESSAGES_ALONE: Final = frozenset({"deliver", "could_not", "slip"})
_OF_A_MESSAGE: Final = _OF_MESSAGES_ALONE | {"screen_out", "screen_in", "recuse", "hand_over", "return", "take_back"}
_OF_EVENTS_ALONE: Final = frozenset({"care"})


def may(kind: str, state: str, verb: str) -> bool:
    """Whether a pointer of this kind may take this step: a message is handed over and nothing more is written of it."""
    known = Kind(kind)
    if known in MESSAGES:
        return verb in _OF_A_MESSAGE and MACHINE.may(state, verb)
    if verb in _OF_MESSAGES_ALONE or (verb in _OF_EVENTS_ALONE and known not in EVENTS):
        return False
    if verb == "follow" and known in EVENTS and state != State.PEOPLE_FIRST:
        return False
    return MACHINE.may(state, verb)


def next_state(kind: str, state: str, verb: str) -> State:
    if not may(kind, state, verb):
        raise IllegalMove(MACHINE.name, state, verb, f"{MACHINE.words[State(state)]} Nothing was changed.")
    return MACHINE.next_state(state, verb)


def words_of(kind: str, state: str, outcome: str = "") -> str:
    """Where it stands. Only of an event are people seen to before what follows; a message ends as it was carried."""
    if state == State.FOLLOWING and kind not in EVENTS:
        return "What follows is open."
    return (OUTCOMES.get(outcome) if state == State.CLOSED else None) or MACHINE.words[State(state)]


def way_back(kind: str, state: str) -> str:
    """The step that takes its end back on the same day: of a message, and of what was left to an office; else none."""
    return next((verb for verb in ("slip", "take_back") if may(kind, state, verb)), "")


def is_still_a_slip(ended_on: date, today: date) -> bool:
    """An end that can be taken back is taken back on the same day, and stands from the next."""
    return ended_on == today


def people_of(kind: str) -> frozenset[Person]:
    """Who is seen to first: where nobody was harmed no family waits to be spoken with; a complaint has its office."""
    return PEOPLE.get(Kind(kind), frozenset())


def told_of(kind: str) -> frozenset[Told]:
    """Who may wait to hear what came of it. Of a message nobody does."""
    return TOLD.get(Kind(kind), frozenset())


def are_people_seen_to(kind: str, ticked: Collection[str]) -> bool:
    """People before process: nothing is followed up before each of them is known to be seen to."""
    return people_of(kind) <= set(ticked)


def may_end(verb: str, *, is_held_alone: bool) -> bool:
    """Who sees to it alone because the other stepped back may give it to its office at any time, and not end it."""
    return verb in TO_AN_OFFICE or not is_held_alone


def is_only_training(strength: str) -> bool:
    """Said gently beside an action: by itself it seldom lasts."""
    return strength == Strength.WEAKER


def started_on(today: date) -> date:
    """The day on which the lead is asked whether it has begun."""
    return today + timedelta(hours=STARTED_HOURS)


def ahead_of(due: date) -> date:
    return due - timedelta(days=DUE_AHEAD_DAYS)


def is_within_reach(day: date, today: date) -> bool:
    """A day that somebody plans for: at most one year back, five ahead; anything else is a slip of the hand."""
    return today - YEAR <= day <= today + YEARS_AHEAD * YEAR


def is_remembered(day: date, today: date) -> bool:
    """Lately enough for the day on which something happened."""
    return day >= today - YEARS_REMEMBERED * YEAR
