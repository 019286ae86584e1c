"""How the views of this room are framed, and what it says of a step that is refused."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from colead.foundation.gate import see_other
from colead.partnerships import framing
from colead.partnerships.framing import MOVED_ON, NOT_YET, Told, written_in
from colead.partnerships.queries import Pair
from colead.practice.goals import forms
from colead.practice.goals.actions.versions import GoSlowFirst, Incomplete
from colead.promises.two_key import AlreadyOut, NotOut

FORMS = (forms.GoalForm, forms.CheckInForm, forms.WorkForm, forms.InfluenceForm, forms.EndForm, forms.LookForm)
MEANWHILE = Told(MOVED_ON, _("It was accepted or taken back meanwhile. Nothing was changed."))
ROOM = framing.Room(
    "goals",
    thing="goal_id",
    told={
        AlreadyOut: MEANWHILE,
        NotOut: MEANWHILE,
        Incomplete: Told(NOT_YET, _("A line that both of you need is still open. Your key was not turned.")),
        GoSlowFirst: Told(NOT_YET, part="goals/parts/go_slow.html"),
    },
    label_of=written_in(FORMS, unnamed=_("Who does what")),
)
of_pair, draw = ROOM.of_pair, ROOM.draw


def address(pair: Pair, name: str = "show_goal", **given: Any) -> str:
    return ROOM.address(pair, name, **given)


def to_goal(pair: Pair, id: UUID) -> HttpResponse:
    return see_other(address(pair, goal_id=id))
