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
from colead.practice.meetings import forms as time_forms
from colead.practice.meetings import round_forms
from colead.promises.sealed import NotOpen, SomebodyLeft
from colead.promises.space import SpaceClosed, TooLong
from colead.promises.two_key import AlreadyOut, NotOut, StaleText
from colead.rules.moves import IllegalMove

PairView = Callable[..., HttpResponse]
FORM = ("GET", "POST")
FAULTS = (IllegalMove, SpaceClosed, StaleText, AlreadyOut, NotOut, NotOpen, SomebodyLeft, TooLong, Refused)
FORMS: tuple[type[forms.Form], ...] = (
    time_forms.RhythmForm,
    time_forms.PointForm,
    time_forms.CloseForm,
    time_forms.HuddleForm,
    time_forms.AfterForm,
    time_forms.CheckForm,
    round_forms.PlanForm,
    round_forms.NoteForm,
    round_forms.TellForm,
    round_forms.ComingForm,
    round_forms.AnswerForm,
    round_forms.CommitteeForm,
    round_forms.TurnForm,
)
WRITTEN = {
    name: field.label or _("Who speaks to what")
    for form in FORMS
    for name, field in form.base_fields.items()
    if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput)
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
            return refused(request, pair, fault)

    return entered


def draw(request: HttpRequest, template: str, pair: Pair, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {"pair": partnerships.frame(pair), "ids": pair.partnership.pk, **given}
    return render(request, f"meetings/{template}.html", context, status=status)


def status_of(*forms: forms.Form) -> int:
    """A form that comes back with its errors says so."""
    return 422 if any(form.is_bound and not form.is_valid() for form in forms) else 200


def refused(request: HttpRequest, pair: Pair, fault: Exception) -> HttpResponse:
    """What happened, what was kept, what to do; and every word that was sent, to be copied."""
    words = [(WRITTEN[name], value) for name, value in request.POST.items() if name in WRITTEN and value]
    title, sentence = told(fault)
    return draw(request, "refused", pair, status=409, title=title, sentence=sentence, words=words)


def told(fault: Exception) -> tuple[str, str]:
    if isinstance(fault, IllegalMove):
        return _("This has moved on"), _(fault.sentence)
    if isinstance(fault, StaleText):
        return (
            _("The words have changed"),
            _("They were changed after you opened the page. Nothing was changed; please read them again."),
        )
    if isinstance(fault, SpaceClosed):
        return (
            _("This partnership has ended"),
            _("Nothing more is written here. What you two wrote can be read until its time is over."),
        )
    if isinstance(fault, AlreadyOut | NotOut | NotOpen):
        return _("This has moved on"), _("It was opened, released or taken back meanwhile. Nothing was changed.")
    if isinstance(fault, TooLong):
        return _("This is too long"), _("Shorten it a little, please. Your words stand here to be copied.")
    return _("Not yet"), str(fault)


def address(pair: Pair, name: str, **given: Any) -> str:
    return reverse(f"meetings:{name}", kwargs={"partnership_id": pair.partnership.pk, **given})


def go(pair: Pair, name: str, **given: Any) -> HttpResponse:
    return see_other(address(pair, name, **given))
