"""How the views of this room are framed, and what it says of a step that is refused."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from colead.foundation.gate import see_other
from colead.partnerships import framing
from colead.partnerships.framing import NOT_YET, Told, written_in
from colead.partnerships.queries import Pair
from colead.practice.memos.actions.signing import Incomplete
from colead.practice.memos.forms import MemoForm, PresentationForm

ROOM = framing.Room(
    "memos",
    thing="memo_id",
    told={Incomplete: Told(NOT_YET, _("A line that both of you need is still open. Nothing was signed."))},
    label_of=written_in((MemoForm, PresentationForm), unnamed=_("Segment")),
)
of_pair, draw = ROOM.of_pair, ROOM.draw


def address(pair: Pair, name: str, **given: Any) -> str:
    return ROOM.address(pair, name, **given)


def to_memo(pair: Pair, id: UUID) -> HttpResponse:
    return see_other(address(pair, "show_memo", memo_id=id))
