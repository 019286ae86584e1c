"""Asking somebody in, both of the two: the rung, and the joint brief to their sponsor."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import laddering as actions
from colead.practice.conflicts.forms import BriefForm, RungForm
from colead.practice.conflicts.pages import BriefPage
from colead.practice.conflicts.views.answering import done, draw, drawn, found, tried
from colead.promises import space
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=("POST",))
def choose_rung(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    if "leave" in request.POST:
        return done(request, pair, matter, lambda: actions.leave_rung(pair=pair, id=id, by=request.viewer))
    form = RungForm(request.POST)
    if not form.is_valid():
        return drawn(request, pair, matter, problem=_("Choose one of these, please."))
    rung = form.cleaned_data["rung"]
    return done(request, pair, matter, lambda: actions.choose_rung(pair=pair, id=id, rung=rung, by=request.viewer))


@gate(Ability.LEAD, methods=("GET", "POST"))
def write_brief(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    """One's own view, and what both ask. The partner's view stands beside it and is only read."""
    pair, matter = found(request, partnership_id, id)
    problem = tried(lambda: actions.require_at_sponsor(matter, request.viewer))
    if problem and (matter.brief is None or request.method == "POST"):
        return drawn(request, pair, matter, problem=problem)
    page = BriefPage(request.viewer, pair, matter)
    topic = page.text.get("topic") or space.read(matter, request.viewer)["topic"]
    start = {"topic": topic, "side": page.my_side, "ask": page.text.get("ask", ""), "seen": page.seen}
    form = BriefForm(request.POST or None, initial=start)
    if form.is_valid():
        given = form.cleaned_data
        problem = tried(lambda: actions.keep_brief(pair=pair, id=id, by=request.viewer, **given))
        if not problem:
            return see_other(request.path)
    is_read_only = request.method == "GET" and bool(problem)
    shown = "" if is_read_only else problem
    return draw(request, pair, "brief", page=page, form=form, is_read_only=is_read_only, problem=shown)


@gate(Ability.LEAD, methods=("POST",))
def turn_key(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    """Turns or takes back one's key on the brief that was on the screen."""
    pair, matter = found(request, partnership_id, id)
    if "back" in request.POST:
        return done(request, pair, matter, lambda: actions.take_key_back(pair=pair, id=id, by=request.viewer))
    seen = request.POST.get("seen", "")
    return done(request, pair, matter, lambda: actions.turn_key(pair=pair, id=id, seen=seen, by=request.viewer))


@gate(Ability.LEAD, methods=("POST",))
def take_brief_back(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    return done(request, pair, matter, lambda: actions.take_brief_back(pair=pair, id=id, by=request.viewer))


@gate(Ability.SPONSOR)
def show_brief(request: ViewerRequest, release_id: UUID) -> HttpResponse:
    """What both let out to their sponsor; nothing else of the talk."""
    release = queries.get_brief(request.viewer, release_id)
    return render(request, "conflicts/brief_out.html", {"text": release.published or {}, "at": release.released_at})
