"""Who points for the two: named by either; and the form on which that person does it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.partnerships.forms import NamedPersonForm
from colead.partnerships.framing import viewer_of
from colead.partnerships.queries import get_pair, seats_today
from colead.practice.reviews import queries
from colead.practice.reviews.actions import allying
from colead.practice.reviews.forms import PointForm
from colead.practice.reviews.views.answering import draw, tried
from colead.practice.reviews.views.pointing import pointer_in
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=("GET", "POST"))
def name_ally(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    pair = get_pair(viewer, partnership_id)
    form = NamedPersonForm(request.POST or None)
    problem = ""
    if form.is_valid():
        person = form.cleaned_data["person"]
        problem = tried(lambda: allying.name_ally(pair=pair, person=person, by=viewer))
        if not problem:
            return see_other(reverse("reviews:name_ally", args=[partnership_id]))
    return draw(request, pair, "allies", form=form, problem=problem, allies=queries.allies_of(pair))


@gate(Ability.LEAD, methods=("POST",))
def end_ally(request: HttpRequest, partnership_id: UUID, ally_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    allying.end_ally(pair=get_pair(viewer, partnership_id), id=ally_id, by=viewer)
    return see_other(reverse("reviews:name_ally", args=[partnership_id]))


@gate(Ability.SIGNED_IN, methods=("GET", "POST"))
def point_as_ally(request: HttpRequest, ally_id: UUID) -> HttpResponse:
    """The same form as the two have; what comes of it is theirs."""
    viewer = viewer_of(request)
    ally = queries.get_ally(viewer, ally_id)
    form = PointForm(request.POST or None, units=queries.units_of(ally.partnership))
    problem = ""
    if form.is_valid():
        problem = tried(lambda: allying.point(ally_id=ally_id, pointer=pointer_in(form), by=viewer))
        if not problem:
            messages.success(request, _("Taken. It lies before both of them."))
            return see_other(reverse("reviews:list_standing_in"))
    names = [seat.person.name for seat in seats_today(ally.partnership)]
    return draw(request, None, "point_as_ally", form=form, problem=problem, ally=ally, names=names)
