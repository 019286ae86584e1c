"""A card lent to a coach by both; a call for help by one alone; and the page on which somebody finds them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships.queries import Pair, get_pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import helping
from colead.practice.conflicts.actions import laddering as actions
from colead.practice.conflicts.forms import CardForm, PersonForm
from colead.practice.conflicts.models import Matter
from colead.practice.conflicts.pages import CardPage, ForYouPage
from colead.practice.conflicts.views.answering import draw, found, tried
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=("GET", "POST"))
def write_card(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    page = CardPage(request.viewer, pair, matter)
    form = CardForm(request.POST or None, initial={**page.text, "seen": page.seen})
    problem = ""
    if form.is_valid():
        text = {name: form.cleaned_data[name] for name in ("stuck", "tried", "wish")}
        seen = form.cleaned_data["seen"]
        problem = tried(lambda: actions.write_card(pair=pair, id=id, text=text, seen=seen, by=request.viewer))
        if not problem:
            return to_card(pair, matter)
    return drawn_card(request, pair, matter, form=form, problem=problem)


def drawn_card(
    request: ViewerRequest, pair: Pair, matter: Matter, *, form: CardForm | None = None, problem: str = ""
) -> HttpResponse:
    page = CardPage(request.viewer, pair, matter)
    form = form or CardForm(initial={**page.text, "seen": page.seen})
    person_form = PersonForm(people=page.coaches, label=_("Which coach"))
    return draw(request, pair, "card", page=page, form=form, person_form=person_form, problem=problem)


def to_card(pair: Pair, matter: Matter) -> HttpResponse:
    return see_other(reverse("conflicts:write_card", args=[pair.partnership.pk, matter.pk]))


@gate(Ability.LEAD, methods=("POST",))
def lend_card(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    """One's own yes; with the other's it opens to this coach."""
    pair, matter = found(request, partnership_id, id)
    form = PersonForm(request.POST, people=queries.coaches(pair))
    if not form.is_valid():
        return drawn_card(request, pair, matter, problem=_("Choose one of these, please."))
    problem = tried(lambda: actions.lend(pair=pair, id=id, coach=form.chosen(), by=request.viewer))
    return drawn_card(request, pair, matter, problem=problem) if problem else to_card(pair, matter)


@gate(Ability.LEAD, methods=("POST",))
def take_loan_back(request: ViewerRequest, partnership_id: UUID, id: UUID, grant_id: UUID) -> HttpResponse:
    pair, matter = found(request, partnership_id, id)
    actions.take_loan_back(pair=pair, id=id, grant_id=grant_id, by=request.viewer)
    return to_card(pair, matter)


@gate(Ability.LEAD, methods=("GET", "POST"))
def ask_help(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """By one alone. The other is not told, and whoever is asked learns only who asks."""
    viewer, pair = request.viewer, get_pair(request.viewer, partnership_id)
    form = PersonForm(request.POST or None, people=queries.helpers(pair), label=_("Whom would you like to speak with"))
    problem = ""
    if form.is_valid():
        problem = tried(lambda: helping.call(pair=pair, helper=form.chosen(), by=viewer))
        if not problem:
            return see_other(request.path)
    calls = list(queries.calls_of(viewer))
    return draw(request, pair, "help", form=form, calls=calls, says=helping.SAYS, me=pair.me.name, problem=problem)


@gate(Ability.SIGNED_IN, methods=("POST",))
def take_call_back(request: ViewerRequest, call_id: UUID) -> HttpResponse:
    """A call is one's own and of no pair, and so is its address."""
    helping.take_back(id=call_id, by=request.viewer)
    return see_other(reverse("conflicts:show_for_you"))


@gate(Ability.SIGNED_IN)
def show_for_you(request: ViewerRequest) -> HttpResponse:
    """What others ask of this person, or have lent: mostly nothing."""
    return render(request, "conflicts/for_you.html", {"page": ForYouPage(request.viewer)})
