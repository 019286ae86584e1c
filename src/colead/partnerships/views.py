"""Dyads as the programme office keeps them: forming, seats, sponsors, where each stands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships import actions, ending_actions, queries
from colead.partnerships.forms import DyadForm, EndSeatForm, RenameForm, SeatForm, SponsorForm
from colead.partnerships.models import Partnership, Side
from colead.partnerships.pages import MOVES, DyadPage, DyadsPage, SponsorLine
from colead.promises.space import SpaceClosed
from colead.rules.abilities import Ability
from colead.rules.moves import IllegalMove
from colead.units import picking
from colead.units import queries as unit_queries

FORM = ("GET", "POST")


@gate(Ability.KEEP_PROGRAMME)
def list_dyads(request: ViewerRequest) -> HttpResponse:
    return render(request, "partnerships/dyads.html", {"page": DyadsPage(request.viewer)})


@gate(Ability.SEE_PARTNERSHIP)
def list_dyads_of_unit(request: ViewerRequest, unit_id: UUID) -> HttpResponse:
    unit = unit_queries.get(request.viewer, unit_id)
    context = {"unit": unit, "dyads": queries.of_unit(request.viewer, unit)}
    return render(request, "partnerships/of_unit.html", context)


@gate(Ability.KEEP_PROGRAMME)
def show_dyad(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    partnership = queries.get_kept(request.viewer, partnership_id)
    return render(request, "partnerships/dyad.html", {"page": page_of(partnership)})


def page_of(partnership: Partnership, asked: dict[str, Form] | None = None) -> DyadPage:
    fresh: dict[str, Form] = {side: EndSeatForm(side=side) for side in Side.values}
    return DyadPage(partnership, fresh | (asked or {}))


@gate(Ability.KEEP_PROGRAMME, methods=FORM)
def add_dyad(request: ViewerRequest) -> HttpResponse:
    form = DyadForm(request.POST or None, viewer=request.viewer)

    def act() -> Partnership:
        return actions.form(by=request.viewer, **form.fields_of_action)

    return answer(request, form, "partnerships/add.html", {}, act)


@gate(Ability.KEEP_PROGRAMME, methods=FORM)
def edit_dyad(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    partnership = queries.get_kept(request.viewer, partnership_id)
    start = {"name": partnership.name, "unit": picking.unit_label(partnership.unit)}
    form = RenameForm(request.POST or None, initial=start, viewer=request.viewer)
    return answer(
        request,
        form,
        "partnerships/edit.html",
        {"partnership": partnership},
        lambda: actions.edit(partnership=partnership, by=request.viewer, **chosen(form, "name", "unit")),
    )


@gate(Ability.KEEP_PROGRAMME, methods=FORM)
def fill_seat(request: ViewerRequest, partnership_id: UUID, side: str) -> HttpResponse:
    partnership, side = queries.get_kept(request.viewer, partnership_id), known_side(side)
    form = SeatForm(request.POST or None, viewer=request.viewer)

    def act() -> Partnership:
        said = chosen(form, "person", "from_on", "is_interim")
        return actions.fill_seat(partnership=partnership, side=side, by=request.viewer, **said).partnership

    context = {"partnership": partnership, "side": Side(side)}
    return answer(request, form, "partnerships/seat.html", context, act)


@gate(Ability.KEEP_PROGRAMME, methods=("POST",))
def end_seat(request: ViewerRequest, partnership_id: UUID, side: str) -> HttpResponse:
    """Gives the seat its last day; a day that is too near is asked for once more, in its place."""
    partnership, side = queries.get_kept(request.viewer, partnership_id), known_side(side)
    form = EndSeatForm(request.POST, side=side)
    if not form.is_valid():
        return render(request, "partnerships/dyad.html", {"page": page_of(partnership, {side: form})})
    on = form.cleaned_data["ends_on"]
    return told(
        request,
        partnership,
        lambda: ending_actions.set_end(partnership=partnership, side=side, on=on, by=request.viewer),
    )


@gate(Ability.KEEP_PROGRAMME, methods=("POST",))
def keep_seat(request: ViewerRequest, partnership_id: UUID, side: str) -> HttpResponse:
    partnership, side = queries.get_kept(request.viewer, partnership_id), known_side(side)
    return told(
        request,
        partnership,
        lambda: ending_actions.keep_seat(partnership=partnership, side=side, by=request.viewer),
    )


@gate(Ability.KEEP_PROGRAMME, methods=FORM)
def add_sponsor(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    partnership = queries.get_kept(request.viewer, partnership_id)
    form = SponsorForm(request.POST or None, viewer=request.viewer)

    def act() -> Partnership:
        added = actions.add_sponsor(partnership=partnership, by=request.viewer, **chosen(form, "person"))
        return added.partnership

    return answer(request, form, "partnerships/sponsor.html", {"partnership": partnership}, act)


@gate(Ability.KEEP_PROGRAMME, methods=("POST",))
def end_sponsor(request: ViewerRequest, sponsorship_id: UUID) -> HttpResponse:
    sponsorship = queries.get_sponsorship(request.viewer, sponsorship_id)
    return told(
        request,
        sponsorship.partnership,
        lambda: actions.end_sponsor(sponsorship=sponsorship, by=request.viewer),
    )


@gate(Ability.LEAD)
def list_own_sponsors(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """For the two: who reads what they send up, and whom one of them has yet to confirm."""
    pair = queries.get_pair(request.viewer, partnership_id)
    rows = [SponsorLine(row, pair) for row in queries.sponsorships_of(pair.partnership)]
    context = {"pair": queries.frame(pair), "partnership_id": partnership_id, "rows": rows}
    return render(request, "partnerships/own_sponsors.html", context)


@gate(Ability.LEAD, methods=("POST",))
def confirm_sponsor(request: ViewerRequest, partnership_id: UUID, sponsorship_id: UUID) -> HttpResponse:
    pair = queries.get_pair(request.viewer, partnership_id)
    try:
        actions.confirm_sponsor(pair=pair, id=sponsorship_id, by=request.viewer)
    except SpaceClosed:
        messages.info(request, _("This pair's space is closed. Nothing was changed."))
    return see_other(reverse("partnerships:own_sponsors", args=[partnership_id]))


@gate(Ability.KEEP_PROGRAMME, methods=("POST",))
def move_dyad(request: ViewerRequest, partnership_id: UUID, verb: str) -> HttpResponse:
    partnership = queries.get_kept(request.viewer, partnership_id)
    if verb not in MOVES:
        raise Hidden
    if verb == "end" and queries.open_seats(partnership):
        messages.info(request, _("Nothing was changed. End both seats first, each with its last day."))
        return to_dyad(partnership)
    return told(request, partnership, lambda: actions.move(partnership=partnership, verb=verb, by=request.viewer))


def told(request: ViewerRequest, partnership: Partnership, act: Callable[[], object]) -> HttpResponse:
    """Acts and goes back to the dyad; what stands against it is said there."""
    try:
        act()
    except actions.Refused as reason:
        messages.info(request, str(reason))
    except IllegalMove as late:
        messages.info(request, _(late.sentence))
    return to_dyad(partnership)


def answer(
    request: ViewerRequest, form: Form, template: str, context: dict[str, Any], act: Callable[[], Partnership]
) -> HttpResponse:
    """A form that is right acts and goes on to the dyad; a rule against it is said at the form."""
    if request.method == "POST" and form.is_valid():
        try:
            return to_dyad(act())
        except actions.Refused as reason:
            form.add_error(None, str(reason))
    return render(request, template, {**context, "form": form})


def chosen(form: Form, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


def to_dyad(partnership: Partnership) -> HttpResponse:
    return see_other(reverse("partnerships:show", args=[partnership.pk]))


def known_side(side: str) -> str:
    if side not in Side.values:
        raise Hidden
    return side
