"""What only both can say: that they talked, that it is settled. One tap says one's own half, and can be taken back."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import moving, reminding
from colead.practice.conflicts.models import Matter, Words
from colead.practice.conflicts.queries import Halves
from colead.promises import space
from colead.promises.models.rounds import RoundState
from colead.rules import conflicts as rules

ONCE: Final = "yes"


def say(matter: Matter, verb: str, *, pair: Pair, by: Viewer) -> Matter:
    """One's own half of it; with the other's, the step is taken. The caller has locked the row."""
    moving.require(matter, verb)
    moving.require_partner(pair)
    halves = queries.halves_of(matter, space.read(matter, by), by)
    if halves.theirs == verb:
        return take_step(matter, verb, by)
    return matter if halves.mine == verb else keep_half(matter, verb, halves, by)


def keep_half(matter: Matter, verb: str, halves: Halves, by: Viewer) -> Matter:
    """In place of one's own half before; what the other says stands beside it."""
    if verb == "talk":
        reminding.not_of_the_talk(matter)
    return moving.write(matter, by=by, text={**without(halves.mine), queries.SAID_BY[verb]: str(by.person_id)})


def without(half: str) -> Words:
    return {queries.SAID_BY[half]: ""} if half else {}


def take_step(matter: Matter, verb: str, by: Viewer) -> Matter:
    said = {"both_on": clock.today().isoformat(), "both_from": queries.present_state(matter).value}
    if verb == "settle":
        moving.end_round(matter, by)
        said["settled_once"] = ONCE
    return moving.move(matter, verb, by=by, text=said)


def unsay(matter: Matter, by: Viewer) -> bool:
    """One's own half, if one waits, ends; nothing else moves, so that it leaves no day behind."""
    half = queries.halves_of(matter, space.read(matter, by), by).mine
    if not half:
        return False
    moving.write(matter, by=by, text=without(half))
    if matter.state in rules.BEFORE_TALK:
        reminding.of_the_talk(matter)
    return True


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, by: Viewer) -> Matter:
    """One's own half: as long as it waits, and on the day both had said it. The other's half stands."""
    matter = moving.lock(by, pair, id)
    if unsay(matter, by):
        return matter
    text = space.read(matter, by)
    verb = queries.may_take_back(matter, text)
    if not verb:
        raise Refused(_("What both of you said can be taken back on the same day, before anything else."))
    theirs = {**moving.NOTHING, queries.SAID_BY[verb]: str(moving.require_partner(pair).pk)}
    ended = matter.round is not None and matter.round.state == RoundState.WITHDRAWN
    fields = {"round": None} if ended else {}
    moving.write(matter, by=by, text=theirs, state=rules.State(text["both_from"]), **fields)
    if matter.check_on is not None and matter.check_on > clock.today():
        reminding.of_the_check(matter, pair.people)
    return matter
