"""The four texts that need both keys: what was decided, the words for it, the message to everyone, the joint brief."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import charter
from colead.partnerships.actions import Refused
from colead.partnerships.models import Sponsorship
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import framing, moving, reminding, speaking
from colead.practice.decisions.models import Decision
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import decisions as rules
from colead.rules.audiences import Audience
from colead.rules.decisions import Outcome, Size, State

Text = dict[str, Any]
KINDS: Final = {
    "integration": (queries.INTEGRATION, Audience.PAIR),
    "words": (queries.WORDS, Audience.PAIR),
    "message": (queries.MESSAGE, Audience.EVERYONE),
    "brief": (queries.BRIEF, Audience.SPONSOR),
}
PUTTING_TOGETHER: Final = frozenset({State.INTEGRATING, State.OURS})
SPOKEN: Final = frozenset({State.ANNOUNCED, State.DECIDED, State.CLOSED})


class Incomplete(Exception):
    """The text lacks something that this size of decision asks for."""

    def __init__(self, missing: frozenset[str]) -> None:
        super().__init__()
        self.missing = missing


@transaction.atomic
def keep(*, pair: Pair, id: UUID, name: str, text: Text, seen: str, by: Viewer) -> Decision:
    """Writes the draft that stands on the screen; refused when it is no longer the one that stands."""
    decision = moving.lock(by, pair, id)
    require_open(decision, name, by)
    space.require_open(by, decision.space)
    release = draft_of(decision, name)
    if seen != (release.text_hash if release else ""):
        raise two_key.StaleText
    if release is not None:
        two_key.edit(release=release, text=text, by=by, publishes=sorted(text))
        return decision
    begin(decision, name, text, by)
    return decision


def begin(decision: Decision, name: str, text: Text, by: Viewer) -> None:
    kind, audience = KINDS[name]
    before = queries.paper(decision, name)
    out = before if before is not None and before.state == ReleaseState.RELEASED else None
    release = two_key.propose(space=decision.space, kind=kind, audience=audience, text=text, by=by, supersedes=out)
    if name == "words" and decision.state == State.DECIDED:
        moving.move(decision, "find_words", by=by, words=release)
    else:
        space.rewrite(decision, by=by, text={}, **{name: release})


def draft_of(decision: Decision, name: str) -> Release | None:
    release = queries.paper(decision, name)
    return release if release is not None and release.state == ReleaseState.DRAFT else None


@transaction.atomic
def turn(*, pair: Pair, id: UUID, name: str, seen: str, by: Viewer) -> Decision:
    """Turns one's key on the text on the screen; with the last key it stands, and what follows from it follows."""
    decision = moving.lock(by, pair, id)
    require_open(decision, name, by)
    space.require_open(by, decision.space)
    release = required_draft(decision, name)
    missing = lacks(decision, name, two_key.text_of(release, by), charter.charter(by, pair).guideposts)
    if missing:
        raise Incomplete(missing)
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
    if name == "words" and decision.state in {State.DECIDED, State.ONE_VOICE} and not is_out(decision.words):
        return
    if name == "message" and decision.state in SPOKEN and is_out(decision.words):
        return
    raise Refused(_("This decision has moved on. Nothing was changed."))


def is_out(release: Release | None) -> bool:
    return release is not None and release.state in {ReleaseState.RELEASED, ReleaseState.CORRECTED}


def lacks(decision: Decision, name: str, text: Text, guideposts: list[str]) -> frozenset[str]:
    """What is still open before a key may turn. Who has not agreed on guideposts yet is not asked to name one."""
    filled = frozenset(part for part, words in text.items() if words)
    if not guideposts:
        filled |= {"guideposts"}
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
    unsent = draft_of(decision, "brief")
    if unsent is not None:
        two_key.drop(release=unsent, by=by)
    verb = "complete" if decision.size == Size.RAPID else "decide"
    now = clock.now()
    on = date.fromisoformat(text["lookback_on"]) if text.get("lookback_on") else None
    moving.move(decision, verb, by=by, decided_at=now, look_back_on=on)
    moving.keep_views_for_a_while(decision, by, now)
    reminding.none_any_more(decision)
    reminding.of_looking_back(decision, pair.people)


def announce(decision: Decision, pair: Pair, text: Text, by: Viewer) -> None:
    moving.move(decision, "announce", by=by, announced_at=clock.now())


def stay(decision: Decision, pair: Pair, text: Text, by: Viewer) -> None:
    """A message that goes out changes nothing about the decision."""


def escalate(decision: Decision, pair: Pair, text: Text, by: Viewer) -> None:
    """The sponsor can read the joint brief from now on; nothing else."""
    moving.move(decision, "escalate", by=by)
    moving.keep_views_for_a_while(decision, by)
    sponsorships = Sponsorship.objects.filter(partnership=pair.partnership, ended_on=None).select_related("person")
    reminding.to_sponsors(decision, [row.person for row in sponsorships])


FOLLOWS: Final[dict[str, Callable[[Decision, Pair, Text, Viewer], None]]] = {
    "integration": settle,
    "words": announce,
    "message": stay,
    "brief": escalate,
}


@transaction.atomic
def leave_words(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """They will say it without a written text after all."""
    decision = moving.lock(by, pair, id)
    draft = draft_of(decision, "words")
    moving.move(decision, "leave_words", by=by, words=None)
    if draft is not None:
        two_key.drop(release=draft, by=by)
    return decision


@transaction.atomic
def let_draft_go(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """A message, or its correction, that is not going out; what is out stays."""
    decision = moving.lock(by, pair, id)
    drop_draft(decision, required_draft(decision, "message"), by)
    return decision


def drop_draft(decision: Decision, draft: Release, by: Viewer) -> None:
    before = draft.supersedes
    two_key.drop(release=draft, by=by)
    space.rewrite(decision, by=by, text={}, message=before)


@transaction.atomic
def unpublish(*, pair: Pair, id: UUID, by: Viewer) -> Decision:
    """Either of them takes the message out of view; that it was out, and when, stays on record."""
    decision = moving.lock(by, pair, id)
    draft = draft_of(decision, "message")
    if draft is not None:
        drop_draft(decision, draft, by)
    if decision.message is None or decision.message.state != ReleaseState.RELEASED:
        raise two_key.AlreadyOut
    two_key.unpublish(release=decision.message, by=by)
    return decision
