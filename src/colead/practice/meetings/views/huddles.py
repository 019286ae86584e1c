"""Huddles: a card before, a line after; and the two minutes of today."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation import clock
from colead.foundation.gate import gate
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.meetings.actions import huddles as actions
from colead.practice.meetings.forms import AfterForm, CheckForm, HuddleForm
from colead.practice.meetings.models import Huddle
from colead.practice.meetings.pages.huddles import Card, HuddlesPage
from colead.practice.meetings.queries import partner_time as queries
from colead.practice.meetings.views.answering import FORM, draw, go, of_pair
from colead.rules.abilities import Ability
from colead.ui.forms import PlainForm

HOME = "list_huddles"


def huddles_page(request: HttpRequest, pair: Pair, *, afters: Any = None, **bound: PlainForm) -> HttpResponse:
    page = HuddlesPage(viewer_of(request), pair)
    start = {"on_day": clock.today(), "opens": page.opens_next}
    said = {**page.mine, "off": bool(page.mine.get("off"))} if page.mine else {}
    small: dict[str, Any] = {
        "form": HuddleForm(named=queries.names(pair), initial=start),
        "check": CheckForm(initial=said),
        "afters": afters or [(card, after_form(card)) for card in page.cards],
        **bound,
    }
    return draw(request, "huddles", pair, page=page, status=status_of(*bound.values()), **small)


def after_form(card: Card, data: Any = None) -> AfterForm:
    return AfterForm(data, key=card.id, initial={"after": card.after})


@gate(Ability.LEAD, methods=FORM)
@of_pair
def list_huddles(request: HttpRequest, pair: Pair) -> HttpResponse:
    if request.method != "POST":
        return huddles_page(request, pair)
    form = HuddleForm(request.POST, named=queries.names(pair))
    if not form.is_valid():
        return huddles_page(request, pair, form=form)
    said = {name: form.cleaned_data[name] for name in ("on_day", "opens")}
    actions.prepare(pair=pair, text=form.text, by=viewer_of(request), **said)
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def say_today(request: HttpRequest, pair: Pair) -> HttpResponse:
    form = CheckForm(request.POST)
    if not form.is_valid():
        return huddles_page(request, pair, check=form)
    actions.check_in(pair=pair, text=form.text, by=viewer_of(request))
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def say_after(request: HttpRequest, pair: Pair, huddle_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    card = queries.get(Huddle, viewer, pair, huddle_id)
    form = AfterForm(request.POST, key=card.pk)
    if not form.is_valid():
        cards = HuddlesPage(viewer, pair).cards
        afters = [(one, form if one.id == card.pk else after_form(one)) for one in cards]
        return huddles_page(request, pair, form_of_card=form, afters=afters)
    actions.say_after(pair=pair, id=card.pk, after=form.cleaned_data["after"], by=viewer)
    return go(pair, HOME)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def remove_huddle(request: HttpRequest, pair: Pair, huddle_id: UUID) -> HttpResponse:
    actions.remove(pair=pair, id=huddle_id, by=viewer_of(request))
    return go(pair, HOME)
