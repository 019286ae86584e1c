"""Writing alone and opening together: the cards, strengths and needs, and the fill-in of decision rights."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from colead.forming.launch import queries
from colead.forming.launch.actions import reminding
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.promises import sealed, space, trail
from colead.promises.models import Round
from colead.promises.models.rounds import RoundState
from colead.rules import retention
from colead.rules.rights import rows_to_talk

# Cards stay as long as the pair; the other two go when their time after the opening is over.
KEPT_AS: Final = {queries.STRENGTHS: retention.Kind.LAUNCH_NOTE, queries.RIGHTS: retention.Kind.RIGHTS_FILL_IN}


@transaction.atomic
def keep(*, pair: Pair, kind: str, document: dict[str, Any], by: Viewer) -> Round:
    """Keeps the writer's draft, beginning a round for both when none is open."""
    round = open_or_begin(pair, kind, by)
    sealed.save_draft(round=round, document=written(document), by=by)
    return round


@transaction.atomic
def seal(*, pair: Pair, kind: str, document: dict[str, Any], by: Viewer) -> Round:
    """Keeps and seals; when the partner has sealed too, both open now."""
    if not written(document):
        raise sealed.NothingWritten
    round = sealed.seal(round=keep(pair=pair, kind=kind, document=document, by=by), by=by)
    if round.state == RoundState.REVEALED:
        set_last_day(round, by)
        count_differing(pair, round, by)
    else:
        reminding.that_one_is_ready(round, pair)
    return round


def set_last_day(round: Round, by: Viewer) -> None:
    if round.kind in KEPT_AS:
        day = retention.retain_until(KEPT_AS[round.kind], clock.today())
        sealed.keep_until(round=round, day=day, by=by)


def count_differing(pair: Pair, round: Round, by: Viewer) -> None:
    """Keeps how many rows differed, for the pair alone, so that a renewal can show whether they came closer."""
    if round.kind == queries.RIGHTS:
        differing = len(rows_to_talk(queries.compared(by, pair, round, queries.areas_of(round))))
        trail.record(verb=queries.COMPARED, subject=round, by=None, space=pair.space, facts={"differing": differing})


@transaction.atomic
def unseal(*, pair: Pair, kind: str, by: Viewer) -> None:
    """Takes one's own seal back while the partner is still writing."""
    round = queries.open_round(by, pair, kind)
    if round is None:
        raise sealed.NotOpen
    sealed.unseal(round=round, by=by)
    reminding.take_back_that_one_is_ready(round)


def open_or_begin(pair: Pair, kind: str, by: Viewer) -> Round:
    """The open round; the space's row is locked first, so that two beginners find the same one."""
    space.locked_for(by, pair.space)
    if pair.partner is None:
        raise Refused(_("The other seat is empty. Your words open to a partner, so this waits for one."))
    found = queries.open_round(by, pair, kind)
    return found or sealed.open_round(space=pair.space, kind=kind, participants=pair.people, by=by)


def written(document: dict[str, Any]) -> dict[str, Any]:
    return {key: words for key, words in document.items() if words}
