"""What comes of a talk: small agreements that both tap, a sealed look after a fortnight, the end."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import moving, reminding, saying
from colead.practice.conflicts.models import PLACES, Matter
from colead.promises import sealed, space
from colead.promises.models import Round
from colead.promises.models.rounds import RoundState
from colead.rules import conflicts as rules
from colead.rules.conflicts import State

STANDS: Final = "yes"
KIND: Final = "check"
TAPS: Final = ("part", "stuck", "again", *rules.SAID_BY_BOTH)


@transaction.atomic
def tap(*, pair: Pair, id: UUID, verb: str, by: Viewer) -> Matter:
    """'In part', 'stuck', 'once more': one tap by either. 'We talked' and 'settled' take a tap of each."""
    if verb not in TAPS:
        raise Hidden
    matter = moving.lock(by, pair, id)
    moving.require(matter, verb)
    if verb in rules.SAID_BY_BOTH:
        return saying.say(matter, verb, pair=pair, by=by)
    if verb == "part":
        return look_in_a_fortnight(moving.move(matter, verb, by=by), pair, by)
    if verb == "again":
        moving.end_round(matter, by)
        return moving.move(matter, verb, by=by, check_on=None, rung_by=None)
    return moving.move(matter, verb, by=by)


def look_in_a_fortnight(matter: Matter, pair: Pair, by: Viewer) -> Matter:
    """A day for both to look how it is; a look of an earlier round goes in its time."""
    reminding.none_any_more(matter)
    day = rules.check_day(clock.today())
    moving.write(matter, by=by, check_on=day, round=None)
    reminding.of_the_check(matter, pair.people)
    return matter


@transaction.atomic
def add_line(*, pair: Pair, id: UUID, line: str, by: Viewer) -> Matter:
    """One line of what the two will do; it stands when the other has tapped it too."""
    matter = moving.lock(by, pair, id)
    text = space.read(matter, by)
    require_lines(matter)
    free = [place for place in PLACES if not text[f"line_{place}"]]
    if not free:
        raise Refused(_("Three are as many as two people keep. Take one away first."))
    place = free[0]
    written = {f"line_{place}": line, f"by_{place}": str(by.person_id), f"stands_{place}": ""}
    return moving.write(matter, by=by, text=written)


def require_lines(matter: Matter) -> None:
    if queries.present_state(matter) not in rules.TAKES_LINES:
        moving.require(matter, "agree")


@transaction.atomic
def agree_line(*, pair: Pair, id: UUID, place: int, seen: str, by: Viewer) -> Matter:
    """The yes of the one who did not write it, to the words that were on the screen."""
    matter = moving.lock(by, pair, id)
    require_lines(matter)
    text = space.read(matter, by)
    if place not in PLACES or not text[f"line_{place}"] or text[f"by_{place}"] == str(by.person_id):
        raise Hidden
    if seen != text[f"line_{place}"]:
        raise Refused(_("This line has changed since you opened the page. Please read it as it stands now."))
    if text[f"stands_{place}"]:
        return matter
    is_first = matter.check_on is None
    moving.move(matter, "agree", by=by, text={f"stands_{place}": STANDS})
    return look_in_a_fortnight(matter, pair, by) if is_first else matter


@transaction.atomic
def drop_line(*, pair: Pair, id: UUID, place: int, by: Viewer) -> Matter:
    """Its writer takes it away, and either of them once it stands."""
    matter = moving.lock(by, pair, id)
    require_lines(matter)
    text = space.read(matter, by)
    if place not in PLACES or not text[f"line_{place}"]:
        raise Hidden
    if text[f"by_{place}"] != str(by.person_id) and not text[f"stands_{place}"]:
        raise Hidden
    return moving.write(matter, by=by, text={f"line_{place}": "", f"by_{place}": "", f"stands_{place}": ""})


@transaction.atomic
def seal_check(*, pair: Pair, id: UUID, value: str, by: Viewer) -> Matter:
    """How it is, sealed until both have said it. Nothing in the matter tells that one has; the round alone knows.

    Whoever says how it is has said nothing else: an earlier 'settled' of theirs ends, and with the second look both do.
    """
    matter = moving.lock(by, pair, id)
    require_due(matter)
    round = round_of(matter, pair, by)
    if sealed.standing(round, by).is_mine_sealed:
        return matter
    saying.unsay(matter, by)
    sealed.save_draft(round=round, document={"check": rules.Check(value).value}, by=by)
    reminding.not_of_the_check(matter, by.person)
    if sealed.seal(round=round, by=by).state == RoundState.REVEALED:
        moving.step(matter, by=by, state=State.CHECK_DUE)
    return matter


def require_due(matter: Matter) -> None:
    if queries.present_state(matter) != State.CHECK_DUE:
        moving.require(matter, "fall_due")
        raise Refused(_("Its day has not come yet."))
    if matter.round is not None and matter.round.state != RoundState.OPEN:
        raise sealed.NotOpen


def round_of(matter: Matter, pair: Pair, by: Viewer) -> Round:
    """The round of this look, opened with a page for each of the two when the first of them comes."""
    begun: Round | None = matter.round
    if begun is not None:
        return begun
    moving.require_partner(pair)
    round = sealed.open_round(
        space=matter.space, kind=KIND, participants=pair.people, by=by, retain_until=matter.retain_until
    )
    space.rewrite(matter, by=by, text={}, round=round)
    return round


@transaction.atomic
def unseal_check(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """Takes one's own seal back, until the other has sealed too."""
    matter = moving.lock(by, pair, id)
    require_due(matter)
    if matter.round is not None:
        sealed.unseal(round=matter.round, by=by)
