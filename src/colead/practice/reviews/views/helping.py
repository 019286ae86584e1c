"""Who stands in: named ahead by the sponsor; and the page on which that person finds what they were asked to see to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from colead.foundation.gate import gate, see_other
from colead.partnerships.framing import UNPROCESSABLE, viewer_of
from colead.partnerships.models import Side
from colead.practice.reviews import queries
from colead.practice.reviews.actions import recusing
from colead.practice.reviews.forms import StandInForm
from colead.practice.reviews.pages import HelperPage, StandInsPage
from colead.practice.reviews.views.answering import draw, tried
from colead.rules.abilities import Ability


@gate(Ability.SIGNED_IN)
def list_standing_in(request: HttpRequest) -> HttpResponse:
    return draw(request, None, "standing_in", page=HelperPage(viewer_of(request)))


@gate(Ability.SPONSOR, methods=("GET", "POST"))
def name_stand_ins(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    """Before anything has happened, and knowing of nothing that has."""
    viewer = viewer_of(request)
    partnership = queries.get_sponsored(viewer, partnership_id)
    nobody = request.POST.get("nobody", "")
    form = StandInForm(request.POST or None) if not nobody else StandInForm()
    problem = ""
    if nobody in Side.values or form.is_valid():
        side = nobody or form.cleaned_data["side"]
        person = None if nobody else form.cleaned_data["person"]
        problem = tried(
            lambda: recusing.name_stand_in(partnership_id=partnership_id, side=side, person=person, by=viewer)
        )
        if not problem:
            return see_other(reverse("reviews:name_stand_ins", args=[partnership_id]))
    context = {"page": StandInsPage(partnership), "form": form, "problem": problem}
    return render(request, "reviews/stand_ins.html", context, status=UNPROCESSABLE if problem or form.errors else 200)
