"""How the views of this room are framed, and what it says of a step that is refused."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from colead.foundation.gate import see_other
from colead.partnerships import framing
from colead.partnerships.framing import NOT_YET, Told, written_in
from colead.partnerships.queries import Pair
from colead.practice.meetings import forms as time_forms
from colead.practice.meetings import round_forms
from colead.promises.sealed import SomebodyLeft

FORM = ("GET", "POST")
FORMS = (
    time_forms.RhythmForm,
    time_forms.PointForm,
    time_forms.CloseForm,
    time_forms.HuddleForm,
    time_forms.AfterForm,
    time_forms.CheckForm,
    round_forms.PlanForm,
    round_forms.NoteForm,
    round_forms.TellForm,
    round_forms.OnTheWayForm,
    round_forms.ComingForm,
    round_forms.AnswerForm,
    round_forms.CommitteeForm,
    round_forms.TurnForm,
)
ROOM = framing.Room(
    "meetings",
    told={SomebodyLeft: Told(NOT_YET)},
    label_of=written_in(FORMS, unnamed=_("Who speaks to what")),
)
of_pair, draw = ROOM.of_pair, ROOM.draw


def address(pair: Pair, name: str, **given: Any) -> str:
    return ROOM.address(pair, name, **given)


def go(pair: Pair, name: str, **given: Any) -> HttpResponse:
    return see_other(address(pair, name, **given))
