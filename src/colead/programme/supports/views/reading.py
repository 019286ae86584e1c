"""The sponsor's page of one request, and the programme office's of those that have no answer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.partnerships.actions import Refused
from colead.partnerships.framing import REFUSED, status_of, viewer_of
from colead.programme.supports.actions import answering
from colead.programme.supports.forms import ReplyForm
from colead.programme.supports.pages.office import UnansweredPage
from colead.programme.supports.pages.sponsor import RequestPage
from colead.programme.supports.queries import asked as queries
from colead.rules.abilities import Ability
from colead.rules.moves import IllegalMove


@gate(Ability.SPONSOR, methods=("GET", "POST"))
def show_request(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """What both ask, how long ago, and the answer; another answer stands beside the first."""
    viewer = viewer_of(request)
    release = queries.get_released(viewer, release_id)
    page = RequestPage(release, viewer)
    form, refused = ReplyForm(request.POST or None, initial={"n_seen": page.n_seen}), ""
    if form.is_valid():
        try:
            answering.answer(release=release, by=viewer, **form.cleaned_data)
            return see_other(request.path)
        except Refused as fault:
            refused = str(fault)
        except IllegalMove as fault:
            refused = _(fault.sentence)
        page = RequestPage(queries.get_released(viewer, release_id), viewer)
        form = ReplyForm(as_sent(request, n_seen=page.n_seen))
    given = {"page": page, "form": form, "refused": refused}
    return render(request, "supports/asked.html", given, status=REFUSED if refused else status_of(form))


def as_sent(request: HttpRequest, **newer: Any) -> Any:
    """The words as they were sent, beside the answers that stand on the screen now."""
    data = request.POST.copy()
    for name, value in newer.items():
        data[name] = value
    return data


@gate(Ability.KEEP_PROGRAMME)
def list_unanswered(request: HttpRequest) -> HttpResponse:
    return render(request, "supports/unanswered.html", {"page": UnansweredPage(viewer_of(request))})
