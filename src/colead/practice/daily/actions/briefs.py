"""'Speak for us': one writes what is said for both, the other stands behind it, the speaker brings a line back."""

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.daily.models import Brief, Words
from colead.promises import space, trail
from colead.promises.two_key import StaleText
from colead.rules import retention
from colead.rules.briefs import MACHINE, State


@transaction.atomic
def share(*, pair: Pair, text: Words, speaker: Person, by: Viewer) -> Brief:
    brief = space.write(
        Brief,
        space=pair.space,
        by=by,
        text=text,
        retain_until=retention.retain_until(retention.Kind.BRIEF, clock.today()),
        state=MACHINE.next_state(MACHINE.start, "share"),
        speaker=speaker,
        changed_by=by.person,
        moved_on=clock.today(),
    )
    trail.record(verb="shared", subject=brief, by=by, space=pair.space)
    return brief


@transaction.atomic
def edit(*, brief: Brief, text: Words, seen: str, by: Viewer) -> Brief:
    """Changed words have not been agreed to, whoever changed them; and nobody writes over words unseen."""
    locked = lock(by, brief)
    state = MACHINE.next_state(locked.state, "edit")
    require_seen(locked, seen)
    move(locked, state, by=by, text=text, verb="edited", changed_by=by.person)
    return locked


@transaction.atomic
def agree(*, brief: Brief, seen: str, by: Viewer) -> Brief:
    """The tap of the one who did not write these words last, on the words that were on the screen."""
    locked = lock(by, brief)
    if locked.changed_by_id == by.person_id:
        raise Hidden
    state = MACHINE.next_state(locked.state, "agree")
    require_seen(locked, seen)
    move(locked, state, by=by, text={}, verb="agreed")
    return locked


@transaction.atomic
def bring_back(*, brief: Brief, line: str, by: Viewer) -> Brief:
    """What came back from the meeting, in one line, by the one who was there."""
    locked = lock(by, brief)
    if locked.speaker_id != by.person_id:
        raise Hidden
    move(locked, MACHINE.next_state(locked.state, "debrief"), by=by, text={"debrief": line}, verb="brought_back")
    return locked


@transaction.atomic
def withdraw(*, brief: Brief, by: Viewer) -> Brief:
    locked = lock(by, brief)
    if locked.author_id != by.person_id:
        raise Hidden
    move(locked, MACHINE.next_state(locked.state, "withdraw"), by=by, text={}, verb="withdrew")
    return locked


def lock(by: Viewer, brief: Brief) -> Brief:
    locked: Brief = Brief.door.fetch(by, brief.pk, lock=True)
    return locked


def require_seen(brief: Brief, seen: str) -> None:
    if seen != space.stamp_of(brief):
        raise StaleText


def move(brief: Brief, state: State, *, by: Viewer, text: Words, verb: str, **fields: object) -> None:
    space.rewrite(brief, by=by, text=text, state=state, moved_on=clock.today(), **fields)
    trail.record(verb=verb, subject=brief, by=by, space=brief.space)
