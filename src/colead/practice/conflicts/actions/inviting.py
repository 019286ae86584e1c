"""The way to the talk: an invitation and its answer; or two lines that uncross a wire."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import laddering, moving, reminding
from colead.practice.conflicts.models import Matter, Words
from colead.promises import space
from colead.promises.retention import removable
from colead.rules import conflicts as rules
from colead.rules.conflicts import Kind, Reply, Setting, State

VERBS: Final = {
    Reply.ACCEPT: "accept",
    Reply.OTHER_TIME: "propose",
    Reply.WITH_COACH: "propose",
    Reply.NOT_YET: "not_yet",
}
OTHER_LINE: Final = {"heard": "meant", "meant": "heard"}


@transaction.atomic
def invite(*, pair: Pair, text: Words, by: Viewer) -> Matter:
    """Asks for a talk. What was prepared stays where it is."""
    partner = moving.require_partner(pair)
    matter = begin(pair, "invite", text, by, asked_of=partner)
    reminding.of_the_talk(matter)
    return matter


@transaction.atomic
def cross(*, pair: Pair, side: str, line: str, by: Viewer) -> Matter:
    """What I heard, or what I meant: the other one writes the other line, and that is all."""
    partner = moving.require_partner(pair)
    if side not in OTHER_LINE:
        raise Hidden
    return begin(pair, "cross", {side: line, "kind": Kind.CROSSED_WIRES.value}, by, asked_of=partner)


def begin(pair: Pair, verb: str, text: Words, by: Viewer, **fields: object) -> Matter:
    state = rules.MACHINE.next_state(State.PRIVATE, verb)
    until = moving.last_day()
    matter = space.write(Matter, space=pair.space, by=by, text=text, retain_until=until, state=state, **fields)
    moving.note(by, pair.space)
    return matter


@transaction.atomic
def clear(*, pair: Pair, id: UUID, line: str, by: Viewer) -> Matter:
    """The other line, by the one who was asked."""
    matter = moving.lock(by, pair, id)
    moving.require(matter, "clear")
    if matter.asked_of_id != by.person_id:
        raise Hidden
    written = space.read(matter, by)
    side = "meant" if written["heard"] else "heard"
    return moving.move(matter, "clear", by=by, text={side: line}, asked_of=None)


@transaction.atomic
def answer(*, pair: Pair, id: UUID, reply: str, when: str = "", by: Viewer) -> Matter:
    """Yes; another time or with a coach, and then it waits for the other one; or not yet, with a week to propose."""
    matter = moving.lock(by, pair, id)
    partner = moving.require_partner(pair)
    verb = VERBS[Reply(reply)]
    moving.require(matter, verb)
    is_anybodys = verb == "propose" and matter.state == State.SET
    if matter.asked_of_id != by.person_id and not is_anybodys:
        raise Hidden
    if verb == "accept":
        return moving.move(matter, verb, by=by, asked_of=None, propose_by=None)
    if verb == "not_yet":
        return moving.move(matter, verb, by=by, propose_by=rules.propose_by(clock.today()))
    text = {"setting": Setting.WITH_COACH.value} if reply == Reply.WITH_COACH else {}
    if when:
        text["when"] = when
    return moving.move(matter, verb, by=by, text=text, asked_of=partner, propose_by=None)


@transaction.atomic
def let_go(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """No word of it stays. What is under a hold leaves the screen, and goes once that is lifted."""
    matter = moving.lock(by, pair, id)
    moving.require(matter, "let_go")
    require_ones_own_to_end(matter, by)
    moving.end_round(matter, by)
    laddering.end_brief(matter, by)
    moving.move(matter, "let_go", by=by, asked_of=None, rung_by=None)
    moving.keep_together(matter, clock.today(), by)
    space.rewrite(matter, by=by, text={}, retain_until=clock.today())
    if laddering.end_card(matter, by):
        removable(Matter.door.visible_to(by).filter(pk=matter.pk)).delete()


def require_ones_own_to_end(matter: Matter, by: Viewer) -> None:
    text = space.read(matter, by)
    if queries.may_let_go(matter, text, by):
        return
    if matter.author_id != by.person_id and queries.present_state(matter) in rules.INVITERS:
        raise Hidden
    raise Refused(_("It was called settled. One of you alone does not wipe that; its words go by themselves."))
