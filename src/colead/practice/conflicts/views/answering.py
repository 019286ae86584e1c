"""What every view here does: draw a page with the stop on it, answer a form, lose no words."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from colead.content import safety
from colead.foundation.gate import see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships import framing
from colead.partnerships import queries as partnerships
from colead.partnerships.framing import UNPROCESSABLE, Told, status_of
from colead.partnerships.queries import Pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions.laddering import Incomplete
from colead.practice.conflicts.forms import CheckForm, LineForm, ReplyForm
from colead.practice.conflicts.models import Matter
from colead.practice.conflicts.pages import MatterPage
from colead.promises.grants import NotGrantable
from colead.promises.sealed import NotOpen
from colead.promises.space import SpaceClosed
from colead.promises.two_key import AlreadyOut, NotOut, StaleText

MEANWHILE = Told(sentence=_("It was opened, sealed or taken back meanwhile. Nothing was changed."))
ROOM = framing.Room(
    "conflicts",
    told={
        StaleText: Told(
            sentence=_("These words have changed since you opened the page. Please read them as they stand now.")
        ),
        Incomplete: Told(sentence=_("A view of each of you and what you both ask belong in it. No key was turned.")),
        NotGrantable: Told(sentence=_("This person cannot be lent it. Nothing was changed.")),
        NotOpen: MEANWHILE,
        AlreadyOut: MEANWHILE,
        NotOut: MEANWHILE,
        SpaceClosed: Told(
            sentence=_("This space is closed, so nothing more is written in it. What you wrote is still on this page.")
        ),
    },
)
tried = ROOM.tried


def draw(request: ViewerRequest, pair: Pair, template: str, *, problem: str = "", **context: Any) -> HttpResponse:
    """The page; when something could not be taken, the same page with what was written and the reason."""
    status = UNPROCESSABLE if problem else status_of(*context.values())
    stop = safety.load().duty_to_report.called_at(settings.CALL_FIRST)
    words = {"partner": pair.partner_name, "stop": stop, "problem": problem, **context}
    return ROOM.draw(request, template, pair, status=status, **words)


def found(request: ViewerRequest, partnership_id: UUID, id: UUID) -> tuple[Pair, Matter]:
    pair = partnerships.get_pair(request.viewer, partnership_id)
    return pair, queries.get(request.viewer, pair, id)


def drawn(request: ViewerRequest, pair: Pair, matter: Matter, *, problem: str = "", **forms: Any) -> HttpResponse:
    """The page of a matter; a form that came back stands in it as it was sent."""
    page = MatterPage(request.viewer, pair, queries.get(request.viewer, pair, matter.pk))
    context = {"reply_form": ReplyForm(), "line_form": LineForm(), "check_form": CheckForm(), "page": page, **forms}
    return draw(request, pair, "matter", problem=problem, **context)


def done(request: ViewerRequest, pair: Pair, matter: Matter, act: Callable[[], object], said: str = "") -> HttpResponse:
    problem = tried(act)
    if problem:
        return drawn(request, pair, matter, problem=problem)
    return to_matter(request, pair, matter.pk, said)


def to_matter(request: ViewerRequest, pair: Pair, id: UUID, said: str = "") -> HttpResponse:
    if said:
        messages.success(request, said)
    return see_other(reverse("conflicts:show", args=[pair.partnership.pk, id]))


def to_start(request: ViewerRequest, pair: Pair, said: str = "") -> HttpResponse:
    if said:
        messages.success(request, said)
    return see_other(reverse("conflicts:start", args=[pair.partnership.pk]))
