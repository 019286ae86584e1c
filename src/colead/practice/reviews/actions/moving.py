"""One step of a case: the row locked, its person asked for, the legal move asked of the rules, the trail written.

The trail says that somebody wrote, and names the space, never the case: what is purged leaves no line of what it was.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.practice.reviews import queries
from colead.practice.reviews.actions import marking, reminding
from colead.practice.reviews.models import Action, Case, Words
from colead.practice.reviews.queries import Desk
from colead.promises import space, trail, two_key
from colead.promises.models import Release, Space
from colead.promises.models.releases import ReleaseState
from colead.rules import retention
from colead.rules import reviews as rules
from colead.rules.reviews import State

WROTE = "wrote_between"


def note(by: Viewer, of: Space) -> None:
    trail.record(verb=WROTE, subject=of, by=by, space=of)


def lock(by: Viewer, partnership_id: UUID, id: UUID) -> Desk:
    """The case as one of those who answer to it, its space held before the row; who looks on changes nothing."""
    seen = queries.enter(by, partnership_id, id)
    space.hold_still(seen.case.space_id)
    case: Case = Case.door.fetch(by, id, lock=True)
    if case.beside_id != seen.case.beside_id:
        raise Hidden
    case.space, case.beside, case.line = seen.case.space, seen.case.beside, seen.case.line
    desk = Desk(by, case, seen.partnership, seen.pair)
    if not desk.is_hand:
        raise Refused(_("You were invited to look on. Whoever leads it takes this step."))
    return desk


def require(case: Case, verb: str) -> State:
    return rules.next_state(case.kind, case.state, verb)


def move(desk: Desk, verb: str, *, text: Words | None = None, **fields: Any) -> Case:
    """Takes one legal step of a case that is locked, and plans anew whom to remind."""
    fields["state"] = require(desk.case, verb).value
    space.rewrite(desk.case, by=desk.viewer, text=text or {}, **fields)
    note(desk.viewer, desk.case.space)
    if verb != "say":
        let_out_who_helps_no_more(Desk(desk.viewer, desk.case, desk.partnership, desk.pair))
    reminding.plan(Desk(desk.viewer, desk.case, desk.partnership, desk.pair))
    return desk.case


def let_out_who_helps_no_more(desk: Desk) -> None:
    """To whom it opens no longer loses the key as well, at the next step; words that wait for it end."""
    gone = [person for person in desk.people if person not in desk.readers]
    if any(str(person.pk) not in desk.invited_ids for person in gone):
        drop_line(desk)
        space.rewrite(desk.case, by=desk.viewer, text={}, line=line_that_stands(desk.case))
    for person in gone:
        space.let_out(space=desk.case.space, person=person, by=desk.viewer)
        reminding.none_to(desk.case, person)


def last_day_open(since: date | None = None) -> date | None:
    """A pointer that nobody closes goes after a year."""
    return retention.retain_until(retention.Kind.REVIEW_OPEN, since or clock.today())


def end(desk: Desk, verb: str, *, outcome: str = "") -> Case:
    """The last step: what is left of it is counted down from today, nobody is reminded, nothing more is written."""
    case, by = desk.case, desk.viewer
    if not rules.may_end(verb, is_held_alone=desk.is_held_alone):
        raise Refused(_("You see to this one alone. It ends once somebody stands in, or goes back to its office."))
    move(desk, verb, text={"outcome": outcome} if outcome else {})
    drop_line(desk)
    keep_together(case, last_day_closed(case), by)
    reminding.none_any_more(case)
    if not rules.way_back(case.kind, case.state):
        space.close(space=case.space, by=by)
    return case


def take_end_back(desk: Desk) -> Case:
    """As if it had not been tapped: the same day only, which the last day of what was kept tells."""
    case = desk.case
    verb = rules.way_back(case.kind, case.state) or "slip"
    require(case, verb)
    if not queries.is_ended_today(case):
        raise Refused(_("A slip is taken back on the same day. Nothing was changed."))
    until = last_day_open(timezone.localdate(case.created_at))
    marking.set_apart(desk)  # meanwhile the office may have sent the same number again
    move(desk, verb, text={"outcome": ""}, retain_until=until)
    marking.lay_again(desk)
    return case


def last_day_closed(case: Case) -> date | None:
    return retention.retain_until(queries.kept_as(case), clock.today())


def keep_together(case: Case, until: date | None, by: Viewer) -> None:
    """The case, its actions and every line that was ever worded go on one day."""
    space.rewrite(case, by=by, text={}, retain_until=until)
    for action in Action.door.visible_to(by).select_for_update(of=("self",)).filter(case=case):
        space.rewrite(action, by=by, text={}, retain_until=until)
    for line in Release.door.visible_to(by).filter(space=case.space):
        two_key.keep_until(release=line, day=until, by=by)


def drop_line(desk: Desk) -> None:
    """Words that wait for a key end when their people change or the case does."""
    line = desk.case.line
    if line is not None and line.state == ReleaseState.DRAFT:
        two_key.drop(release=line, by=desk.viewer)


def line_that_stands(case: Case) -> Release | None:
    """What both keys have turned on; a draft is not it."""
    line: Release | None = case.line
    return line if line is not None and line.state == ReleaseState.RELEASED else None
