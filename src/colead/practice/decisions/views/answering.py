"""What every page of this room shares: the pair at hand, its frame, and a kind word when a step is refused."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import see_other
from colead.foundation.viewer import Viewer
from colead.partnerships import queries as partnerships
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.practice.decisions import forms as room_forms
from colead.practice.decisions import paper_forms
from colead.promises.sealed import NothingWritten, NotOpen
from colead.promises.space import SpaceClosed, TooLong
from colead.promises.two_key import AlreadyOut, NotOut, StaleText
from colead.rules.moves import IllegalMove

PairView = Callable[..., HttpResponse]
FAULTS = (IllegalMove, SpaceClosed, NotOpen, NothingWritten, StaleText, AlreadyOut, NotOut, TooLong, Refused)
FORMS: tuple[type[forms.Form], ...] = (
    room_forms.OwnCallForm,
    room_forms.RapidForm,
    room_forms.FrameForm,
    *room_forms.VIEW_FORMS.values(),
    room_forms.MarkForm,
    room_forms.AskForm,
    room_forms.AnswerForm,
    room_forms.LookBackForm,
    paper_forms.IntegrationForm,
    paper_forms.WordsForm,
    paper_forms.BriefForm,
)
WRITTEN = {
    name: field.label
    for form in FORMS
    for name, field in form.base_fields.items()
    if type(field) is forms.CharField and not isinstance(field.widget, forms.HiddenInput)
}


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def of_pair(view: PairView) -> PairView:
    """Fetches the pair as one of its two; a step that is refused gets a page that keeps what was written."""

    @functools.wraps(view)
    def entered(request: HttpRequest, partnership_id: UUID, **given: Any) -> HttpResponse:
        pair = partnerships.get_pair(viewer_of(request), partnership_id)
        try:
            return view(request, pair, **given)
        except FAULTS as fault:
            return refused(request, pair, fault, given.get("decision_id"))

    return entered


def draw(request: HttpRequest, template: str, pair: Pair, *, status: int = 200, **given: Any) -> HttpResponse:
    frame = partnerships.frame(pair)
    context = {"pair": frame, "partnership_id": pair.partnership.pk, **given}
    return render(request, f"decisions/{template}.html", context, status=status)


def status_of(form: forms.Form) -> int:
    """A form that comes back with its errors says so."""
    return 422 if form.is_bound and not form.is_valid() else 200


def refused(request: HttpRequest, pair: Pair, fault: Exception, decision_id: UUID | None) -> HttpResponse:
    """What happened, what was kept, what to do; and every word that was sent, to be copied."""
    words = [(WRITTEN[name], value) for name, value in request.POST.items() if name in WRITTEN and value]
    title, sentence = told(fault, pair)
    return draw(request, "refused", pair, status=409, title=title, sentence=sentence, words=words, id=decision_id)


def told(fault: Exception, pair: Pair) -> tuple[str, str]:
    if isinstance(fault, IllegalMove):
        return _("This has moved on"), _(fault.sentence)
    if isinstance(fault, StaleText):
        return (
            _("The words have changed"),
            _("They were edited after you opened the page. Nothing was signed or agreed; please read them again."),
        )
    if isinstance(fault, SpaceClosed):
        return (
            _("This partnership has ended"),
            _("Nothing more is written here. What you two wrote can be read until its time is over."),
        )
    if isinstance(fault, NotOpen | AlreadyOut | NotOut):
        return _("This has moved on"), _("It was opened, sealed or taken back meanwhile. Nothing was changed.")
    if isinstance(fault, NothingWritten):
        return _("Nothing is written yet"), _("Write your view first; then it can be sealed.")
    if isinstance(fault, TooLong):
        return _("This is too long"), _("Shorten it a little, please. Your words stand here to be copied.")
    return _("Not now"), str(fault)


def address(pair: Pair, name: str = "show_decision", *, at: str = "", **given: Any) -> str:
    found = reverse(f"decisions:{name}", kwargs={"partnership_id": pair.partnership.pk, **given})
    return found + at


def to_decision(pair: Pair, id: UUID, *, at: str = "") -> HttpResponse:
    return see_other(address(pair, decision_id=id, at=at))
