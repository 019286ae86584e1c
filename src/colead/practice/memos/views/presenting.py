"""A presentation of two: planned by either, taken along as slides and as a run of show."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate, see_other
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.memos import queries
from colead.practice.memos.actions import presenting
from colead.practice.memos.documents import papers, slides
from colead.practice.memos.forms import PresentationForm, initial_plan
from colead.practice.memos.models import Presentation
from colead.practice.memos.pages.presentations import PresentationPage, sides
from colead.practice.memos.views.answering import address, draw, of_pair
from colead.promises import space
from colead.promises.two_key import StaleText
from colead.rules.abilities import Ability
from colead.ui import pdf

FORM = ("GET", "POST")


def to_plan(pair: Pair, id: UUID) -> HttpResponse:
    return see_other(address(pair, "show_presentation", presentation_id=id))


def page_of(request: HttpRequest, pair: Pair, id: UUID) -> PresentationPage:
    viewer = viewer_of(request)
    return PresentationPage(viewer, pair, queries.get_presentation(viewer, pair, id))


@gate(Ability.LEAD, methods=FORM)
@of_pair
def plan_presentation(request: HttpRequest, pair: Pair) -> HttpResponse:
    form = PresentationForm(request.POST or None, sides=sides(pair))
    if not form.is_valid():
        return draw(request, "plan", pair, form=form, status=status_of(form))
    held_on = form.cleaned_data["held_on"]
    plan = presenting.plan(pair=pair, text=form.text(), held_on=held_on, by=viewer_of(request))
    return to_plan(pair, plan.pk)


@gate(Ability.LEAD)
@of_pair
def show_presentation(request: HttpRequest, pair: Pair, presentation_id: UUID) -> HttpResponse:
    return draw(request, "presentation", pair, page=page_of(request, pair, presentation_id))


@gate(Ability.LEAD, methods=FORM)
@of_pair
def edit_presentation(request: HttpRequest, pair: Pair, presentation_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    plan = queries.get_presentation(viewer, pair, presentation_id)
    start = initial_plan(space.read(plan, viewer), plan.held_on, space.stamp_of(plan))
    form = PresentationForm(request.POST or None, sides=sides(pair), initial=start)
    if not form.is_valid():
        return draw(request, "plan", pair, form=form, plan=plan, status=status_of(form))
    try:
        seen, held_on = form.cleaned_data["seen"], form.cleaned_data["held_on"]
        presenting.replan(pair=pair, id=plan.pk, text=form.text(), held_on=held_on, seen=seen, by=viewer)
    except StaleText:
        return overtaken(request, pair, plan, form)
    return to_plan(pair, plan.pk)


def overtaken(request: HttpRequest, pair: Pair, plan: Presentation, form: PresentationForm) -> HttpResponse:
    """Mine in the form, what stands now above it; keeping mine is then a choice."""
    page = page_of(request, pair, plan.pk)
    data: Any = request.POST.copy()
    data["seen"] = space.stamp_of(page.plan)
    form.data = data
    return draw(request, "plan", pair, form=form, plan=plan, page=page, overtaken=True, status=409)


@gate(Ability.LEAD)
@of_pair
def download_slides(request: HttpRequest, pair: Pair, presentation_id: UUID) -> HttpResponse:
    shown = slides.slides(page_of(request, pair, presentation_id))
    return pdf.as_download(shown, "presentation.pptx", slides.KIND)


@gate(Ability.LEAD)
@of_pair
def download_run_of_show(request: HttpRequest, pair: Pair, presentation_id: UUID) -> HttpResponse:
    return pdf.as_download(papers.run_of_show(page_of(request, pair, presentation_id)), "run-of-show.pdf")


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def remove_presentation(request: HttpRequest, pair: Pair, presentation_id: UUID) -> HttpResponse:
    presenting.remove(pair=pair, id=presentation_id, by=viewer_of(request))
    return see_other(address(pair, "list_memos"))
