"""The two ask: one form, two keys; then they say whether it came."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.programme.supports.actions import asking
from colead.programme.supports.forms import AskForm
from colead.programme.supports.pages.pair import RequestsPage, sponsor_names
from colead.programme.supports.pages.seats import for_seat, tables_to_ask_for
from colead.programme.supports.queries import asked as queries
from colead.programme.supports.views.answering import FORM, ROOM, anchor, to_home, to_list
from colead.promises import two_key
from colead.rules.abilities import Ability


@gate(Ability.LEAD)
@ROOM.of_pair
def list_requests(request: HttpRequest, pair: Pair) -> HttpResponse:
    return ROOM.draw(request, "list", pair, page=RequestsPage(viewer_of(request), pair))


@gate(Ability.LEAD, methods=FORM)
@ROOM.of_pair
def write_request(request: HttpRequest, pair: Pair) -> HttpResponse:
    """A new one; it may begin with a table of the seat map, or with what was asked before."""
    begun = start(request, pair)
    form = AskForm(request.POST or None, initial=begun, tables=tables_to_ask_for(viewer_of(request), pair))
    if not form.is_valid():
        asked = asked_already(request, pair, begun) if request.method == "GET" else None
        return to_list(pair, anchor(asked)) if asked is not None else written(request, pair, form)
    said = {name: form.cleaned_data[name] for name in ("kind", "text", "table")}
    made = asking.ask(pair=pair, by=viewer_of(request), **said)
    return to_list(pair, anchor(made.pk))


def written(request: HttpRequest, pair: Pair, form: AskForm, **more: Any) -> HttpResponse:
    sponsors = sponsor_names(pair)
    return ROOM.draw(request, "write", pair, form=form, sponsors=sponsors, status=status_of(form), **more)


def start(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    viewer = viewer_of(request)
    if "table" in request.GET:
        return for_seat(viewer, pair, id_in(request.GET["table"]))
    if "again" in request.GET:
        return two_key.text_of(queries.get(viewer, pair, id_in(request.GET["again"])), viewer)
    return {}


def asked_already(request: HttpRequest, pair: Pair, begun: dict[str, Any]) -> UUID | None:
    """The open request for the seat at this table: whoever begins another reads that one instead."""
    found = queries.for_tables(viewer_of(request), pair) if begun.get("table") else {}
    release = found[UUID(begun["table"])][0] if begun.get("table") and UUID(begun["table"]) in found else None
    return release.pk if release is not None and queries.is_open(release) else None


def id_in(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise Hidden from None


@gate(Ability.LEAD, methods=FORM)
@ROOM.of_pair
def edit_request(request: HttpRequest, pair: Pair, release_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    release = queries.get(viewer, pair, release_id)
    if request.method == "GET":
        two_key.require_draft(release)
    start = {**two_key.text_of(release, viewer), "seen": release.text_hash}
    form = AskForm(request.POST or None, initial=start, tables=tables_to_ask_for(viewer, pair, but=release_id))
    if not form.is_valid():
        return written(request, pair, form, release_id=release_id)
    said = {name: form.cleaned_data[name] for name in ("kind", "text", "seen", "table")}
    asking.edit(pair=pair, id=release_id, by=viewer, **said)
    return to_list(pair, anchor(release_id))


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def turn_key(request: HttpRequest, pair: Pair, release_id: UUID) -> HttpResponse:
    """Turns one's key on the words on the screen, or turns it back."""
    if "back" in request.POST:
        asking.turn_back(pair=pair, id=release_id, by=viewer_of(request))
    else:
        asking.turn(pair=pair, id=release_id, seen=request.POST.get("seen", ""), by=viewer_of(request))
    return to_list(pair, anchor(release_id))


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def take_back(request: HttpRequest, pair: Pair, release_id: UUID) -> HttpResponse:
    """A draft is kept between the two; what the sponsor reads goes out of view."""
    if "draft" in request.POST:
        asking.drop(pair=pair, id=release_id, by=viewer_of(request))
    else:
        asking.take_back(pair=pair, id=release_id, by=viewer_of(request))
    return to_list(pair)


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def settle(request: HttpRequest, pair: Pair, release_id: UUID) -> HttpResponse:
    """One tap: it came, or it did not."""
    asking.settle(pair=pair, id=release_id, verb=request.POST.get("verb", ""), by=viewer_of(request))
    return to_home(pair) if request.POST.get("back") == "home" else to_list(pair, anchor(release_id))
