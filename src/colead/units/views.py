"""The tree of the organisation: everyone signed in may look, its keepers may change it."""

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
from colead.people import roster
from colead.rules.abilities import Ability
from colead.units import actions, picking, queries
from colead.units.forms import MoveForm, ObjectiveForm, SponsorForm, UnitForm
from colead.units.models import Objective, Unit, UnitSponsor
from colead.units.pages import TreePage, UnitPage

FORM = ("GET", "POST")


@gate(Ability.SIGNED_IN)
def list_units(request: ViewerRequest) -> HttpResponse:
    page = TreePage(request.viewer, request.GET.get("q", "")[:160], page_number(request))
    return render(request, "units/tree.html", {"page": page})


@gate(Ability.SIGNED_IN)
def show_unit(request: ViewerRequest, unit_id: UUID) -> HttpResponse:
    unit = queries.get(request.viewer, unit_id)
    return render(request, "units/unit.html", {"page": UnitPage(request.viewer, unit, page_number(request))})


@gate(Ability.KEEP_UNITS, methods=FORM)
def add_unit(request: ViewerRequest, parent_id: UUID | None = None) -> HttpResponse:
    parent = queries.get(request.viewer, parent_id) if parent_id else None
    form = UnitForm(request.POST or None)
    return answer(
        request,
        form,
        "units/edit.html",
        {"title": _("Add a unit"), "parent": parent, "send": _("Add it")},
        lambda: actions.add(parent=parent, by=request.viewer, **form.cleaned_data),
    )


@gate(Ability.KEEP_UNITS, methods=FORM)
def edit_unit(request: ViewerRequest, unit_id: UUID) -> HttpResponse:
    unit = queries.get(request.viewer, unit_id)
    form = UnitForm(request.POST or None, initial={name: getattr(unit, name) for name in actions.EDITED})
    return answer(
        request,
        form,
        "units/edit.html",
        {"title": unit.name, "unit": unit, "send": _("Keep this")},
        lambda: actions.edit(unit=unit, by=request.viewer, **form.cleaned_data),
    )


@gate(Ability.KEEP_UNITS, methods=FORM)
def move_unit(request: ViewerRequest, unit_id: UUID) -> HttpResponse:
    unit = queries.get(request.viewer, unit_id)
    start = {"parent": picking.unit_label(unit.parent) if unit.parent else ""}
    form = MoveForm(request.POST or None, initial=start, viewer=request.viewer)
    return answer(
        request,
        form,
        "units/move.html",
        {"unit": unit},
        lambda: actions.move(unit=unit, parent=form.cleaned_data["parent"], by=request.viewer),
    )


@gate(Ability.KEEP_UNITS, methods=("POST",))
def retire_unit(request: ViewerRequest, unit_id: UUID) -> HttpResponse:
    unit = queries.get(request.viewer, unit_id)
    verb = actions.bring_back if unit.retired_on else actions.retire
    try:
        verb(unit=unit, by=request.viewer)
    except actions.Refused as reason:
        messages.info(request, str(reason))
    return to_unit(unit)


@gate(Ability.KEEP_UNITS, methods=FORM)
def add_objective(request: ViewerRequest, unit_id: UUID) -> HttpResponse:
    unit = queries.get(request.viewer, unit_id)
    form = ObjectiveForm(request.POST or None)
    return answer(
        request,
        form,
        "units/objective.html",
        {"unit": unit},
        lambda: actions.add_objective(unit=unit, text=form.cleaned_data["text"], by=request.viewer).unit,
    )


@gate(Ability.KEEP_UNITS, methods=FORM)
def edit_objective(request: ViewerRequest, objective_id: UUID) -> HttpResponse:
    objective = open_objective(objective_id)
    form = ObjectiveForm(request.POST or None, initial={"text": objective.text})
    return answer(
        request,
        form,
        "units/objective.html",
        {"unit": objective.unit, "objective": objective},
        lambda: actions.edit_objective(objective=objective, text=form.cleaned_data["text"], by=request.viewer).unit,
    )


@gate(Ability.KEEP_UNITS, methods=("POST",))
def retire_objective(request: ViewerRequest, objective_id: UUID) -> HttpResponse:
    objective = open_objective(objective_id)
    actions.retire_objective(objective=objective, by=request.viewer)
    return to_unit(objective.unit)


@gate(Ability.KEEP_UNITS, methods=FORM)
def add_sponsor(request: ViewerRequest, unit_id: UUID) -> HttpResponse:
    unit = queries.get(request.viewer, unit_id)
    form = SponsorForm(request.POST or None, viewer=request.viewer)
    return answer(
        request,
        form,
        "units/sponsor.html",
        {"unit": unit},
        lambda: actions.add_sponsor(unit=unit, person=form.cleaned_data["person"], by=request.viewer).unit,
    )


@gate(Ability.KEEP_UNITS, methods=("POST",))
def end_sponsor(request: ViewerRequest, sponsor_id: UUID) -> HttpResponse:
    sponsor = UnitSponsor.objects.select_related("unit").filter(pk=sponsor_id, ended_on=None).first()
    if sponsor is None:
        raise Hidden
    actions.end_sponsor(sponsor=sponsor, by=request.viewer)
    return to_unit(sponsor.unit)


@gate(Ability.KEEP_UNITS, methods=("POST",))
def suggest_people(request: ViewerRequest) -> HttpResponse:
    """Names while they are typed. Posted, so that no log keeps who was looked for."""
    found = roster.named_like(request.viewer, typed(request))
    return render(request, "units/suggestions.html", {"labels": [roster.label(person) for person in found]})


@gate(Ability.KEEP_UNITS, methods=("POST",))
def suggest_units(request: ViewerRequest) -> HttpResponse:
    found = queries.named_like(request.viewer, typed(request))
    return render(request, "units/suggestions.html", {"labels": [picking.unit_label(unit) for unit in found]})


def answer(
    request: ViewerRequest, form: Form, template: str, context: dict[str, Any], act: Callable[[], Unit]
) -> HttpResponse:
    """A form that is right acts and goes on to the unit; a rule against it is said at the form."""
    if request.method == "POST" and form.is_valid():
        try:
            return to_unit(act())
        except actions.Refused as reason:
            form.add_error(None, str(reason))
    return render(request, template, {**context, "form": form})


def to_unit(unit: Unit) -> HttpResponse:
    return see_other(reverse("units:show", args=[unit.pk]))


def open_objective(id: UUID) -> Objective:
    objective = Objective.objects.select_related("unit").filter(pk=id, retired_on=None).first()
    if objective is None:
        raise Hidden
    return objective


def typed(request: ViewerRequest) -> str:
    """The one field that is being typed in; the form around it comes along and is not looked at."""
    return request.POST.get(request.headers.get("HX-Trigger-Name", ""), "")[:160].replace("\0", "")


def page_number(request: ViewerRequest) -> int:
    try:
        return min(max(1, int(request.GET.get("page", "1"))), 10_000)
    except ValueError:
        return 1
