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
from colead.practice.goals import forms as room_forms
from colead.practice.goals.actions.versions import GoSlowFirst, Incomplete
from colead.promises.space import SpaceClosed, TooLong
from colead.promises.two_key import AlreadyOut, NotOut, StaleText
from colead.rules.moves import IllegalMove

PairView = Callable[..., HttpResponse]
FAULTS = (IllegalMove, SpaceClosed, StaleText, AlreadyOut, NotOut, TooLong, Refused, Incomplete)
FORMS: tuple[type[forms.Form], ...] = (
    room_forms.GoalForm,
    room_forms.CheckInForm,
    room_forms.WorkForm,
    room_forms.InfluenceForm,
    room_forms.EndForm,
    room_forms.LookForm,
)
WRITTEN = {
    name: field.label or _("Who does what")
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
            return refused(request, pair, fault, given.get("goal_id"))

    return entered


def draw(request: HttpRequest, template: str, pair: Pair, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {"pair": partnerships.frame(pair), "ids": pair.partnership.pk, **given}
    return render(request, f"goals/{template}.html", context, status=status)


def status_of(form: forms.Form) -> int:
    """A form that comes back with its errors says so."""
    return 422 if form.is_bound and not form.is_valid() else 200


def refused(request: HttpRequest, pair: Pair, fault: Exception, goal_id: UUID | None) -> HttpResponse:
    """What happened, what was kept, what to do; and every word that was sent, to be copied."""
    words = [(WRITTEN[name], value) for name, value in request.POST.items() if name in WRITTEN and value]
    title, sentence = told(fault)
    is_slow = isinstance(fault, GoSlowFirst)
    given = {"title": title, "sentence": sentence, "words": words, "id": goal_id, "is_slow": is_slow}
    return draw(request, "refused", pair, status=409, **given)


def told(fault: Exception) -> tuple[str, str]:
    if isinstance(fault, IllegalMove):
        return _("This has moved on"), _(fault.sentence)
    if isinstance(fault, StaleText):
        return (
            _("The words have changed"),
            _("They were edited after you opened the page. Nothing was changed; please read them again."),
        )
    if isinstance(fault, SpaceClosed):
        return (
            _("This partnership has ended"),
            _("Nothing more is written here. What you two wrote can be read until its time is over."),
        )
    if isinstance(fault, AlreadyOut | NotOut):
        return _("This has moved on"), _("It was accepted or taken back meanwhile. Nothing was changed.")
    if isinstance(fault, TooLong):
        return _("This is too long"), _("Shorten it a little, please. Your words stand here to be copied.")
    if isinstance(fault, Incomplete):
        return _("Not yet"), _("A line that both of you need is still open. Your key was not turned.")
    return _("Not yet"), str(fault)


def address(pair: Pair, name: str = "show_goal", **given: Any) -> str:
    return reverse(f"goals:{name}", kwargs={"partnership_id": pair.partnership.pk, **given})


def to_goal(pair: Pair, id: UUID) -> HttpResponse:
    return see_other(address(pair, goal_id=id))
