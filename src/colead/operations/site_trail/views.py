"""The trail of the installation, page by page, newest first."""

from django.http import HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate
from colead.foundation.viewer import ViewerRequest
from colead.operations.site_trail.forms import TurnForm
from colead.operations.site_trail.pages import TrailPage
from colead.rules.abilities import Ability


@gate(Ability.READ_SITE_TRAIL)
def show_trail(request: ViewerRequest) -> HttpResponse:
    form = TurnForm(request.GET)
    number = (form.cleaned_data["page"] if form.is_valid() else None) or 1
    page = TrailPage.build(request.viewer, number=number)
    return render(request, "site_trail/trail.html", {"page": page})
