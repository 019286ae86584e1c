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
from colead.practice.memos.actions.signing import Incomplete
from colead.practice.memos.forms import MemoForm, PresentationForm
from colead.promises.space import SpaceClosed, TooLong
from colead.promises.two_key import AlreadyOut, NotOut, StaleText
from colead.rules.moves import IllegalMove

PairView = Callable[..., HttpResponse]
FAULTS = (IllegalMove, SpaceClosed, StaleText, AlreadyOut, NotOut, TooLong, Refused, Incomplete)
FORMS: tuple[type[forms.Form], ...] = (MemoForm, PresentationForm)


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
            return refused(request, pair, fault, given.get("memo_id"))

    return entered


def draw(request: HttpRequest, template: str, pair: Pair, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {"pair": partnerships.frame(pair), "ids": pair.partnership.pk, **given}
    return render(request, f"memos/{template}.html", context, status=status)


def status_of(form: forms.Form) -> int:
    """A form that comes back with its errors says so."""
    return 422 if form.is_bound and not form.is_valid() else 200


def refused(request: HttpRequest, pair: Pair, fault: Exception, memo_id: UUID | None) -> HttpResponse:
    """What happened, what was kept, what to do; and every word that was sent, to be copied."""
    title, sentence = told(fault)
    given = {"title": title, "sentence": sentence, "words": written(request), "id": memo_id}
    return draw(request, "refused", pair, status=409, **given)


def written(request: HttpRequest) -> list[tuple[str, str]]:
    labels = {name: field.label for form in FORMS for name, field in form.base_fields.items() if field.label}
    skip = ("seen", "csrfmiddlewaretoken", "once")
    sent = [(name, value) for name, value in request.POST.items() if value and name not in skip]
    return [(str(labels.get(name, _("Segment"))), str(value)) for name, value in sent if not name.startswith(TAPS)]


TAPS = ("speaker_", "area_", "minutes_", "publish_", "on_screen", "held_on", "not_patient", "take_out")


def told(fault: Exception) -> tuple[str, str]:
    if isinstance(fault, IllegalMove):
        return _("This has moved on"), _(fault.sentence)
    if isinstance(fault, StaleText):
        return (
            _("The words have changed"),
            _("They were edited after you opened the page. Nothing was signed; please read them again."),
        )
    if isinstance(fault, SpaceClosed):
        return (
            _("This partnership has ended"),
            _("Nothing more is written here. What you two wrote can be read until its time is over."),
        )
    if isinstance(fault, AlreadyOut | NotOut):
        return _("This has moved on"), _("It went out or was taken back meanwhile. Nothing was changed.")
    if isinstance(fault, TooLong):
        return _("This is too long"), _("Shorten it a little, please. Your words stand here to be copied.")
    if isinstance(fault, Incomplete):
        return _("Not yet"), _("A line that both of you need is still open. Nothing was signed.")
    return _("Not yet"), str(fault)


def address(pair: Pair, name: str, **given: Any) -> str:
    return reverse(f"memos:{name}", kwargs={"partnership_id": pair.partnership.pk, **given})


def to_memo(pair: Pair, id: UUID) -> HttpResponse:
    return see_other(address(pair, "show_memo", memo_id=id))
