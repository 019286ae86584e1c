"""Writing alone: the page, the draft that keeps itself, the seal."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.content import decisions as content
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import viewer_of
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import writing
from colead.practice.decisions.forms import VIEW_FORMS, ViewForm, draft_initial
from colead.practice.decisions.models import Decision
from colead.practice.decisions.pages.writing import WritePage
from colead.practice.decisions.views.answering import address, draw, of_pair, to_decision
from colead.promises import sealed
from colead.rules.abilities import Ability
from colead.rules.decisions import Size, State
from colead.ui import until_both


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def write_view(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    decision = queries.get(viewer, pair, decision_id)
    if request.method == "POST":
        form = form_for(decision, pair, request.POST)
        if form.is_valid():
            return kept(request, pair, decision, form)
        return page_of(request, pair, decision, form, status=422)
    standing = writable(decision, request)
    if standing.is_mine_sealed:
        return see_other(address(pair, decision_id=decision_id))
    round = writing.round_of(decision)
    initial = draft_initial(sealed.my_document(round, viewer), sealed.my_private(round, viewer))
    return page_of(request, pair, decision, form_for(decision, pair, initial=initial))


def writable(decision: Decision, request: HttpRequest) -> sealed.Standing:
    if decision.state != State.WRITING or decision.round is None:
        raise sealed.NotOpen
    return sealed.standing(decision.round, viewer_of(request))


def form_for(decision: Decision, pair: Pair, *given: Any, **named: Any) -> ViewForm:
    if not queries.is_two_view(decision.size):
        raise Hidden
    return VIEW_FORMS[Size(decision.size)](*given, pair=pair, size=decision.size, key=decision.pk, **named)


def kept(request: HttpRequest, pair: Pair, decision: Decision, form: ViewForm) -> HttpResponse:
    """The words are kept first; when something is still missing for the seal, they are there on the next page."""
    viewer = viewer_of(request)
    writing.keep_draft(pair=pair, id=decision.pk, view=form.view(), by=viewer)
    if request.POST.get("then") != "seal":
        return to_decision(pair, decision.pk)
    try:
        sealed_one = writing.seal(pair=pair, id=decision.pk, by=viewer)
    except writing.Unfinished:
        return see_other(address(pair, "write_view", decision_id=decision.pk, at="?check=1"))
    return to_decision(pair, decision.pk, at="?opened=1" if sealed_one.state == State.REVEALED else "")


def page_of(request: HttpRequest, pair: Pair, decision: Decision, form: ViewForm, status: int = 200) -> HttpResponse:
    page = WritePage(viewer_of(request), pair, decision, form, names=form.names, is_checked="check" in request.GET)
    words = content.load().size(decision.size)
    return draw(request, "write", pair, page=page, form=form, size=words, status=status)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def keep_draft(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    """Keeps the words and says nothing back, whatever they were."""
    decision = queries.get(viewer_of(request), pair, decision_id)
    form = form_for(decision, pair, request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    writing.keep_draft(pair=pair, id=decision_id, view=form.view(), by=viewer_of(request))
    return HttpResponse(status=204)


@gate(Ability.LEAD)
@of_pair
def look_again(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    is_open = queries.get(viewer_of(request), pair, decision_id).state == State.REVEALED
    return until_both.look_again(request, address(pair, decision_id=decision_id, at="?opened=1") if is_open else "")
