"""Where the two appear: the plan, one tap after it, and what everyone may know beforehand."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation import clock
from colead.foundation.gate import gate
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.visibility import queries
from colead.practice.visibility.actions import appearing
from colead.practice.visibility.forms import PastForm, PlanForm, TellForm
from colead.practice.visibility.pages.seen import SeenPage, named
from colead.practice.visibility.views.answering import FORM, ROOM, back, to
from colead.promises import space
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=FORM)
@ROOM.of_pair
def list_appearances(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Everything of this room; a form sent here plans an appearance."""
    viewer = viewer_of(request)
    form = PlanForm(request.POST or None, named=named(pair))
    if form.is_valid():
        appearing.plan(pair=pair, on_day=form.cleaned_data["on_day"], text=form.text, by=viewer)
        return to(pair, at="#ahead")
    return drawn(request, pair, form, PastForm(named=named(pair), initial={"on_day": clock.today()}))


def drawn(request: HttpRequest, pair: Pair, form: PlanForm, past: PastForm) -> HttpResponse:
    page = SeenPage(viewer_of(request), pair)
    return ROOM.draw(request, "seen", pair, page=page, form=form, past=past, status=status_of(form, past))


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def note_appearance(request: HttpRequest, pair: Pair) -> HttpResponse:
    form = PastForm(request.POST, named=named(pair))
    if not form.is_valid():
        return drawn(request, pair, PlanForm(named=named(pair)), form)
    appearing.note(pair=pair, on_day=form.cleaned_data["on_day"], text=form.text, by=viewer_of(request))
    return to(pair, at="#past")


@gate(Ability.LEAD, methods=FORM)
@ROOM.of_pair
def edit_appearance(request: HttpRequest, pair: Pair, id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    item = queries.get(viewer, pair, id)
    text = space.read(item, viewer)
    start = {**text, "goes": text["who"], "on_day": item.on_day, "seen": space.stamp_of(item)}
    form = PlanForm(request.POST or None, named=named(pair), initial=start)
    if form.is_valid():
        said = form.cleaned_data
        appearing.replan(pair=pair, id=id, on_day=said["on_day"], text=form.text, seen=said["seen"], by=viewer)
        return to(pair, at="#ahead")
    return ROOM.draw(request, "edit", pair, form=form, item=item, status=status_of(form))


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def tell(request: HttpRequest, pair: Pair, id: UUID) -> HttpResponse:
    form = TellForm(request.POST)
    if not form.is_valid():
        raise Hidden
    appearing.tell(pair=pair, id=id, who=form.cleaned_data["goes"], by=viewer_of(request))
    return back(request, pair, at="#past")


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def let_appearance_go(request: HttpRequest, pair: Pair, id: UUID) -> HttpResponse:
    appearing.let_go(pair=pair, id=id, by=viewer_of(request))
    return to(pair)


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def show_appearance(request: HttpRequest, pair: Pair, id: UUID) -> HttpResponse:
    """Asks to let everyone know, agrees to it, or keeps it between the two."""
    viewer, seen = viewer_of(request), request.POST.get("seen", "")
    if "hide" in request.POST:
        appearing.hide(pair=pair, id=id, by=viewer)
    elif "turn" in request.POST:
        appearing.turn(pair=pair, id=id, seen=seen, by=viewer)
    else:
        appearing.show(pair=pair, id=id, seen=seen, by=viewer)
    return to(pair, at="#ahead")
