"""Partner time: how often, the page that fills itself, and every way in which a time can end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import queries as partnerships
from colead.partnerships.actions import Refused
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.meetings.actions import following, rhythm
from colead.practice.meetings.actions import partner_time as actions
from colead.practice.meetings.forms import CloseForm, MoveForm, PointForm, RhythmForm, UsForm
from colead.practice.meetings.models import Meeting
from colead.practice.meetings.pages.partner_time import PartnerTimePage, PastPage
from colead.practice.meetings.queries import partner_time as queries
from colead.practice.meetings.views.answering import FORM, draw, go, of_pair
from colead.promises import space
from colead.rules.abilities import Ability
from colead.ui.forms import PlainForm

HOME = "partner_time"


@gate(Ability.LEAD)
@of_pair
def show(request: HttpRequest, pair: Pair) -> HttpResponse:
    return time_page(request, pair)


def time_page(request: HttpRequest, pair: Pair, **bound: PlainForm) -> HttpResponse:
    """The page with its small forms; one that came back with an error takes its place among them."""
    page = PartnerTimePage(viewer_of(request), pair)
    small: dict[str, Any] = {"point": PointForm(), "move": MoveForm(), "close": close_form(page), **bound}
    return draw(request, "partner_time", pair, page=page, status=status_of(*bound.values()), **small)


def close_form(page: PartnerTimePage, data: Any = None) -> CloseForm:
    return CloseForm(data, offers=page.offers)


def given(request: HttpRequest, pair: Pair, id: UUID) -> dict[str, Any]:
    """Whose step it is; a time of another pair, or one that is gone, is not found."""
    viewer = viewer_of(request)
    return {"pair": pair, "id": queries.get(Meeting, viewer, pair, id).pk, "by": viewer}


@gate(Ability.LEAD, methods=FORM)
@of_pair
def choose_rhythm(request: HttpRequest, pair: Pair) -> HttpResponse:
    viewer = viewer_of(request)
    form = RhythmForm(request.POST or None, initial=standing(viewer, pair))
    if not form.is_valid():
        is_new = queries.cadence_of(viewer, pair) is None
        return draw(request, "rhythm", pair, form=form, is_new=is_new, status=status_of(form))
    rhythm.choose(pair=pair, by=viewer, **form.chosen)
    return go(pair, HOME)


def standing(viewer: Viewer, pair: Pair) -> dict[str, Any]:
    cadence = queries.cadence_of(viewer, pair)
    if cadence is None:
        return {"weekday": "1"}
    said = {name: getattr(cadence, name) for name in ("rhythm", "starts_at", "minutes")}
    return {**said, "weekday": str(cadence.weekday), "place": space.read(cadence, viewer)["place"]}


@gate(Ability.LEAD)
@of_pair
def show_past(request: HttpRequest, pair: Pair) -> HttpResponse:
    return draw(request, "past", pair, page=PastPage(viewer_of(request), pair))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def raise_point(request: HttpRequest, pair: Pair) -> HttpResponse:
    form = PointForm(request.POST)
    if not form.is_valid():
        return time_page(request, pair, point=form)
    actions.raise_point(pair=pair, line=form.cleaned_data["line"], by=viewer_of(request))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def tick_action(request: HttpRequest, pair: Pair, point_id: UUID) -> HttpResponse:
    actions.tick(pair=pair, id=point_id, by=viewer_of(request))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def remove_point(request: HttpRequest, pair: Pair, point_id: UUID) -> HttpResponse:
    actions.remove_point(pair=pair, id=point_id, by=viewer_of(request))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def say_us(request: HttpRequest, pair: Pair, meeting_id: UUID) -> HttpResponse:
    """One tap from 1 to 5."""
    form = UsForm(request.POST)
    step = given(request, pair, meeting_id)
    if not form.is_valid():
        raise Hidden
    actions.say_us(value=form.cleaned_data["value"], **step)
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def shorten(request: HttpRequest, pair: Pair, meeting_id: UUID) -> HttpResponse:
    """Ten minutes, or the whole of it again; back to where it was tapped."""
    actions.shorten(is_short=request.POST.get("to") != "whole", **given(request, pair, meeting_id))
    messages.success(request, _("Kept."))
    is_from_home = request.POST.get("back") == "home"
    return see_other(partnerships.frame(pair).home_url) if is_from_home else go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def close(request: HttpRequest, pair: Pair, meeting_id: UUID) -> HttpResponse:
    step = given(request, pair, meeting_id)
    if "take_back" in request.POST:
        return taken_back(request, pair, step)
    form = close_form(PartnerTimePage(viewer_of(request), pair), request.POST)
    if not form.is_valid():
        return time_page(request, pair, close=form)
    try:
        actions.hold(ticks=actions.Ticks(**form.ticks), **step)
    except Refused as fault:
        form.add_error(None, str(fault))
        return time_page(request, pair, close=form)
    return closed(request, pair, _("Closed. What you take along stands here."))


def closed(request: HttpRequest, pair: Pair, words: str) -> HttpResponse:
    """Says too what waits on."""
    carried = PartnerTimePage(viewer_of(request), pair).carried
    messages.success(request, f"{words} {carried}" if carried else words)
    return go(pair, HOME)


def taken_back(request: HttpRequest, pair: Pair, step: dict[str, Any]) -> HttpResponse:
    try:
        actions.take_back(**step)
    except Refused as fault:
        messages.error(request, str(fault))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def move(request: HttpRequest, pair: Pair, meeting_id: UUID) -> HttpResponse:
    step = given(request, pair, meeting_id)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return time_page(request, pair, move=form)
    actions.move(**step, **form.cleaned_data)
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def take_hold(request: HttpRequest, pair: Pair, hold_id: UUID) -> HttpResponse:
    """A time that somebody held for them becomes theirs."""
    following.take(pair=pair, id=hold_id, by=viewer_of(request))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def skip(request: HttpRequest, pair: Pair, meeting_id: UUID) -> HttpResponse:
    actions.skip(**given(request, pair, meeting_id))
    return closed(request, pair, _("Left out. Nobody asks why."))
