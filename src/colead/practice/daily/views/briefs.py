"""'Speak for us': write the card, stand behind it, bring a line back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from colead.foundation.gate import gate
from colead.foundation.viewer import ViewerRequest
from colead.partnerships.queries import Pair, get_pair
from colead.practice.daily import queries
from colead.practice.daily.actions import briefs as actions
from colead.practice.daily.forms import BriefForm, BringBackForm
from colead.practice.daily.models import Brief
from colead.practice.daily.pages import BriefPage, Honest
from colead.practice.daily.views.answering import done, draw, tried
from colead.promises import space
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=("GET", "POST"))
def write_brief(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    form = BriefForm(request.POST or None, partner=pair.partner_name)
    problem = ""
    if form.is_valid():
        text = dict(form.cleaned_data)
        speaker = pair.me if text.pop("speaker") == "me" else pair.partner or pair.me
        problem = tried(lambda: actions.share(pair=pair, text=text, speaker=speaker, by=request.viewer))
        if not problem:
            return done(request, pair, reverse("daily:list_between", args=[partnership_id]))
    return drawn(request, pair, form, problem=problem)


def drawn(request: ViewerRequest, pair: Pair, form: BriefForm, **context: Any) -> HttpResponse:
    return draw(request, pair, "brief_write", form=form, honest=Honest(request.viewer, pair), **context)


@gate(Ability.LEAD, methods=("GET", "POST"))
def edit_brief(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    """Either of the two may change the words; then the other has not agreed to them."""
    pair, brief = found(request, partnership_id, id)
    form = BriefForm(request.POST or None, initial=space.read(brief, request.viewer), partner=pair.partner_name)
    problem, seen = "", request.POST.get("seen", "")
    if form.is_valid():
        text = {name: words for name, words in form.cleaned_data.items() if name != "speaker"}
        problem = tried(lambda: actions.edit(brief=brief, text=text, seen=seen, by=request.viewer))
        if not problem:
            return back_to(request, pair, brief)
    page = BriefPage(request.viewer, pair, brief)
    shows_present = request.method == "POST" and seen != page.seen
    return drawn(request, pair, form, problem=problem, page=page, shows_present=shows_present)


@gate(Ability.LEAD)
def show_brief(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    return show(request, *found(request, partnership_id, id))


def show(
    request: ViewerRequest, pair: Pair, brief: Brief, form: BringBackForm | None = None, problem: str = ""
) -> HttpResponse:
    page = BriefPage(request.viewer, pair, brief)
    return draw(request, pair, "brief", page=page, form=form or BringBackForm(), problem=problem)


@gate(Ability.LEAD, methods=("POST",))
def agree_brief(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, brief = found(request, partnership_id, id)
    seen = request.POST.get("seen", "")
    problem = tried(lambda: actions.agree(brief=brief, seen=seen, by=request.viewer))
    return show(request, pair, brief, problem=problem) if problem else back_to(request, pair, brief)


@gate(Ability.LEAD, methods=("POST",))
def bring_back(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, brief = found(request, partnership_id, id)
    form = BringBackForm(request.POST)
    if not form.is_valid():
        return show(request, pair, brief, form)
    line = form.cleaned_data["line"]
    problem = tried(lambda: actions.bring_back(brief=brief, line=line, by=request.viewer))
    return show(request, pair, brief, form, problem) if problem else back_to(request, pair, brief)


@gate(Ability.LEAD, methods=("POST",))
def withdraw_brief(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, brief = found(request, partnership_id, id)
    problem = tried(lambda: actions.withdraw(brief=brief, by=request.viewer))
    if problem:
        return show(request, pair, brief, problem=problem)
    return done(request, pair, reverse("daily:list_between", args=[partnership_id]))


def found(request: ViewerRequest, partnership_id: UUID, id: UUID) -> tuple[Pair, Brief]:
    pair = get_pair(request.viewer, partnership_id)
    return pair, queries.get(Brief, request.viewer, pair, id)


def back_to(request: ViewerRequest, pair: Pair, brief: Brief) -> HttpResponse:
    return done(request, pair, reverse("daily:show_brief", args=[pair.partnership.pk, brief.pk]))
