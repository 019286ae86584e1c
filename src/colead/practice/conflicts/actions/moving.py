"""One step of a matter: the row locked, the legal move asked of the rules, its days counted anew.

The trail says that somebody wrote between the two, and names the space, never the matter: a talk that is over after
ninety days leaves no line that tells there was one.
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import reminding
from colead.practice.conflicts.models import Card, Matter, Words
from colead.promises import sealed, space, trail, two_key
from colead.promises.models import Space
from colead.promises.models.rounds import RoundState
from colead.rules import conflicts as rules
from colead.rules import retention
from colead.rules.conflicts import State

WROTE: Final = "wrote_between"
NOTHING: Final = {**dict.fromkeys(queries.SAID_BY.values(), ""), "both_on": "", "both_from": ""}


def note(by: Viewer, of: Space) -> None:
    trail.record(verb=WROTE, subject=of, by=by, space=of)


def require_partner(pair: Pair) -> Person:
    if pair.partner is None:
        raise Refused(_("The other seat is empty. A talk waits until somebody sits there."))
    return pair.partner


def lock(by: Viewer, pair: Pair, id: UUID) -> Matter:
    """The matter of this pair, locked for a change; what was let go is gone."""
    space.hold_still(pair.space.pk)
    matter: Matter = Matter.door.fetch(by, id, lock=True)
    if matter.space_id != pair.space.pk or matter.state == State.LET_GO:
        raise Hidden
    return matter


def require(matter: Matter, verb: str) -> State:
    return rules.MACHINE.next_state(queries.present_state(matter), verb)


def last_day() -> date | None:
    """Ninety days after the last step: what is never settled goes as well. Nothing that one says alone is a step."""
    return retention.retain_until(retention.Kind.CONFLICT_AGREEMENT, clock.today())


def move(matter: Matter, verb: str, *, by: Viewer, text: Words | None = None, **fields: Any) -> Matter:
    """Takes one legal step; the caller has locked the row."""
    return step(matter, by=by, text=text, state=require(matter, verb), **fields)


def step(matter: Matter, *, by: Viewer, text: Words | None = None, **fields: Any) -> Matter:
    """What one of them had said alone was said of where it stood before, so it ends; everything stays as long again."""
    write(matter, by=by, text={**NOTHING, **(text or {})}, retain_until=last_day(), **fields)
    keep_together(matter, matter.retain_until, by)
    if matter.state in rules.BEFORE_TALK:
        reminding.of_the_talk(matter)
    return matter


def write(matter: Matter, *, by: Viewer, text: Words | None = None, **fields: Any) -> Matter:
    """Writes words or state that the rules have allowed; by itself it moves no day."""
    space.rewrite(matter, by=by, text=text or {}, **fields)
    note(by, matter.space)
    if matter.state not in rules.WAITS_FOR_TALK:
        reminding.not_of_the_talk(matter)
    if matter.state in rules.CLOSED:
        reminding.none_any_more(matter)
    return matter


def keep_together(matter: Matter, until: date | None, by: Viewer) -> None:
    """The round, the brief and the card go on the day of their matter."""
    if matter.round is not None:
        sealed.keep_until(round=matter.round, day=until, by=by)
    brief = matter.brief
    while brief is not None:
        two_key.keep_until(release=brief, day=until, by=by)
        brief = brief.supersedes
    for card in Card.door.visible_to(by).select_for_update(of=("self",)).filter(matter=matter):
        space.rewrite(card, by=by, text={}, retain_until=until)


def end_round(matter: Matter, by: Viewer) -> None:
    """A look that not both have sealed ends unseen."""
    if matter.round is not None and matter.round.state == RoundState.OPEN:
        sealed.withdraw(round=matter.round, by=by)
