"""Run-it-by: ask, answer once, settle, keep. Nobody is told how long anything took."""

from datetime import datetime, timedelta

from django.db import transaction

from colead.content import daily
from colead.foundation import clock, notices
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.daily import queries
from colead.practice.daily.models import RunIt
from colead.promises import space, trail
from colead.rules import cadence, doors, retention
from colead.rules import run_its as rule
from colead.rules.moves import IllegalMove
from colead.rules.run_its import MACHINE, State


@transaction.atomic
def ask(*, pair: Pair, kind: str, line: str, by: Viewer, hours: int | None = None, would_say: str = "") -> RunIt:
    """One question to the partner. `hours` is when the asker would like the answer; the kind has its usual."""
    usual = daily.load().run_it_kind(kind).hours
    run_it = space.write(
        RunIt,
        space=pair.space,
        by=by,
        text={"kind": kind, "line": line, "would_say": would_say if kind == rule.Kind.THEY_ASKED_ME else ""},
        retain_until=retention.retain_until(retention.Kind.RUN_IT, clock.today()),
        state=MACHINE.start,
        want_by=wanted_by(hours if hours is not None and usual else usual),
        moved_on=clock.today(),
    )
    trail.record(verb="asked", subject=run_it, by=by, space=pair.space)
    ring(run_it, kind, pair, by)
    return run_it


def wanted_by(hours: int) -> datetime | None:
    """Rounded up to the half hour, so that it does not tell at which minute the question was asked."""
    if not hours:
        return None
    wanted = clock.now() + timedelta(hours=hours)
    floor = wanted.replace(minute=wanted.minute - wanted.minute % 30, second=0, microsecond=0)
    return floor + timedelta(minutes=30) if wanted > floor else floor


def ring(run_it: RunIt, kind: str, pair: Pair, by: Viewer) -> None:
    """Only 'need you today' reaches out, and not through a door that says off; everything else waits quietly."""
    door = queries.door_of(by, pair, pair.partner)
    is_off = door is not None and not doors.lets_push_through(door[0])
    if pair.partner is not None and cadence.may_push(kind, door_is_off=is_off):
        notices.put(
            key=f"{prefix_of(run_it)}ring", person_id=pair.partner.pk, sentence="need_you_today", space_id=pair.space.pk
        )


def prefix_of(run_it: RunIt) -> str:
    return f"run_it:{run_it.pk}:"


@transaction.atomic
def answer(*, run_it: RunIt, answer: str, by: Viewer, line: str = "") -> RunIt:
    """The partner's one reply, which can be taken back for a minute; after it the two talk."""
    locked = locked_as(by, run_it, is_asker=False)
    text = space.read(locked, by)
    state = MACHINE.next_state(locked.state, "answer")
    if answer not in daily.load().run_it_kind(str(text["kind"])).answers:
        raise IllegalMove(MACHINE.name, locked.state, answer, "This answer does not fit the question.")
    if not rule.says_something(answer, line=line, would_say=str(text["would_say"])):
        raise IllegalMove(MACHINE.name, locked.state, answer, "Write what you would say, in one line.")
    move(locked, state, by=by, text={"answer": answer, "reply": line, **for_a_minute()}, verb="answered")
    return locked


def for_a_minute() -> dict[str, str]:
    """Stands in the sealed document, so that nobody else ever learns when an answer was given."""
    return {"undo_until": (clock.now() + rule.UNDO_FOR).isoformat()}


@transaction.atomic
def undo(*, run_it: RunIt, by: Viewer) -> RunIt:
    """Takes an answer, or the reply to a call, back. The question waits again; no push goes out a second time."""
    locked = locked_as(by, run_it, is_asker=False)
    state, text = MACHINE.next_state(locked.state, "undo"), space.read(locked, by)
    if not queries.may_undo(locked, text):
        raise IllegalMove(MACHINE.name, locked.state, "undo", "The minute for that is over. Nothing was changed.")
    is_call = locked.state == State.OWN_CALL
    emptied = {"call_reply": ""} if is_call else {"answer": "", "reply": ""}
    move(locked, state, by=by, text={**emptied, "undo_until": ""}, verb="undid")
    return locked


@transaction.atomic
def settle(*, run_it: RunIt, choice: str, by: Viewer, line: str = "") -> RunIt:
    """The asker decides and writes what; or takes it to partner time, lets it go, says that the two have talked."""
    locked = locked_as(by, run_it, is_asker=True)
    if choice not in queries.asker_choices(locked, space.read(locked, by)):
        raise IllegalMove(MACHINE.name, locked.state, choice, sentence_of(locked))
    is_call = choice == "decide"
    if is_call and not line:
        raise IllegalMove(MACHINE.name, locked.state, choice, "Write what you decided, in one line.")
    # What the call says now is the decision; an answer given before it cannot be taken back any more.
    text = {"decision": line, "undo_until": ""} if is_call else {}
    move(locked, MACHINE.next_state(locked.state, choice), by=by, text=text, verb=choice)
    return locked


@transaction.atomic
def we_talked(*, run_it: RunIt, by: Viewer) -> RunIt:
    """Either of the two, at any time: a talk closes anything."""
    locked = lock(by, run_it)
    move(locked, MACHINE.next_state(locked.state, "talk"), by=by, text={}, verb="talked")
    return locked


@transaction.atomic
def reply_to_call(*, run_it: RunIt, reply: str, by: Viewer) -> RunIt:
    """The partner of the one who decided says 'fine by me' or 'let's talk'; the call stands."""
    locked = locked_as(by, run_it, is_asker=False)
    if reply not in rule.partner_choices(locked.state):
        raise IllegalMove(MACHINE.name, locked.state, reply, sentence_of(locked))
    text = {"call_reply": reply, **for_a_minute()}
    move(locked, MACHINE.next_state(locked.state, reply), by=by, text=text, verb="answered_call")
    return locked


@transaction.atomic
def keep(*, run_it: RunIt, by: Viewer) -> RunIt:
    """Either partner keeps it, up to a year from the day it was asked."""
    locked = lock(by, run_it)
    if locked.kept_by_id is None:
        write_keeping(locked, retention.Kind.RUN_IT_KEPT, kept_by=by.person, by=by)
        trail.record(verb="kept", subject=locked, by=by, space=locked.space)
    return locked


@transaction.atomic
def let_fade(*, run_it: RunIt, by: Viewer) -> RunIt:
    """The one who kept it lets it go at its usual time; a day is left if that has passed."""
    locked = lock(by, run_it)
    if locked.kept_by_id != by.person_id:
        raise Hidden
    write_keeping(locked, retention.Kind.RUN_IT, kept_by=None, by=by)
    trail.record(verb="let_fade", subject=locked, by=by, space=locked.space)
    return locked


def write_keeping(run_it: RunIt, kind: retention.Kind, *, kept_by: object, by: Viewer) -> None:
    until = retention.retain_until(kind, run_it.created_at.date())
    space.rewrite(run_it, by=by, text={}, kept_by=kept_by, retain_until=max(until or clock.today(), clock.today()))


def lock(by: Viewer, run_it: RunIt) -> RunIt:
    locked: RunIt = RunIt.door.fetch(by, run_it.pk, lock=True)
    return locked


def locked_as(by: Viewer, run_it: RunIt, *, is_asker: bool) -> RunIt:
    locked = lock(by, run_it)
    if queries.is_mine(locked, by) is not is_asker:
        raise Hidden
    return locked


def move(run_it: RunIt, state: State, *, by: Viewer, text: dict[str, str], verb: str) -> None:
    space.rewrite(run_it, by=by, text=text, state=state, moved_on=clock.today())
    notices.withdraw(prefix=prefix_of(run_it))
    trail.record(verb=verb, subject=run_it, by=by, space=run_it.space)


def sentence_of(run_it: RunIt) -> str:
    return f"{MACHINE.words[State(run_it.state)]} Nothing was changed."
