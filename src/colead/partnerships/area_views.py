"""The decision areas of this site: one page to read them, one to word one, and a tap to rest it or put it back."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships import area_actions, areas
from colead.partnerships.actions import Refused
from colead.partnerships.area_forms import AreaForm
from colead.partnerships.area_pages import AreasPage
from colead.partnerships.areas import Area
from colead.rules.abilities import Ability

FORM = ("GET", "POST")


@gate(Ability.KEEP_PROGRAMME)
def list_areas(request: ViewerRequest) -> HttpResponse:
    return render(request, "partnerships/areas.html", {"page": AreasPage()})


@gate(Ability.KEEP_PROGRAMME, methods=FORM)
def add_area(request: ViewerRequest, group: str) -> HttpResponse:
    words = {one.key: one.label for one in areas.now().groups}
    if group not in words:
        raise Hidden

    def act(label: str) -> None:
        area_actions.add(group=group, label=label, by=request.viewer)

    return word(request, Area("", "", group), act, group=words[group])


@gate(Ability.KEEP_PROGRAMME, methods=FORM)
def reword_area(request: ViewerRequest, area: str) -> HttpResponse:
    found = areas.now().by_key.get(area)
    if found is None:
        raise Hidden

    def act(label: str) -> None:
        area_actions.reword(area=area, label=label, by=request.viewer)

    return word(request, found, act)


def word(request: ViewerRequest, before: Area, act: Callable[[str], None], **context: object) -> HttpResponse:
    """Shows first what would stand where; the same words sent again are kept. Other words are shown again."""
    form = AreaForm(request.POST) if request.method == "POST" else AreaForm(initial={"label": before.label})
    if form.is_valid():
        label = area_actions.one_line(form.cleaned_data["label"])
        try:
            area_actions.require_new_label(areas.now(), replace(before, label=label))
            if form.cleaned_data["seen"] == mark(before.label, label):
                act(label)
                messages.info(request, _("Kept. Fill-ins that begin from now on read it so."))
                return see_other(reverse("partnerships:list_areas"))
            context["after"] = label
            form = AreaForm(initial={"label": label, "seen": mark(before.label, label)})
        except Refused as reason:
            form.add_error("label", str(reason))
    return render(request, "partnerships/area.html", {**context, "before": before, "form": form})


def mark(before: str, after: str) -> str:
    """Names what was shown: a label is one line, so a line break parts the two for good."""
    return hashlib.sha256(f"{before}\n{after}".encode()).hexdigest()


@gate(Ability.KEEP_PROGRAMME, methods=("POST",))
def rest_area(request: ViewerRequest, area: str) -> HttpResponse:
    return tap(request, lambda: area_actions.rest(area=area, by=request.viewer))


@gate(Ability.KEEP_PROGRAMME, methods=("POST",))
def offer_area(request: ViewerRequest, area: str) -> HttpResponse:
    return tap(request, lambda: area_actions.offer_again(area=area, by=request.viewer))


@gate(Ability.KEEP_PROGRAMME, methods=("POST",))
def put_area_back(request: ViewerRequest, area: str) -> HttpResponse:
    return tap(request, lambda: area_actions.put_back(area=area, by=request.viewer))


def tap(request: ViewerRequest, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Refused as reason:
        messages.info(request, str(reason))
    return see_other(reverse("partnerships:list_areas"))
