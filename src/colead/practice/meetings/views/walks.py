"""Rounds of the two: planned, noted in three lines, told back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate
from colead.partnerships.actions import Refused
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.meetings.actions import walks as actions
from colead.practice.meetings.models import Walk
from colead.practice.meetings.pages.walks import WalkPage, WalksPage
from colead.practice.meetings.queries import partner_time
from colead.practice.meetings.queries import walks as queries
from colead.practice.meetings.round_forms import NoteForm, OnTheWayForm, PlanForm, TellForm
from colead.practice.meetings.views.answering import FORM, draw, go, of_pair
from colead.promises import space
from colead.rules import walks as rules
from colead.rules.abilities import Ability
from colead.ui.forms import PlainForm


def to_walk(pair: Pair, walk: Walk) -> HttpResponse:
    return go(pair, "show_walk", walk_id=walk.pk)


@gate(Ability.LEAD, methods=FORM)
@of_pair
def list_walks(request: HttpRequest, pair: Pair) -> HttpResponse:
    viewer = viewer_of(request)
    form = PlanForm(request.POST or None)
    if not form.is_valid():
        return draw(request, "walks", pair, page=WalksPage(viewer, pair), form=form, status=status_of(form))
    return to_walk(pair, actions.plan(pair=pair, by=viewer, **form.cleaned_data))


@gate(Ability.LEAD)
@of_pair
def show_walk(request: HttpRequest, pair: Pair, walk_id: UUID) -> HttpResponse:
    return walk_page(request, pair, queries.get(viewer_of(request), pair, walk_id))


def walk_page(request: HttpRequest, pair: Pair, walk: Walk, **bound: PlainForm) -> HttpResponse:
    page = WalkPage(viewer_of(request), pair, walk)
    start = {**page.text, "seen": space.stamp_of(walk)}
    start["asked"] = start["asked"] or page.question
    start["promised_by"] = start["promised_by"] or "both"
    small: dict[str, Any] = {
        "note": NoteForm(named=partner_time.names(pair), initial=start),
        "plan": PlanForm(initial={"place": page.text["place"], "on_day": walk.on_day}),
        "tell": TellForm(initial={"told": page.text["told"]}),
        "way": OnTheWayForm(),
        **bound,
    }
    return draw(request, "walk", pair, page=page, status=status_of(*bound.values()), **small)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def replan(request: HttpRequest, pair: Pair, walk_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    walk = queries.get(viewer, pair, walk_id)
    rules.MACHINE.next_state(walk.state, "plan")
    form = PlanForm(request.POST)
    if not form.is_valid():
        return walk_page(request, pair, walk, plan=form)
    return to_walk(pair, actions.replan(pair=pair, id=walk.pk, by=viewer, **form.cleaned_data))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def let_go(request: HttpRequest, pair: Pair, walk_id: UUID) -> HttpResponse:
    actions.let_go(pair=pair, id=walk_id, by=viewer_of(request))
    return go(pair, "list_walks")


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def write_note(request: HttpRequest, pair: Pair, walk_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    walk = queries.get(viewer, pair, walk_id)
    form = NoteForm(request.POST, named=partner_time.names(pair))
    if not form.is_valid():
        return walk_page(request, pair, walk, note=form)
    seen = form.cleaned_data["seen"]
    return to_walk(pair, actions.note(pair=pair, id=walk.pk, text=form.text, seen=seen, by=viewer))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def tell(request: HttpRequest, pair: Pair, walk_id: UUID) -> HttpResponse:
    """Told back, told that there is nothing yet, or, the same day, not told after all."""
    viewer = viewer_of(request)
    walk = queries.get(viewer, pair, walk_id)
    if "take_back" in request.POST:
        return taken_back(request, pair, walk)
    is_done = "not_yet" not in request.POST
    form = TellForm(request.POST) if is_done else OnTheWayForm(request.POST)
    if not form.is_valid():
        return walk_page(request, pair, walk, **{"tell" if is_done else "way": form})
    told = form.cleaned_data["told" if is_done else "on_the_way"]
    actions.tell(pair=pair, id=walk.pk, is_done=is_done, told=told, by=viewer)
    return to_walk(pair, walk)


def taken_back(request: HttpRequest, pair: Pair, walk: Walk) -> HttpResponse:
    try:
        actions.take_back(pair=pair, id=walk.pk, by=viewer_of(request))
    except Refused as fault:
        messages.error(request, str(fault))
    return to_walk(pair, walk)
