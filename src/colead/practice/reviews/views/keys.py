"""For the IT administrator: which outside systems may point here, a new key, and its end. It shows no case."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from colead.foundation.gate import gate, see_other
from colead.partnerships.framing import UNPROCESSABLE, viewer_of
from colead.practice.reviews.actions import delivering
from colead.practice.reviews.models import PointingKey
from colead.rules import reviews as rules
from colead.rules.abilities import Ability
from colead.ui.forms import PlainForm


class SystemForm(PlainForm):
    system = forms.CharField(
        label=gettext_lazy("Which system"),
        max_length=rules.SYSTEM_MAX,
        help_text=gettext_lazy("As leaders know it, such as RL. It stands beside each of its numbers."),
    )


@gate(Ability.ADMINISTER, methods=("GET", "POST"))
def pointing_keys(request: HttpRequest) -> HttpResponse:
    """A new key stands on the answer to its form and nowhere else, so that looking again shows it no more."""
    form = SystemForm(request.POST or None)
    fresh = ""
    if form.is_valid():
        fresh = delivering.issue(system=form.cleaned_data["system"], by=viewer_of(request))
        return drawn(request, SystemForm(), fresh, status=201)
    return drawn(request, form, fresh, status=UNPROCESSABLE if form.errors else 200)


def drawn(request: HttpRequest, form: SystemForm, fresh: str, *, status: int) -> HttpResponse:
    rows: Any = PointingKey.objects.select_related("issued_by").order_by("ended_on", "system", "pk")
    context = {"rows": rows, "form": form, "fresh": fresh, "api": reverse("reviews:take_pointer")}
    response = render(request, "reviews/keys.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@gate(Ability.ADMINISTER, methods=("POST",))
def end_key(request: HttpRequest, id: int) -> HttpResponse:
    delivering.revoke(id=id, by=viewer_of(request))
    return see_other(reverse("reviews:pointing_keys"))
