"""Taking in a list on the page: send it, look at what would happen, send the same file again to take it in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.operations.imports import actions, intake
from colead.operations.imports.forms import ListForm
from colead.operations.imports.intake import Kind
from colead.operations.imports.mapping import Unclear
from colead.operations.imports.messages import Refused
from colead.operations.imports.pages import ListPage, told
from colead.rules.abilities import Ability

FORM = ("GET", "POST")


@gate(Ability.KEEP_UNITS)
def list_kinds(request: ViewerRequest) -> HttpResponse:
    kinds = [kind for kind in Kind if request.viewer.has(actions.NEEDED[kind])]
    pages = [(reverse(f"imports:{kind.value}"), ListPage(kind)) for kind in kinds]
    return render(request, "imports/kinds.html", {"pages": pages})


@gate(Ability.KEEP_UNITS, methods=FORM)
def bring_units(request: ViewerRequest) -> HttpResponse:
    return bring(request, Kind.UNITS)


@gate(Ability.KEEP_PROGRAMME, methods=FORM)
def bring_people(request: ViewerRequest) -> HttpResponse:
    return bring(request, Kind.PEOPLE)


@gate(Ability.KEEP_PROGRAMME, methods=FORM)
def bring_bundle(request: ViewerRequest) -> HttpResponse:
    return bring(request, Kind.FHIR)


def bring(request: ViewerRequest, kind: Kind) -> HttpResponse:
    page = ListPage(kind)
    form = sent_form(request, kind) if request.method == "POST" else ListForm(kind=kind)
    if form.is_valid():
        try:
            return look_or_take_in(request, form)
        except Refused as refused:
            page = ListPage(kind, refused=refused)
        except Unclear as fault:
            form.add_error("columns", str(fault))
        form = again(form)
    return render(request, "imports/list.html", {"page": page, "form": form})


def sent_form(request: ViewerRequest, kind: Kind) -> ListForm:
    bytes_sent = int(request.META.get("CONTENT_LENGTH") or 0)
    return ListForm(request.POST, request.FILES, kind=kind, bytes_sent=bytes_sent)


def look_or_take_in(request: ViewerRequest, form: ListForm) -> HttpResponse:
    listing = form.listing
    seen = form.cleaned_data["seen"]
    if seen and seen == listing.seen_mark:
        messages.info(request, told(actions.take_in(listing=listing, by=request.viewer)))
        return see_other(reverse("imports:list"))
    page = ListPage(listing.kind, found=intake.prepare(listing))
    page.is_other_file = bool(seen)
    return render(request, "imports/list.html", {"page": page, "form": again(form, listing.seen_mark)})


def again(form: ListForm, seen: str = "") -> ListForm:
    """The form for the next step: what was said stays, the file has to be chosen anew by the browser's own rule."""
    if form.errors:
        return form
    kept = {name: form.data.get(name, "") for name in ("columns", "retire_missing") if name in form.fields}
    return ListForm(kind=form.kind, initial={**kept, "seen": seen})
