"""Sitting in with another dyad; and the directory of those who lead, for everyone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.visibility import released
from colead.practice.visibility.actions import visiting
from colead.practice.visibility.forms import VisitForm
from colead.practice.visibility.pages.released import DirectoryPage, row_of
from colead.practice.visibility.views.answering import FORM, ROOM, back, to
from colead.rules.abilities import Ability

LOOKED_FOR_MAX = 160


@gate(Ability.SIGNED_IN)
def list_pages(request: HttpRequest) -> HttpResponse:
    page = DirectoryPage(viewer_of(request), request.GET.get("q", "")[:LOOKED_FOR_MAX])
    return render(request, "visibility/directory.html", {"page": page})


@gate(Ability.LEAD, methods=FORM)
@ROOM.of_pair
def ask_visit(request: HttpRequest, pair: Pair, dyad_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    host = released.get(viewer, dyad_id)
    if not host.is_whole or dyad_id == pair.partnership.pk:
        raise Hidden
    form = VisitForm(request.POST or None)
    if form.is_valid():
        visiting.ask(pair=pair, host_id=dyad_id, on_day=form.cleaned_data["on_day"], by=viewer)
        return to(pair, at="#visits")
    return ROOM.draw(request, "visit", pair, form=form, host=row_of(host), status=status_of(form))


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def move_visit(request: HttpRequest, pair: Pair, id: UUID, verb: str) -> HttpResponse:
    visiting.move(pair=pair, id=id, verb=verb, by=viewer_of(request))
    return back(request, pair, at="#visits")
