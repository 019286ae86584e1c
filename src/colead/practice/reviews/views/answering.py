"""What every view here does: fetch the case as one of its people, draw a page, answer a form, lose no words."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.content import safety
from colead.foundation.gate import see_other
from colead.foundation.viewer import Hidden
from colead.partnerships import queries as partnerships
from colead.partnerships.forms import NamedPersonForm
from colead.partnerships.framing import UNPROCESSABLE, Room, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.reviews import queries
from colead.practice.reviews.forms import (
    ActionForm,
    ChannelForm,
    LineForm,
    PeopleForm,
    PromiseForm,
    ToldForm,
)
from colead.practice.reviews.pages import CasePage, privilege_notice
from colead.practice.reviews.queries import Desk
from colead.rules import reviews as rules

FRAME = Room("reviews")
CaseView = Callable[..., HttpResponse]


def of_case(view: CaseView) -> CaseView:
    """Fetches the case as one of those who are named in it, and in no other way."""

    @functools.wraps(view)
    def entered(request: HttpRequest, partnership_id: UUID, id: UUID, **given: Any) -> HttpResponse:
        return view(request, queries.enter(viewer_of(request), partnership_id, id), **given)

    return entered


def draw(request: HttpRequest, pair: Pair | None, template: str, *, problem: str = "", **context: Any) -> HttpResponse:
    """The page; when something could not be taken, the same page with what was written and the reason."""
    bound = [one for one in context.values() if getattr(one, "is_bound", False)]
    is_refused = bool(problem or any(form.errors for form in bound))
    words = {
        "pair": partnerships.frame(pair) if pair is not None else None,
        "ids": pair.partnership.pk if pair is not None else None,
        "stop": safety.load().duty_to_report.called_at(settings.CALL_FIRST),
        "notice": privilege_notice(),
        "problem": problem,
    }
    return render(request, f"reviews/{template}.html", words | context, status=UNPROCESSABLE if is_refused else 200)


def tried(act: Callable[[], object]) -> str:
    """Does it, or says why it could not be done."""
    return FRAME.tried(act)


def drawn(request: HttpRequest, desk: Desk, *, problem: str = "", **bound: Any) -> HttpResponse:
    """The page of a case; a form that came back stands in it as it was sent."""
    if problem:
        desk = queries.enter(desk.viewer, desk.partnership.pk, desk.case.pk)
    page = CasePage(desk)
    suggested = page.line or (_(page.words.same_line) if desk.case.kind in rules.HARMFUL else "")
    people = {f"by_{one}": desk.text[f"by_{one}"] for one in rules.Person}
    people |= {f"known_{one}": desk.text[f"known_{one}"] == "yes" for one in rules.Person}
    forms: dict[str, Any] = {
        "people_form": PeopleForm(kind=desk.case.kind, initial=people),
        "action_form": ActionForm(initial={"strength": ""}),
        "line_form": LineForm(initial={"line": suggested, "seen": page.seen}),
        "told_form": ToldForm(kind=desk.case.kind),
        "promise_form": PromiseForm(),
        "channel_form": ChannelForm(),
        "person_form": NamedPersonForm(),
        **bound,
    }
    context = {"page": page, "place": desk.partnership.pk, **forms}
    return draw(request, desk.pair, "case", problem=problem, **context)


def done(request: HttpRequest, desk: Desk, act: Callable[[], object], said: str = "") -> HttpResponse:
    problem = tried(act)
    if problem:
        return drawn(request, desk, problem=problem)
    if said:
        messages.success(request, said)
    return to_case(request, desk)


def to_case(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Back to it; who no longer belongs to it is led to what is still theirs."""
    try:
        queries.enter(desk.viewer, desk.partnership.pk, desk.case.pk)
    except Hidden:
        return to_list(desk)
    return see_other(reverse("reviews:show_case", args=[desk.partnership.pk, desk.case.pk]))


def to_list(desk: Desk) -> HttpResponse:
    if desk.pair is None:
        return see_other(reverse("reviews:list_standing_in"))
    support = queries.support_for(desk.viewer, desk.pair)
    name = "reviews:show_support" if support is not None else "reviews:list_cases"
    return see_other(reverse(name, args=[desk.partnership.pk]))


def which(desk: Desk) -> dict[str, Any]:
    """What every action of this room asks: which case, and by whom."""
    return {"partnership_id": desk.partnership.pk, "id": desk.case.pk, "by": desk.viewer}
