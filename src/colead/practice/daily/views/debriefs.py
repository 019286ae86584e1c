"""Debrief: write it alone, share it, be answered from the need."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships.framing import UNPROCESSABLE
from colead.partnerships.queries import Pair, get_pair
from colead.practice.daily import queries
from colead.practice.daily.actions import debriefs as actions
from colead.practice.daily.forms import DebriefForm, DraftForm, ReplyForm
from colead.practice.daily.models import Debrief
from colead.practice.daily.pages import DebriefPage, Honest, privilege_notice
from colead.practice.daily.views.answering import done, draw, tried
from colead.promises import space
from colead.rules.abilities import Ability

KEEP_ALONE = "keep_alone"


@gate(Ability.LEAD, methods=("GET", "POST"))
def write_debrief(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """Opens with my draft, if there is one. 'Share' gives it to the partner, 'Keep it for me' does not."""
    pair = get_pair(request.viewer, partnership_id)
    draft = queries.draft_of(request.viewer, pair)
    if request.method == "GET":
        initial = space.read(draft, request.viewer) if draft else {"kind": request.GET.get("kind", "")}
        return drawn(request, pair, DebriefForm(initial=initial), has_draft=draft is not None)
    is_kept_alone = KEEP_ALONE in request.POST
    form = DraftForm(request.POST) if is_kept_alone else DebriefForm(request.POST)
    if not form.is_valid():
        return drawn(request, pair, form, has_draft=draft is not None)
    act = actions.keep_draft if is_kept_alone else actions.share
    text = form.cleaned_data
    problem = tried(lambda: act(pair=pair, text=text, by=request.viewer))
    if problem:
        return drawn(request, pair, form, has_draft=draft is not None, problem=problem)
    said = _("Kept for you alone.") if is_kept_alone else _("Shared with %(name)s.") % {"name": pair.partner_name}
    return done(request, pair, reverse("daily:list_between", args=[partnership_id]), said)


def drawn(request: ViewerRequest, pair: Pair, form: DebriefForm, **context: Any) -> HttpResponse:
    honest = Honest(request.viewer, pair)
    return draw(
        request, pair, "debrief_write", form=form, honest=honest, privilege_notice=privilege_notice(), **context
    )


@gate(Ability.LEAD, methods=("POST",))
def keep_draft(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """The page keeps its own draft while it is written; what looks like patient information is not held."""
    pair = get_pair(request.viewer, partnership_id)
    form = DraftForm(request.POST)
    if not form.is_valid() or tried(lambda: actions.keep_draft(pair=pair, text=form.cleaned_data, by=request.viewer)):
        return HttpResponse(status=UNPROCESSABLE)
    return HttpResponse(status=204)


@gate(Ability.LEAD, methods=("POST",))
def let_go_of_draft(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    actions.let_go_of_draft(pair=pair, by=request.viewer)
    return see_other(reverse("daily:list_between", args=[partnership_id]))


@gate(Ability.LEAD)
def show_debrief(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    return show(request, *found(request, partnership_id, id))


def show(
    request: ViewerRequest, pair: Pair, debrief: Debrief, form: ReplyForm | None = None, problem: str = ""
) -> HttpResponse:
    page = DebriefPage(request.viewer, pair, debrief)
    form = form or ReplyForm(replies=page.replies, may_advise=page.may_advise)
    return draw(request, pair, "debrief", page=page, form=form, problem=problem)


@gate(Ability.LEAD, methods=("POST",))
def answer_debrief(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, debrief = found(request, partnership_id, id)
    page = DebriefPage(request.viewer, pair, debrief)
    form = ReplyForm(request.POST, replies=page.need_now(page.asked_need).replies, may_advise=page.may_advise)
    if not form.is_valid():
        return show(request, pair, debrief, form)
    reply, line = form.cleaned_data["reply"], form.cleaned_data.get("line", "")
    problem = tried(lambda: actions.answer(debrief=debrief, reply=reply, line=line, by=request.viewer))
    return show(request, pair, debrief, form, problem) if problem else back_to(request, pair, debrief)


@gate(Ability.LEAD, methods=("POST",))
def talk_debrief(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, debrief = found(request, partnership_id, id)
    problem = tried(lambda: actions.we_talked(debrief=debrief, by=request.viewer))
    return show(request, pair, debrief, problem=problem) if problem else back_to(request, pair, debrief)


@gate(Ability.LEAD, methods=("POST",))
def ask_advice(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, debrief = found(request, partnership_id, id)
    problem = tried(lambda: actions.ask_advice(debrief=debrief, by=request.viewer))
    return show(request, pair, debrief, problem=problem) if problem else back_to(request, pair, debrief)


def found(request: ViewerRequest, partnership_id: UUID, id: UUID) -> tuple[Pair, Debrief]:
    pair = get_pair(request.viewer, partnership_id)
    return pair, queries.get(Debrief, request.viewer, pair, id)


def back_to(request: ViewerRequest, pair: Pair, debrief: Debrief) -> HttpResponse:
    return done(request, pair, reverse("daily:show_debrief", args=[pair.partnership.pk, debrief.pk]))
