"""Door and coffee: one tap each."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.content import daily
from colead.foundation.gate import gate
from colead.foundation.viewer import ViewerRequest
from colead.partnerships.queries import Pair, get_pair
from colead.practice.daily import queries
from colead.practice.daily.actions import coffees, doors
from colead.practice.daily.forms import CoffeeReplyForm, DoorForm
from colead.practice.daily.models import Coffee
from colead.practice.daily.pages import CoffeePage, door_line
from colead.practice.daily.views.answering import done, draw, tried
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=("GET", "POST"))
def set_door(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """What my door says to this partner now; a tap sets it, its time ends it."""
    pair = get_pair(request.viewer, partnership_id)
    form = DoorForm(request.POST or None)
    problem = ""
    if form.is_valid():
        problem = tried(lambda: doors.set_door(pair=pair, by=request.viewer, **form.cleaned_data))
        if not problem:
            return done(request, pair, request.path)
    mine = door_line(request.viewer, pair, pair.me)
    return draw(request, pair, "door", form=form, mine=mine, doors=daily.load().doors, problem=problem)


@gate(Ability.LEAD, methods=("POST",))
def clear_door(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    doors.clear(pair=pair, by=request.viewer)
    return done(request, pair, reverse("daily:set_door", args=[partnership_id]))


@gate(Ability.LEAD, methods=("POST",))
def invite_coffee(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """One tap, no reason."""
    pair = get_pair(request.viewer, partnership_id)
    coffees.invite(pair=pair, by=request.viewer)
    return done(request, pair, reverse("daily:list_between", args=[partnership_id]), _(daily.load().coffee.sent))


@gate(Ability.LEAD)
def show_coffee(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    return show(request, *found(request, partnership_id, id))


def show(request: ViewerRequest, pair: Pair, cup: Coffee, problem: str = "") -> HttpResponse:
    return draw(request, pair, "coffee", page=CoffeePage(request.viewer, pair, cup), problem=problem)


@gate(Ability.LEAD, methods=("POST",))
def answer_coffee(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, cup = found(request, partnership_id, id)
    form = CoffeeReplyForm(request.POST)
    if not form.is_valid():
        return show(request, pair, cup, _("Choose one of these, please."))
    reply, place = form.cleaned_data["reply"], form.cleaned_data["place"]
    problem = tried(lambda: coffees.answer(coffee=cup, pair=pair, reply=reply, place=place, by=request.viewer))
    return show(request, pair, cup, problem) if problem else done(request, pair, coffee_url(pair, cup))


@gate(Ability.LEAD, methods=("POST",))
def withdraw_coffee(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, cup = found(request, partnership_id, id)
    problem = tried(lambda: coffees.withdraw(coffee=cup, by=request.viewer))
    if problem:
        return show(request, pair, cup, problem)
    return done(request, pair, reverse("daily:list_between", args=[partnership_id]))


def found(request: ViewerRequest, partnership_id: UUID, id: UUID) -> tuple[Pair, Coffee]:
    pair = get_pair(request.viewer, partnership_id)
    return pair, queries.get(Coffee, request.viewer, pair, id)


def coffee_url(pair: Pair, cup: Coffee) -> str:
    return reverse("daily:show_coffee", args=[pair.partnership.pk, cup.pk])
