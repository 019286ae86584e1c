"""After the talk: one tap of how it went, small agreements, a sealed look after a fortnight."""

from uuid import UUID

from django.http import HttpResponse

from colead.foundation.gate import gate
from colead.foundation.viewer import ViewerRequest
from colead.practice.conflicts.actions import saying
from colead.practice.conflicts.actions import settling as actions
from colead.practice.conflicts.forms import CheckForm, LineForm
from colead.practice.conflicts.views.answering import done, drawn, found
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=("POST",))
def tap(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    verb = request.POST.get("verb", "")
    if verb == "take_back":
        return done(request, pair, matter, lambda: saying.take_back(pair=pair, id=id, by=request.viewer))
    return done(request, pair, matter, lambda: actions.tap(pair=pair, id=id, verb=verb, by=request.viewer))


@gate(Ability.LEAD, methods=("POST",))
def add_line(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    form = LineForm(request.POST)
    if not form.is_valid():
        return drawn(request, pair, matter, line_form=form)
    line = form.cleaned_data["line"]
    return done(request, pair, matter, lambda: actions.add_line(pair=pair, id=id, line=line, by=request.viewer))


@gate(Ability.LEAD, methods=("POST",))
def tap_line(request: ViewerRequest, partnership_id: UUID, id: UUID, place: int) -> HttpResponse:
    """Yes to a line, or take it away."""
    pair, matter = found(request, partnership_id, id)
    by, seen = request.viewer, request.POST.get("seen", "")
    if "drop" in request.POST:
        return done(request, pair, matter, lambda: actions.drop_line(pair=pair, id=id, place=place, by=by))
    return done(request, pair, matter, lambda: actions.agree_line(pair=pair, id=id, place=place, seen=seen, by=by))


@gate(Ability.LEAD, methods=("POST",))
def check(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    """Seals how it is, or takes the seal back."""
    pair, matter = found(request, partnership_id, id)
    if "back" in request.POST:
        return done(request, pair, matter, lambda: actions.unseal_check(pair=pair, id=id, by=request.viewer))
    form = CheckForm(request.POST)
    if not form.is_valid():
        return drawn(request, pair, matter, check_form=form)
    value = form.cleaned_data["check_value"]
    return done(request, pair, matter, lambda: actions.seal_check(pair=pair, id=id, value=value, by=request.viewer))
