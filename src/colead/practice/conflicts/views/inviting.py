"""The invitation and its answer; two lines for a crossed wire; the page of one matter."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships.queries import frame, get_pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import inviting as actions
from colead.practice.conflicts.forms import CrossedForm, InviteForm, LineForm, ReplyForm
from colead.practice.conflicts.models import Matter
from colead.practice.conflicts.views.answering import done, draw, drawn, found, to_matter, to_start, tried
from colead.promises import space
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=("GET", "POST"))
def invite(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """Of the notes nothing comes along but how it began."""
    viewer, pair = request.viewer, get_pair(request.viewer, partnership_id)
    prep = queries.prep_of(viewer, pair)
    kind = space.read(prep, viewer)["kind"] if prep is not None else request.GET.get("kind", "")
    form = InviteForm(request.POST or None, initial={"kind": kind, "setting": "walking", "minutes": "20"})
    problem, made = "", list[Matter]()
    if form.is_valid():
        text = {name: str(words) for name, words in form.cleaned_data.items()}
        problem = tried(lambda: made.append(actions.invite(pair=pair, text=text, by=viewer)))
        if made:
            return to_matter(request, pair, made[0].pk, _("Asked. Your notes stay with you."))
    return draw(request, pair, "invite", form=form, problem=problem)


@gate(Ability.LEAD, methods=("GET", "POST"))
def cross(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """What I heard, what I meant: one line of each, and done."""
    pair = get_pair(request.viewer, partnership_id)
    form = CrossedForm(request.POST or None)
    problem, made = "", list[Matter]()
    if form.is_valid():
        given: dict[str, Any] = {"side": form.cleaned_data["side"], "line": form.cleaned_data["line"]}
        problem = tried(lambda: made.append(actions.cross(pair=pair, by=request.viewer, **given)))
        if made:
            return to_matter(request, pair, made[0].pk, _("Your line is there."))
    return draw(request, pair, "crossed", form=form, problem=problem)


@gate(Ability.LEAD)
def show(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    return drawn(request, pair, matter)


@gate(Ability.LEAD, methods=("POST",))
def answer(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return drawn(request, pair, matter, reply_form=form)
    reply, when = form.cleaned_data["reply"], form.cleaned_data["when"]
    problem = tried(lambda: actions.answer(pair=pair, id=id, reply=reply, when=when, by=request.viewer))
    if problem:
        return drawn(request, pair, matter, problem=problem)
    if request.POST.get("back") == "home":
        return see_other(frame(pair).home_url)
    return to_matter(request, pair, id)


@gate(Ability.LEAD, methods=("POST",))
def clear(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    form = LineForm(request.POST)
    if not form.is_valid():
        return drawn(request, pair, matter, line_form=form)
    line = form.cleaned_data["line"]
    return done(request, pair, matter, lambda: actions.clear(pair=pair, id=id, line=line, by=request.viewer))


@gate(Ability.LEAD, methods=("POST",))
def let_go(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    problem = tried(lambda: actions.let_go(pair=pair, id=id, by=request.viewer))
    return drawn(request, pair, matter, problem=problem) if problem else to_start(request, pair, _("Let go."))
