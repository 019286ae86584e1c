"""Writing alone: the form, its drafts that keep themselves, the seal; and the cards, once open."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse

from colead.forming.launch import queries
from colead.forming.launch.actions import writing
from colead.forming.launch.forms import CardsForm, RightsFillForm, SealedForm, StrengthsForm
from colead.forming.launch.pages.writing import cards_page, has_opened, start_of, write_page
from colead.forming.launch.views.replies import TOLD, attempt, pair_of, sentence_for, show
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships import charter
from colead.partnerships.framing import UNPROCESSABLE
from colead.partnerships.queries import Pair
from colead.promises.models import Round
from colead.promises.models.rounds import RoundState
from colead.rules.abilities import Ability
from colead.ui import until_both

FORMS: Final[dict[str, type[SealedForm]]] = {charter.CARDS: CardsForm, queries.STRENGTHS: StrengthsForm}


def empty_form(request: ViewerRequest, pair: Pair, kind: str) -> SealedForm:
    start = start_of(request.viewer, pair, known_kind(kind))
    if kind != queries.RIGHTS:
        return FORMS[kind](initial=start)
    form = RightsFillForm(initial=start, areas=queries.areas_to_mark(request.viewer, pair))
    form.open_key = request.GET.get("open", "")
    return form


def sent_form(request: ViewerRequest, pair: Pair, kind: str) -> SealedForm:
    if known_kind(kind) != queries.RIGHTS:
        return FORMS[kind](request.POST)
    areas = queries.areas_to_mark(request.viewer, pair)
    return RightsFillForm(RightsFillForm.with_same(request.POST, areas), areas=areas)


def known_kind(kind: str) -> str:
    if kind not in {*FORMS, queries.RIGHTS}:
        raise Hidden
    return kind


@gate(Ability.LEAD)
def show_cards(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    is_fresh = "fresh" in request.GET
    return show(request, "cards", pair, cards_page(request.viewer, pair, is_fresh=is_fresh))


@gate(Ability.LEAD)
def show_writing(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    form = empty_form(request, pair, kind)
    return show(request, template_of(kind), pair, write_page(request.viewer, pair, kind, form))


def template_of(kind: str) -> str:
    return "write_rights" if kind == queries.RIGHTS else "write"


@gate(Ability.LEAD, methods=("POST",))
def keep_draft(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    """204 for the page that keeps itself; a tap on 'Keep' goes back to the page."""
    pair = pair_of(request, partnership_id)
    form = sent_form(request, pair, kind)
    if form.is_valid():
        try:
            writing.keep(pair=pair, kind=kind, document=form.cleaned_data, by=request.viewer)
        except TOLD as fault:
            form.add_error(None, sentence_for(fault))
        else:
            place = place_to_go_on(request, pair, kind)
            return see_other(place) if place else HttpResponse(status=204)
    page = write_page(request.viewer, pair, kind, form)
    return show(request, template_of(kind), pair, page, status=UNPROCESSABLE)


def place_to_go_on(request: ViewerRequest, pair: Pair, kind: str) -> str:
    """The group of rows asked for, or the road after 'Keep it for later'; nowhere when the page keeps itself."""
    group = request.POST.get("same", "").partition(":")[0] or request.POST.get("keep", "")
    if group == "yes":
        return queries.address(pair, "launch:road")
    return queries.address(pair, "launch:write", kind) + f"?{urlencode({'open': group})}#{group}" if group else ""


@gate(Ability.LEAD, methods=("POST",))
def seal_writing(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    form = sent_form(request, pair, kind)
    if form.is_valid():
        try:
            round = writing.seal(pair=pair, kind=kind, document=form.cleaned_data, by=request.viewer)
            return see_other(place_after(pair, kind, round))
        except TOLD as fault:
            form.add_error(None, sentence_for(fault))
    page = write_page(request.viewer, pair, kind, form)
    return show(request, template_of(kind), pair, page, status=UNPROCESSABLE)


def place_after(pair: Pair, kind: str, round: Round) -> str:
    """Where the two read each other, once open; until then the writer's own page."""
    if round.state != RoundState.REVEALED:
        return queries.address(pair, "launch:write", kind)
    return fresh_place(pair, kind)


def fresh_place(pair: Pair, kind: str) -> str:
    return queries.page_to_read(pair, kind) + ("?fresh" if kind == charter.CARDS else "")


@gate(Ability.LEAD)
def look_again(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    is_open = has_opened(request.viewer, pair, known_kind(kind))
    return until_both.look_again(request, fresh_place(pair, kind) if is_open else "")


@gate(Ability.LEAD, methods=("POST",))
def unseal_writing(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    known_kind(kind)
    back = queries.address(pair, "launch:write", kind)
    return attempt(request, lambda: writing.unseal(pair=pair, kind=kind, by=request.viewer), back=back)
