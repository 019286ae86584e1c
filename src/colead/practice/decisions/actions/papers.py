"""The three texts that need both keys: what was decided, what both say about it, the joint brief."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import actions as partnerships
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair, readers_of
from colead.practice.decisions import queries
from colead.practice.decisions.actions import framing, moving, reminding, settling, speaking
from colead.practice.decisions.models import Decision
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import decisions as rules
from colead.rules.audiences import Audience
from colead.rules.decisions import Outcome, Size, State

Text = dict[str, Any]
KINDS: Final = {"integration": queries.INTEGRATION, "words": queries.WORDS, "brief": queries.BRIEF}
PUTTING_TOGETHER: Final = frozenset({State.INTEGRATING, State.OURS})
SPEAKING: Final = frozenset({State.DECIDED, State.ONE_VOICE, State.ANNOUNCED})


class Incomplete(Exception):
    """The text lacks something that this size of decision asks for."""

    def __init__(self, missing: frozenset[str]) -> None:
        super().__init__()
        self.missing = missing


class Untold(Exception):
    """It would go out to everyone, and nobody has said that those who should hear it first have heard it."""


@transaction.atomic
def keep(*, pair: Pair, id: UUID, name: str, text: Text, seen: str, by: Viewer, parts: Sequence[str] = ()) -> Decision:
    """Writes the draft that stands on the screen; refused when it is no longer the one that stands.

    Of the words only `parts` go out to everyone, and none unless they are named. A key turns on both.
    """
    decision = moving.lock(by, pair, id)
    require_open(decision, name, by)
    space.require_open(by, decision.space)
    release = draft_of(decision, name)
    if seen != (release.text_hash if release else ""):
        raise two_key.StaleText
    audience = audience_of(name, parts)
    publishes = speaking.going_out(text, parts) if name == "words" else sorted(text)
    if release is not None and release.audience == audience:
        two_key.edit(release=release, text=text, by=by, publishes=publishes)
        return decision
    out = standing_out(decision, name)
    if out is not None and out.audience == Audience.EVERYONE != audience:
        raise Refused(_("What is out stays out until it is taken out of view. Choose at least one part, please."))
    if release is not None:
        two_key.drop(release=release, by=by)
    made = two_key.propose(
        space=decision.space, kind=KINDS[name], audience=audience, text=text, by=by, publishes=publishes, supersedes=out
    )
    before = queries.paper(decision, name)
    if name == "brief" and before is not None and out is None:
        moving.leave_brief(before, by)
    if name == "words" and decision.state == State.DECIDED and out is None:
        return moving.move(decision, "find_words", by=by, words=made)
    space.rewrite(decision, by=by, text={}, **{name: made})
    return decision


def audience_of(name: str, parts: Sequence[str]) -> Audience:
    if name == "brief":
        return Audience.SPONSOR
    return Audience.EVERYONE if parts else Audience.PAIR


def standing_out(decision: Decision, name: str) -> Release | None:
    """The version that is out now, under a draft or without one."""
    release = queries.paper(decision, name)
    if release is not None and release.state == ReleaseState.DRAFT:
        release = release.supersedes
    return release if release is not None and release.state == ReleaseState.RELEASED else None


def draft_of(decision: Decision, name: str) -> Release | None:
    release = queries.paper(decision, name)
    return release if release is not None and release.state == ReleaseState.DRAFT else None


@transaction.atomic
def turn(*, pair: Pair, id: UUID, name: str, seen: str, by: Viewer, are_told: bool = False) -> Decision:
    """Turns one's key on the text on the screen; with the last key it stands, and what follows from it follows."""
    decision = moving.lock(by, pair, id)
    require_open(decision, name, by)
    space.require_open(by, decision.space)
    release = required_draft(decision, name)
    missing = lacks(decision, name, two_key.text_of(release, by))
    if missing:
        raise Incomplete(missing)
    is_last = bool(queries.keys_turned(release, by).keys() - {by.person_id})
    if release.audience == Audience.EVERYONE and is_last and not are_told:
        raise Untold
    if release.audience == Audience.SPONSOR:
        partnerships.require_sponsor(pair)
    done = two_key.turn(release=release, seen=seen, by=by)
    if done.state == ReleaseState.RELEASED:
        FOLLOWS[name](decision, pair, two_key.text_of(done, by), by)
    return decision


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, name: str, by: Viewer) -> Decision:
    decision = moving.lock(by, pair, id)
    two_key.take_back(release=required_draft(decision, name), by=by)
    return decision


def required_draft(decision: Decision, name: str) -> Release:
    release = draft_of(decision, name)
    if release is None:
        raise two_key.AlreadyOut
    return release


def require_open(decision: Decision, name: str, by: Viewer) -> None:
    """Whether the decision stands where this text is written."""
    if name not in KINDS:
        raise Hidden
    if name == "integration" and decision.state in PUTTING_TOGETHER:
        framing.require_time_left(decision, "complete")
        return
    if name == "brief" and rules.machine_for(decision.size).may(decision.state, "escalate"):
        return
    if name == "words" and may_be_spoken(decision):
        return
    raise Refused(_("This decision has moved on. Nothing was changed."))


def may_be_spoken(decision: Decision) -> bool:
    """What was said before it closed can be worded anew; once closed, nobody begins to."""
    return decision.state in SPEAKING or (decision.state == State.CLOSED and decision.words is not None)


def lacks(decision: Decision, name: str, text: Text) -> frozenset[str]:
    """What is still open before a key may turn."""
    filled = frozenset(part for part, words in text.items() if words)
    if name == "integration":
        if decision.size == Size.RAPID:
            return frozenset({"sentence"}) - filled
        if text.get("outcome") in {Outcome.TO_SPONSOR, Outcome.CONFLICT}:
            return frozenset({"outcome"})
        return rules.lacks_in_integration(decision.size, filled)
    if name == "words":
        return frozenset({"what", "why"}) - filled
    if name == "brief":
        return frozenset({"agree_on"}) - filled if speaking.is_whole(text) else frozenset({"views"})
    return frozenset()


def settle(decision: Decision, pair: Pair, text: Text, by: Viewer) -> None:
    """Both keys have turned on what was decided: the days of the views begin, a brief not sent is not needed."""
    verb = "complete" if decision.size == Size.RAPID else "decide"
    now = clock.now()
    on = date.fromisoformat(text["lookback_on"]) if text.get("lookback_on") else None
    moving.move(decision, verb, by=by, decided_at=now, look_back_on=on)
    moving.keep_views_for_a_while(decision, by, now)
    drop_draft(decision, "brief", by)
    reminding.none_any_more(decision)
    reminding.of_looking_back(decision, pair.people)


def announce(decision: Decision, pair: Pair, text: Text, by: Viewer) -> None:
    """The words are out; new words for what was announced already change nothing about the decision."""
    if queries.may(decision, "announce", by):
        moving.move(decision, "announce", by=by, announced_at=clock.now())


def escalate(decision: Decision, pair: Pair, text: Text, by: Viewer) -> None:
    """The sponsor can read the joint brief from now on; nothing else."""
    moving.move(decision, "escalate", by=by, sponsor_answered_on=None)
    moving.keep_views_for_a_while(decision, by)
    reminding.to_sponsors(decision, [row.person for row in readers_of(pair.partnership)])


FOLLOWS: Final[dict[str, Callable[[Decision, Pair, Text, Viewer], None]]] = {
    "integration": settle,
    "words": announce,
    "brief": escalate,
}


@transaction.atomic
def leave_words(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """A draft of the words, or of their correction, that is not going out; what is out stays."""
    decision = moving.lock(by, pair, id)
    required_draft(decision, "words")
    drop_draft(decision, "words", by)
    return moving.move(decision, "leave_words", by=by) if decision.state == State.ONE_VOICE else decision


def drop_draft(decision: Decision, name: str, by: Viewer) -> None:
    """Ends the draft, if there is one; the version before it stands again."""
    draft, out = draft_of(decision, name), standing_out(decision, name)
    if draft is not None:
        two_key.drop(release=draft, by=by)
        space.rewrite(decision, by=by, text={}, **{name: out})


@transaction.atomic
def unpublish(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """Either of them takes the message out of view; that it was out, and when, stays on record."""
    decision = moving.lock(by, pair, id)
    drop_draft(decision, "words", by)
    out = standing_out(decision, "words")
    if out is None or out.audience != Audience.EVERYONE:
        raise two_key.AlreadyOut
    two_key.unpublish(release=out, by=by)
    return decision


@transaction.atomic
def take_out_later(*, id: UUID, by: Viewer) -> None:
    """Who stays takes out of view what the two had said, when the other has left and their pages are closed."""
    message = queries.get_message(by, id)
    if not queries.is_of_an_earlier_pair(by, message):
        raise Hidden
    two_key.unpublish(release=message, by=by)


@transaction.atomic
def take_brief_back(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """Either of them takes the joint brief out of the sponsor's view; what waited for an answer is theirs again."""
    decision = moving.lock(by, pair, id)
    out = standing_out(decision, "brief")
    if out is None:
        raise two_key.AlreadyOut
    two_key.unpublish(release=out, by=by)
    reminding.take_back_to_sponsors(decision)
    if decision.state == State.ESCALATED_JOINTLY:
        settling.come_back(pair=pair, id=id, by=by)
    return decision


@transaction.atomic
def note_sponsor_answered(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """Their sponsor has answered the two; the day stays with the decision, the answer is theirs to remember."""
    return moving.move(moving.lock(by, pair, id), "sponsor_answered", by=by, sponsor_answered_on=clock.today())
