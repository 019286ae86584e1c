"""How the views of this room are framed, and what it says of a step that is refused."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from colead.foundation.gate import see_other
from colead.partnerships import framing
from colead.partnerships.actions import Refused
from colead.partnerships.framing import MOVED_ON, Told, written_in
from colead.partnerships.queries import Pair
from colead.practice.decisions import forms, paper_forms
from colead.promises.sealed import NothingWritten, NotOpen
from colead.promises.two_key import AlreadyOut, NotOut, StaleText

FORMS: tuple[type[Form], ...] = (
    forms.OwnCallForm,
    forms.RapidForm,
    forms.FrameForm,
    *forms.VIEW_FORMS.values(),
    forms.MarkForm,
    forms.AskForm,
    forms.AnswerForm,
    forms.LookBackForm,
    paper_forms.IntegrationForm,
    paper_forms.WordsForm,
    paper_forms.BriefForm,
)
EDITED = _("They were edited after you opened the page. Nothing was signed or agreed; please read them again.")
MEANWHILE = Told(MOVED_ON, _("It was opened, sealed or taken back meanwhile. Nothing was changed."))
ROOM = framing.Room(
    "decisions",
    thing="decision_id",
    told={
        StaleText: Told(_("The words have changed"), EDITED),
        NotOpen: MEANWHILE,
        AlreadyOut: MEANWHILE,
        NotOut: MEANWHILE,
        NothingWritten: Told(_("Nothing is written yet"), _("Write your view first; then it can be sealed.")),
        Refused: Told(_("Not now")),
    },
    label_of=written_in(FORMS),
)
of_pair, draw = ROOM.of_pair, ROOM.draw


def address(pair: Pair, name: str = "show_decision", *, at: str = "", **given: Any) -> str:
    return ROOM.address(pair, name, at=at, **given)


def to_decision(pair: Pair, id: UUID, *, at: str = "") -> HttpResponse:
    return see_other(address(pair, decision_id=id, at=at))
