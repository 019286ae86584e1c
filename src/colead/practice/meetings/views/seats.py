"""The seat map: a tap for each table, a wish, the chair in turn, and the map that the sponsor reads."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation import clock
from colead.foundation.gate import gate
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.meetings.actions import seats as actions
from colead.practice.meetings.pages.seats import CommitteePage, SeatsPage
from colead.practice.meetings.queries import partner_time
from colead.practice.meetings.queries import seats as queries
from colead.practice.meetings.round_forms import CommitteeForm, ModeForm, TurnForm
from colead.practice.meetings.views.answering import FORM, draw, go, of_pair
from colead.rules.abilities import Ability

HOME = "list_seats"


@gate(Ability.LEAD, methods=FORM)
@of_pair
def list_seats(request: HttpRequest, pair: Pair) -> HttpResponse:
    viewer = viewer_of(request)
    form = CommitteeForm(request.POST or None, named=partner_time.names(pair))
    if not form.is_valid():
        return draw(request, "seats", pair, page=SeatsPage(viewer, pair), form=form, status=status_of(form))
    actions.add(pair=pair, by=viewer, **form.cleaned_data)
    return go(pair, HOME)


@gate(Ability.LEAD)
@of_pair
def show_committee(request: HttpRequest, pair: Pair, committee_id: UUID) -> HttpResponse:
    return committee_page(request, pair, committee_id)


def committee_page(request: HttpRequest, pair: Pair, id: UUID, form: TurnForm | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    page = CommitteePage(viewer, pair, queries.get(viewer, pair, id))
    start = {"on_day": clock.today(), "chaired_by": page.next_chair}
    shown = form or TurnForm(named=page.named, initial=start)
    return draw(request, "committee", pair, page=page, form=shown, status=status_of(shown))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def mark_mode(request: HttpRequest, pair: Pair, committee_id: UUID) -> HttpResponse:
    """One tap says who sits there."""
    form = ModeForm(request.POST)
    if not form.is_valid():
        raise Hidden
    actions.mark(pair=pair, id=committee_id, mode=form.cleaned_data["mode"], by=viewer_of(request))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def wish(request: HttpRequest, pair: Pair, committee_id: UUID) -> HttpResponse:
    actions.wish(pair=pair, id=committee_id, is_wished="on" in request.POST, by=viewer_of(request))
    return go(pair, "show_committee", committee_id=committee_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def co_lead(request: HttpRequest, pair: Pair, committee_id: UUID) -> HttpResponse:
    actions.co_lead(pair=pair, id=committee_id, is_co_led="on" in request.POST, by=viewer_of(request))
    return go(pair, "show_committee", committee_id=committee_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def took_chair(request: HttpRequest, pair: Pair, committee_id: UUID) -> HttpResponse:
    form = TurnForm(request.POST, named=partner_time.names(pair))
    if not form.is_valid():
        return committee_page(request, pair, committee_id, form)
    said = {name: form.cleaned_data[name] for name in ("on_day", "chaired_by")}
    actions.chaired(pair=pair, id=committee_id, text=form.text, by=viewer_of(request), **said)
    return go(pair, "show_committee", committee_id=committee_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def remove(request: HttpRequest, pair: Pair, committee_id: UUID) -> HttpResponse:
    actions.remove(pair=pair, id=committee_id, by=viewer_of(request))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def show_map_to_sponsor(request: HttpRequest, pair: Pair) -> HttpResponse:
    actions.propose_map(pair=pair, by=viewer_of(request))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def turn_map_key(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Turns one's key on the map that was on the screen, or takes it back."""
    if "back" in request.POST:
        actions.withdraw_map(pair=pair, by=viewer_of(request))
    else:
        actions.turn_map(pair=pair, seen=request.POST.get("seen", ""), by=viewer_of(request))
    return go(pair, HOME)
