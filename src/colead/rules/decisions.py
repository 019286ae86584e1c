"""How a decision of two moves, what each size of it asks for, and which size is suggested."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from colead.rules.moves import Machine
from colead.rules.rights import Level


class Kind(StrEnum):
    STRATEGIC = "strategic"
    CLINICAL = "clinical"
    OPERATIONAL = "operational"
    PEOPLE = "people"
    ETHICAL = "ethical"


class Size(StrEnum):
    OWN_CALL = "own_call"
    QUICK = "quick"
    STANDARD = "standard"
    BIG = "big"
    RAPID = "rapid"


class Outcome(StrEnum):
    ALIGNED = "aligned"
    INTEGRATED = "integrated"
    WITH_CONDITION = "with_condition"
    DISAGREE_COMMIT = "disagree_commit"
    TRIAL = "trial"
    FIND_OUT = "find_out"
    TO_SPONSOR = "to_sponsor"
    CONFLICT = "conflict"


class State(StrEnum):
    DRAFT = "draft"
    FRAMED = "framed"
    WRITING = "writing"
    ONE_SEALED = "one_sealed"
    REVEALED = "revealed"
    ASKED = "asked"
    INTEGRATING = "integrating"
    CALLED = "called"
    OURS = "ours"
    TO_TALK = "to_talk"
    DECIDED = "decided"
    ONE_VOICE = "one_voice"
    ANNOUNCED = "announced"
    LOOKBACK_DUE = "lookback_due"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    TALKED_INSTEAD = "talked_instead"
    DROPPED = "dropped"
    ESCALATED_JOINTLY = "escalated_jointly"
    CONFLICT = "conflict"


_WORDS: dict[State, str] = {
    State.DRAFT: "This decision is still a draft.",
    State.FRAMED: "The question is on the table, and waits for a yes.",
    State.WRITING: "Each of you writes alone.",
    State.ONE_SEALED: "One of you has sealed.",
    State.REVEALED: "Both views have been opened.",
    State.ASKED: "You have marked each other's view.",
    State.INTEGRATING: "The two of you have talked and are putting it together.",
    State.CALLED: "This was decided on the spot and waits for the other partner.",
    State.OURS: "You both stand behind this.",
    State.TO_TALK: "One of you would like to talk about this first.",
    State.DECIDED: "Decided.",
    State.ONE_VOICE: "You are finding the words you both will use.",
    State.ANNOUNCED: "You speak with one voice on this.",
    State.LOOKBACK_DUE: "This waits for a look back.",
    State.CLOSED: "Closed.",
    State.WITHDRAWN: "This was withdrawn before anything was opened.",
    State.TALKED_INSTEAD: "The two of you talked instead.",
    State.DROPPED: "This was dropped.",
    State.ESCALATED_JOINTLY: "You have taken this to your sponsor together.",
    State.CONFLICT: "This has moved to a talk about how you differ.",
}

Moves = dict[tuple[State, str], State]

# What follows once something is decided is the same for every size.
_AFTER: Moves = {
    (State.DECIDED, "find_words"): State.ONE_VOICE,
    # A look back may come between the draft and its second key.
    (State.DECIDED, "announce"): State.ANNOUNCED,
    (State.DECIDED, "fall_due"): State.LOOKBACK_DUE,
    (State.DECIDED, "close"): State.CLOSED,
    (State.ONE_VOICE, "announce"): State.ANNOUNCED,
    (State.ONE_VOICE, "leave_words"): State.DECIDED,
    (State.ONE_VOICE, "fall_due"): State.LOOKBACK_DUE,
    (State.ANNOUNCED, "fall_due"): State.LOOKBACK_DUE,
    (State.ANNOUNCED, "close"): State.CLOSED,
    (State.LOOKBACK_DUE, "look_back"): State.CLOSED,
    (State.LOOKBACK_DUE, "look_again"): State.DECIDED,
}

_BEFORE_REVEAL = (State.DRAFT, State.FRAMED, State.WRITING, State.ONE_SEALED)
_AFTER_REVEAL = (State.REVEALED, State.ASKED, State.INTEGRATING)

_TWO_VIEW: Moves = {
    (State.DRAFT, "frame"): State.FRAMED,
    (State.FRAMED, "frame"): State.FRAMED,
    (State.FRAMED, "agree_frame"): State.WRITING,
    (State.WRITING, "seal"): State.ONE_SEALED,
    (State.ONE_SEALED, "unseal"): State.WRITING,
    (State.ONE_SEALED, "seal"): State.REVEALED,
    (State.REVEALED, "mark"): State.ASKED,
    (State.ASKED, "mark"): State.ASKED,
    (State.REVEALED, "talked"): State.INTEGRATING,
    (State.ASKED, "talked"): State.INTEGRATING,
    (State.INTEGRATING, "decide"): State.DECIDED,
    (State.ESCALATED_JOINTLY, "sponsor_answered"): State.ESCALATED_JOINTLY,
    (State.ESCALATED_JOINTLY, "come_back"): State.INTEGRATING,
    (State.ESCALATED_JOINTLY, "close"): State.CLOSED,
    (State.CONFLICT, "come_back"): State.INTEGRATING,
    (State.CONFLICT, "close"): State.CLOSED,
    **{(state, "withdraw"): State.WITHDRAWN for state in _BEFORE_REVEAL},
    **{(state, "talk_instead"): State.TALKED_INSTEAD for state in (*_BEFORE_REVEAL[1:], *_AFTER_REVEAL)},
    **{(state, "escalate"): State.ESCALATED_JOINTLY for state in _AFTER_REVEAL},
    **{(state, "differ"): State.CONFLICT for state in _AFTER_REVEAL},
    **_AFTER,
}

_OWN_CALL: Moves = {
    (State.DRAFT, "tell"): State.DECIDED,
    (State.DRAFT, "withdraw"): State.WITHDRAWN,
    (State.DECIDED, "fine_by_me"): State.DECIDED,
    (State.DECIDED, "lets_talk"): State.TO_TALK,
    (State.TO_TALK, "stand"): State.DECIDED,
    (State.TO_TALK, "talk_instead"): State.TALKED_INSTEAD,
    **_AFTER,
}

_RAPID: Moves = {
    (State.DRAFT, "call"): State.CALLED,
    (State.DRAFT, "withdraw"): State.WITHDRAWN,
    (State.CALLED, "ours"): State.OURS,
    (State.CALLED, "lets_talk"): State.TO_TALK,
    (State.TO_TALK, "ours"): State.OURS,
    (State.OURS, "complete"): State.DECIDED,
    (State.TO_TALK, "talk_instead"): State.TALKED_INSTEAD,
    **{(state, "drop"): State.DROPPED for state in (State.CALLED, State.TO_TALK, State.OURS)},
    **_AFTER,
}


def _machine(name: str, moves: Moves) -> Machine[State]:
    named = {*(state for state, _ in moves), *moves.values()}
    return Machine(name, State.DRAFT, {state: _WORDS[state] for state in State if state in named}, moves)


TWO_VIEW = _machine("two-view decision", _TWO_VIEW)
OWN_CALL = _machine("own call", _OWN_CALL)
RAPID = _machine("rapid decision", _RAPID)


def machine_for(size: str) -> Machine[State]:
    return {Size.OWN_CALL: OWN_CALL, Size.RAPID: RAPID}.get(Size(size), TWO_VIEW)


def next_state(size: str, state: str, verb: str) -> State:
    return machine_for(size).next_state(state, verb)


@dataclass(frozen=True)
class SizeRule:
    """What a size asks for before its step can be taken, by the field names of decision and view."""

    two_views: bool
    frame: frozenset[str]
    view: frozenset[str] = frozenset()
    integration: frozenset[str] = frozenset()
    cards_min: int = 0
    lookback_days: tuple[int, ...] = ()


_INTEGRATION = frozenset({"outcome", "sentence", "north_star"})
_VIEW = frozenset({"view", "imagine"})  # with two cards, the four short fields that a view of this size may ask for

SIZE_RULES: dict[Size, SizeRule] = {
    Size.OWN_CALL: SizeRule(False, frozenset({"sentence"})),
    Size.QUICK: SizeRule(
        True, frozenset({"question"}), frozenset({"view", "imagine"}), frozenset({"outcome", "sentence"})
    ),
    Size.STANDARD: SizeRule(
        True, frozenset({"question", "decide_by"}), _VIEW, _INTEGRATION, cards_min=2, lookback_days=(90,)
    ),
    Size.BIG: SizeRule(
        True,
        frozenset({"question", "decide_by", "affected", "reversible"}),
        _VIEW | {"firmness", "know", "outside_frame"},
        _INTEGRATION | {"give_up", "be", "first_step", "lookback_on"},
        cards_min=3,
        lookback_days=(30, 90),
    ),
    Size.RAPID: SizeRule(False, frozenset({"situation", "do_now", "north_star", "partner_reached"})),
}

RAPID_HOURS = 48
VIEW_MAX, IMAGINE_MAX, CARD_MAX, RAPID_MAX = 600, 300, 140, 400


def lacks_in_view(size: str, filled: frozenset[str]) -> frozenset[str]:
    """Fields of a view that this size asks for and that are still empty."""
    return SIZE_RULES[Size(size)].view - filled


def lacks_in_integration(size: str, filled: frozenset[str]) -> frozenset[str]:
    return SIZE_RULES[Size(size)].integration - filled


def cards_suffice(size: str, kinds: tuple[str, ...]) -> bool:
    """Enough stakeholders, and among them one who receives care or loves them and one who gives it."""
    rule = SIZE_RULES[Size(size)]
    if rule.cards_min == 0:
        return True
    return len(kinds) >= rule.cards_min and {"patient_family", "staff"} <= set(kinds)


def suggested_size(*, kind: str, level: str, is_reversible: bool, is_now: bool = False) -> Size:
    """The smallest size that does the matter justice; the pair may always take another."""
    if is_now:
        return Size.RAPID
    if kind in {Kind.ETHICAL, Kind.STRATEGIC} and not is_reversible:
        return Size.BIG
    if kind == Kind.ETHICAL or level == Level.ABOVE:
        return Size.STANDARD
    if level in {Level.NURSE, Level.PHYSICIAN, Level.EITHER}:
        return Size.OWN_CALL
    return Size.QUICK if is_reversible or level != Level.BOTH else Size.STANDARD


def rapid_until(called_at: datetime) -> datetime:
    return called_at + timedelta(hours=RAPID_HOURS)


def rapid_choices(state: str, *, called_at: datetime, now: datetime) -> tuple[str, ...]:
    """What is open to the pair after a call on the spot; past its two days it can only be dropped."""
    verbs = RAPID.verbs_from(state)
    if state in {State.CALLED, State.TO_TALK, State.OURS} and now >= rapid_until(called_at):
        return tuple(verb for verb in verbs if verb == "drop")
    return verbs


def deadlock_on(revealed_at: datetime, days: int) -> datetime:
    """When the rights row's time is over and the pair is offered the way to the sponsor together."""
    return revealed_at + timedelta(days=days)
