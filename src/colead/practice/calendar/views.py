"""One's own calendar page, the address a calendar asks by itself, and the page of a delegate."""

from collections.abc import Callable
from typing import Final, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships.actions import Refused
from colead.partnerships.framing import status_of
from colead.partnerships.models import Partnership, TimeHold
from colead.partnerships.queries import get_pair
from colead.practice.calendar import actions, ics, queries
from colead.practice.calendar.forms import HoldForm, NameForm, PlaceForm
from colead.practice.calendar.models import Role
from colead.practice.calendar.pace import Pace
from colead.practice.calendar.pages import CalendarPage, HoldsPage
from colead.promises.space import SpaceClosed
from colead.rules.abilities import Ability

Changed = TypeVar("Changed")
POST: Final = ("POST",)
A_WHILE: Final = 600
# A calendar asks every hour or so; what is asked for by an address that is none shares one count.
FEEDS: Final = Pace(30, A_WHILE)
STRANGERS: Final = Pace(3000, A_WHILE)


@gate(Ability.PUBLIC)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Asked for by a calendar, without a sign-in: the address is the key. No cookie is read or set."""
    found = queries.feed_behind(token)
    if not (FEEDS.allows(str(found.pk)) if found is not None else STRANGERS.allows("")):
        return HttpResponse(status=429, headers={"Retry-After": str(A_WHILE)})
    if found is None:
        raise Hidden
    text = ics.text_of(queries.lines_of(found.partnership))
    tag = ics.tag_of(text)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8", headers={"ETag": tag})
    response = get_conditional_response(request, etag=tag, response=answer)
    return response or answer


@gate(Ability.SIGNED_IN)
def show(request: ViewerRequest) -> HttpResponse:
    return calendar_page(request)


def calendar_page(request: ViewerRequest, **returned: NameForm) -> HttpResponse:
    """A name that came back with an error stands at its own pair."""
    page = CalendarPage(request.viewer, lambda id, _hold: returned.get(str(id)) or NameForm(key=id))
    return render(request, "calendar/calendar.html", {"page": page}, status=status_of(*returned.values()))


@gate(Ability.LEAD, methods=POST)
def make_address(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    return handed_over(request, pair.partnership, Role.PARTNER)


@gate(Ability.LEAD, methods=POST)
def stop_address(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    actions.stop_address(partnership=pair.partnership, role=Role.PARTNER, by=request.viewer)
    return done(request, _("Stopped. Whoever has the address gets nothing more by it."), "calendar")


def handed_over(request: ViewerRequest, partnership: Partnership, role: Role) -> HttpResponse:
    """Shown in the answer itself and never again: no page and no log has it afterwards."""
    token = actions.make_address(partnership=partnership, role=role, by=request.viewer)
    address = settings.SITE_URL.rstrip("/") + reverse("calendar:feed", args=[token])
    back = reverse("calendar:calendar" if role == Role.PARTNER else "calendar:holds")
    return render(request, "calendar/address.html", {"address": address, "back": back}, status=201)


@gate(Ability.LEAD, methods=POST)
def name_delegate(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    form = NameForm(request.POST, key=partnership_id)
    if form.is_valid():
        try:
            named = actions.name_delegate(pair=pair, words=form.cleaned_data["words"], by=request.viewer)
        except (Refused, SpaceClosed) as fault:
            form.add_error("words", str(fault) or _("This partnership has ended."))
        else:
            words = _("%(name)s holds your partner time now, and sees nothing else.") % {"name": named.person.name}
            return done(request, words, "calendar")
    return calendar_page(request, **{str(partnership_id): form})


@gate(Ability.LEAD, methods=POST)
def end_delegate(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    actions.end_delegate(pair=get_pair(request.viewer, partnership_id), by=request.viewer)
    return done(request, _("Ended. From now on you hold your time yourself."), "calendar")


# For one of the two


@gate(Ability.HOLD_TIME)
def show_holds(request: ViewerRequest) -> HttpResponse:
    return holds_page(request)


def holds_page(request: ViewerRequest, **returned: HoldForm) -> HttpResponse:
    def move(id: UUID, hold: TimeHold | None) -> HoldForm:
        return returned.get(str(id)) or HoldForm(key=id, initial=initial_of(hold))

    def place(id: UUID, _hold: TimeHold | None) -> HoldForm:
        return returned.get(str(id)) or PlaceForm(key=id)

    page = HoldsPage(request.viewer, move, place)
    return render(request, "calendar/holds.html", {"page": page}, status=status_of(*returned.values()))


def initial_of(hold: TimeHold | None) -> dict[str, object]:
    return {"on_day": hold.on_day, "starts_at": hold.starts_at} if hold is not None else {}


@gate(Ability.HOLD_TIME, methods=POST)
def place(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    queries.get_served(request.viewer, partnership_id)
    form = PlaceForm(request.POST, key=partnership_id)
    if not form.is_valid():
        return holds_page(request, **{str(partnership_id): form})
    return tried(request, lambda: actions.place(id=partnership_id, by=request.viewer, **form.cleaned_data), held_words)


@gate(Ability.HOLD_TIME, methods=POST)
def move(request: ViewerRequest, partnership_id: UUID, hold_id: UUID) -> HttpResponse:
    hold = queries.get_hold(request.viewer, partnership_id, hold_id)
    form = HoldForm(request.POST, key=hold.pk)
    if not form.is_valid():
        return holds_page(request, **{str(hold.pk): form})
    given = {"partnership_id": partnership_id, "id": hold_id, "by": request.viewer, **form.cleaned_data}
    return tried(request, lambda: actions.move(**given), moved_words)


@gate(Ability.HOLD_TIME, methods=POST)
def take_away(request: ViewerRequest, partnership_id: UUID, hold_id: UUID) -> HttpResponse:
    def act() -> None:
        actions.take_away(partnership_id=partnership_id, id=hold_id, by=request.viewer)

    return tried(request, act, lambda _gone: _("Taken away."))


@gate(Ability.HOLD_TIME, methods=POST)
def make_delegates_address(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    return handed_over(request, queries.get_served(request.viewer, partnership_id).partnership, Role.DELEGATE)


@gate(Ability.HOLD_TIME, methods=POST)
def stop_delegates_address(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    served = queries.get_served(request.viewer, partnership_id)
    actions.stop_address(partnership=served.partnership, role=Role.DELEGATE, by=request.viewer)
    return done(request, _("Stopped. Whoever has the address gets nothing more by it."), "holds")


def moved_words(hold: TimeHold) -> str:
    """True whether or not anybody's calendar reads an address."""
    said = {"when": when_of(hold)}
    return _("Moved to %(when)s. Both see it in Colead; tell them if it is soon.") % said


def held_words(hold: TimeHold) -> str:
    return _("Held for %(when)s. Both see it in Colead; it counts once one of the two says so.") % {
        "when": when_of(hold)
    }


def when_of(hold: TimeHold) -> str:
    day = date_format(hold.on_day, "D j M")
    return f"{day}, {hold.starts_at:%H:%M}" if hold.starts_at is not None else day


def tried(request: ViewerRequest, act: Callable[[], Changed], says: Callable[[Changed], str]) -> HttpResponse:
    try:
        words = says(act())
    except (Refused, SpaceClosed) as fault:
        messages.error(request, str(fault) or _("This partnership has ended."))
        return see_other(reverse("calendar:holds"))
    return done(request, words, "holds")


def done(request: ViewerRequest, words: str, where: str) -> HttpResponse:
    messages.success(request, words)
    return see_other(reverse(f"calendar:{where}"))
