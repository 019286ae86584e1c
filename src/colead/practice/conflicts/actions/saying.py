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
from colead.practice.conflicts.models import Matter
from colead.promises import space
from colead.promises.models.rounds import RoundState
from colead.rules import conflicts as rules

NOTHING: Final = {"half": "", "half_by": "", "both_on": "", "both_from": ""}


def say(matter: Matter, verb: str, *, pair: Pair, by: Viewer) -> Matter:
    """One's own half of it; with the other's, the step is taken. The caller has locked the row."""
    moving.require(matter, verb)
    moving.require_partner(pair)
    text = space.read(matter, by)
    if text["half"] != verb:
        return keep_half(matter, verb, by)
    return matter if text["half_by"] == str(by.person_id) else take_step(matter, verb, by)


def keep_half(matter: Matter, verb: str, by: Viewer) -> Matter:
    if verb == "talk":
        reminding.not_of_the_talk(matter)
    return moving.write(matter, by=by, text={**NOTHING, "half": verb, "half_by": str(by.person_id)})


def take_step(matter: Matter, verb: str, by: Viewer) -> Matter:
    said = {**NOTHING, "both_on": clock.today().isoformat(), "both_from": queries.present_state(matter).value}
    if verb == "settle":
        moving.end_round(matter, by)
    return moving.move(matter, verb, by=by, text=said)


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, by: Viewer) -> Matter:
    """One's own half: as long as it waits, and on the day both had said it. The other's half stands."""
    matter = moving.lock(by, pair, id)
    text = space.read(matter, by)
    if text["half"] and text["half_by"] == str(by.person_id):
        moving.write(matter, by=by, text=NOTHING)
        if matter.state in rules.BEFORE_TALK:
            reminding.of_the_talk(matter, matter.author)
        return matter
    verb = queries.may_take_back(matter, text)
    if not verb:
        raise Refused(_("What both of you said can be taken back on the same day, before anything else."))
    theirs = {**NOTHING, "half": verb, "half_by": str(moving.require_partner(pair).pk)}
    ended = matter.round is not None and matter.round.state == RoundState.WITHDRAWN
    fields = {"round": None} if ended else {}
    moving.write(matter, by=by, text=theirs, state=rules.State(text["both_from"]), **fields)
    if matter.check_on is not None and matter.check_on > clock.today():
        reminding.of_the_check(matter, pair.people)
    return matter
