"""The page of two: built, worded, agreed to, taken out of view."""

from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.visibility import queries
from colead.practice.visibility.actions import paging
from colead.practice.visibility.forms import PageForm
from colead.practice.visibility.pages.seen import OurPage
from colead.practice.visibility.views.answering import FORM, ROOM, to
from colead.promises import two_key
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=FORM)
@ROOM.of_pair
def our_page(request: HttpRequest, pair: Pair) -> HttpResponse:
    """How it would read, or reads; a form without words begins one."""
    viewer = viewer_of(request)
    if request.method == "POST":
        paging.begin(pair=pair, by=viewer)
        return to(pair, "our_page")
    return ROOM.draw(request, "page", pair, page=OurPage(viewer, pair))


@gate(Ability.LEAD, methods=FORM)
@ROOM.of_pair
def write_page(request: HttpRequest, pair: Pair) -> HttpResponse:
    viewer = viewer_of(request)
    rights = queries.rights(viewer, pair)
    areas = [(right.area, f"{right.label}: {right.short}") for right in rights]
    draft, out = queries.draft_of(viewer, pair), queries.out_of(viewer, pair)
    stands = draft or out
    text = two_key.text_of(stands, viewer) if stands is not None else paging.started(pair, viewer)
    chosen = [row["area"] for row in text["rights"]] if "rights" in text else paging.first_shown(pair, viewer)
    start = {**text, "areas": chosen, "seen": draft.text_hash if draft is not None else ""}
    form = PageForm(request.POST or None, areas=areas, initial=start)
    if form.is_valid():
        said = form.cleaned_data
        paging.lay_out(pair=pair, words=form.words, areas=said["areas"], seen=said["seen"], by=viewer)
        return to(pair, "our_page")
    return ROOM.draw(request, "write_page", pair, form=form, has_rights=bool(areas), status=status_of(form))


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def turn_page_key(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Turns one's key on the page on the screen, or turns it back."""
    if "back" in request.POST:
        paging.take_back(pair=pair, by=viewer_of(request))
    else:
        paging.turn(pair=pair, seen=request.POST.get("seen", ""), by=viewer_of(request))
    return to(pair, "our_page")


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def say_still_so(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Turns one's key on the page that was on the screen."""
    paging.say_still_so(pair=pair, seen=request.POST.get("seen", ""), by=viewer_of(request))
    return to(pair, "our_page")


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def drop_page(request: HttpRequest, pair: Pair) -> HttpResponse:
    paging.drop(pair=pair, by=viewer_of(request))
    return to(pair, "our_page")


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def take_page_out(request: HttpRequest, pair: Pair) -> HttpResponse:
    paging.take_out(pair=pair, by=viewer_of(request))
    return to(pair, "our_page")
