"""The list, the pointer, the stop, the fixed list, stepping back, and the card for who stepped back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden
from colead.partnerships.forms import NamedPersonForm
from colead.partnerships.framing import viewer_of
from colead.partnerships.queries import get_pair
from colead.practice.reviews import queries
from colead.practice.reviews.actions import pointing, recusing
from colead.practice.reviews.actions.pointing import Pointer
from colead.practice.reviews.forms import LookOverForm, PointForm
from colead.practice.reviews.models import Case
from colead.practice.reviews.pages import ListPage, SupportPage
from colead.practice.reviews.queries import Desk
from colead.practice.reviews.views.answering import done, draw, drawn, of_case, to_list, tried, which
from colead.rules.abilities import Ability


@gate(Ability.LEAD)
def list_cases(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(viewer_of(request), partnership_id)
    return draw(request, pair, "list", page=ListPage(viewer_of(request), pair))


@gate(Ability.LEAD)
def show_stop(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    """Whom to call; a page and no form, so that nothing of it is kept."""
    return draw(request, get_pair(viewer_of(request), partnership_id), "stop")


@gate(Ability.LEAD, methods=("GET", "POST"))
def point(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    pair = get_pair(viewer, partnership_id)
    form = PointForm(request.POST or None, units=queries.units_of(pair.partnership))
    if not form.is_valid():
        return draw(request, pair, "point", form=form)
    made: list[Case] = []
    problem = tried(lambda: made.append(pointing.point(pair=pair, pointer=pointer_in(form), by=viewer)))
    if problem:
        return draw(request, pair, "point", form=form, problem=problem)
    messages.success(request, _("Taken. You alone see it until you have looked it over."))
    return see_other(reverse("reviews:show_case", args=[partnership_id, made[0].pk]))


def pointer_in(form: PointForm) -> Pointer:
    said = {name: form.cleaned_data[name] for name in ("number", "kind", "system", "happened_on", "due_on")}
    return Pointer(unit=form.unit_chosen, **said)


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def look_over(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = LookOverForm(request.POST)
    if not form.is_valid():
        return drawn(request, desk, problem=_("Choose one of these, please."))
    answer, lead = form.cleaned_data["answer"], form.cleaned_data["lead"]
    seen: list[Case | None] = []
    there = done(request, desk, lambda: seen.append(pointing.look_over(answer=answer, lead=lead, **which(desk))))
    joined = next((case for case in seen if case is not None and case.pk != desk.case.pk), None)
    if joined is None:
        return there
    messages.info(request, _("This number lay before you already: here it is. Your own pointer has gone."))
    return see_other(reverse("reviews:show_case", args=[desk.partnership.pk, joined.pk]))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def hand_over(request: HttpRequest, desk: Desk) -> HttpResponse:
    lead = request.POST.get("lead", "")
    return done(request, desk, lambda: pointing.hand_over(lead=lead, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def recuse(request: HttpRequest, desk: Desk) -> HttpResponse:
    try:
        who = UUID(request.POST.get("who", ""))
    except ValueError:
        raise Hidden from None
    return done(request, desk, lambda: recusing.recuse(who=who, **which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def let_stand_in_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    return done(request, desk, lambda: recusing.let_in_late(**which(desk)))


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def take_away(request: HttpRequest, desk: Desk) -> HttpResponse:
    problem = tried(lambda: pointing.take_away(**which(desk)))
    return drawn(request, desk, problem=problem) if problem else to_list(desk)


@gate(Ability.SIGNED_IN, methods=("POST",))
@of_case
def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A named ally looks on; the same form takes one back."""
    if "back" in request.POST:
        try:
            person_id = UUID(request.POST["back"])
        except ValueError:
            raise Hidden from None
        return done(request, desk, lambda: recusing.uninvite(person_id=person_id, **which(desk)))
    form = NamedPersonForm(request.POST)
    if not form.is_valid():
        return drawn(request, desk, person_form=form)
    person = form.cleaned_data["person"]
    return done(request, desk, lambda: recusing.invite(person=person, **which(desk)))


@gate(Ability.LEAD)
def show_support(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    pair = get_pair(viewer, partnership_id)
    card = queries.support_for(viewer, pair)
    return draw(request, pair, "support", card=card, page=SupportPage(viewer, pair, card))


@gate(Ability.LEAD, methods=("POST",))
def put_support_away(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(viewer_of(request), partnership_id)
    recusing.put_support_away(pair=pair, by=viewer_of(request))
    return see_other(reverse("home:pair", args=[partnership_id]))
