"""Debrief: written alone, shared when its writer wishes, answered from the need that the writer named."""

from datetime import date

from django.db import transaction

from colead.content import daily
from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.daily import queries
from colead.practice.daily.models import Debrief, Words
from colead.promises import holds, space, trail
from colead.rules import retention
from colead.rules.debriefs import MACHINE, Need, State
from colead.rules.moves import IllegalMove

EMPTY: Words = {"line": "", "my_part": "", "keep": "", "change": "", "kind": "", "need": ""}


@transaction.atomic
def keep_draft(*, pair: Pair, text: Words, by: Viewer) -> Debrief:
    """Keeps what was written so far where only its writer can open it; one draft for each partner."""
    own = space.own(by.person)
    space.locked_for(by, own)
    draft = locked_draft(by, pair)
    if draft is not None:
        state = MACHINE.next_state(draft.state, "edit")
        space.rewrite(draft, by=by, text={**EMPTY, **text}, state=state, retain_until=last_day())
        return draft
    written = space.write(
        Debrief, space=own, by=by, text=text, retain_until=last_day(), state=MACHINE.start, draft_for=pair.space
    )
    trail.record(verb="began_draft", subject=written, by=by, space=own)
    return written


def last_day() -> date | None:
    return retention.retain_until(retention.Kind.DEBRIEF, clock.today())


def locked_draft(by: Viewer, pair: Pair) -> Debrief | None:
    draft = queries.draft_of(by, pair)
    return Debrief.door.fetch(by, draft.pk, lock=True) if draft is not None else None


@transaction.atomic
def let_go_of_draft(*, pair: Pair, by: Viewer) -> None:
    draft = locked_draft(by, pair)
    if draft is not None:
        take_away(draft, by)


def take_away(draft: Debrief, by: Viewer) -> None:
    """Gone at once; under a legal hold it only leaves the screen, and the retention clock takes it later."""
    state = MACHINE.next_state(draft.state, "let_go")
    trail.record(verb="let_go", subject=draft, by=by, space=draft.space)
    gone, _each = holds.without_held(Debrief.door.visible_to(by).filter(pk=draft.pk)).delete()
    if not gone:
        space.rewrite(draft, by=by, text={}, state=state, draft_for=None, retain_until=clock.today())


@transaction.atomic
def share(*, pair: Pair, text: Words, by: Viewer) -> Debrief:
    """Puts it where both can read it; the draft it came from goes."""
    let_go_of_draft(pair=pair, by=by)
    shared = space.write(
        Debrief,
        space=pair.space,
        by=by,
        text=text,
        retain_until=last_day(),
        state=MACHINE.next_state(MACHINE.start, "share"),
        moved_on=clock.today(),
    )
    trail.record(verb="shared", subject=shared, by=by, space=pair.space)
    return shared


@transaction.atomic
def answer(*, debrief: Debrief, reply: str, by: Viewer, line: str = "") -> Debrief:
    """The partner's reply starts from the need; words of advice open only when advice was asked for."""
    locked = locked_as(by, debrief, is_writer=False)
    text = space.read(locked, by)
    state = MACHINE.next_state(locked.state, "answer")
    need = str(Need.ADVISE if text["advice_asked"] else text["need"])
    if reply not in [choice.key for choice in daily.load().need(need).replies]:
        raise IllegalMove(MACHINE.name, locked.state, reply, "This reply does not fit what was asked for.")
    if line and not queries.may_advise(text):
        raise IllegalMove(MACHINE.name, locked.state, "advise", "Advice opens only when it is asked for.")
    named = "advice_reply" if text["advice_asked"] else "reply"
    move(locked, state, by=by, text={named: reply, "reply_line": line}, verb="answered")
    return locked


@transaction.atomic
def ask_advice(*, debrief: Debrief, by: Viewer) -> Debrief:
    """Its writer has been heard and now wants to hear what the partner would do."""
    locked = locked_as(by, debrief, is_writer=True)
    state = MACHINE.next_state(locked.state, "ask_advice")
    move(locked, state, by=by, text={"advice_asked": "yes"}, verb="asked_advice")
    return locked


@transaction.atomic
def we_talked(*, debrief: Debrief, by: Viewer) -> Debrief:
    locked: Debrief = Debrief.door.fetch(by, debrief.pk, lock=True)
    move(locked, MACHINE.next_state(locked.state, "talk"), by=by, text={}, verb="talked")
    return locked


def locked_as(by: Viewer, debrief: Debrief, *, is_writer: bool) -> Debrief:
    locked: Debrief = Debrief.door.fetch(by, debrief.pk, lock=True)
    if queries.is_mine(locked, by) is not is_writer:
        raise Hidden
    return locked


def move(debrief: Debrief, state: State, *, by: Viewer, text: Words, verb: str) -> None:
    space.rewrite(debrief, by=by, text=text, state=state, moved_on=clock.today())
    trail.record(verb=verb, subject=debrief, by=by, space=debrief.space)
