"""Between us, and run-it-by: ask, answer, settle, keep."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.content import daily, safety
from colead.foundation.gate import gate
from colead.foundation.viewer import ViewerRequest
from colead.partnerships.queries import Pair, get_pair
from colead.practice.daily import queries
from colead.practice.daily.actions import doors as door_actions
from colead.practice.daily.actions import run_its as actions
from colead.practice.daily.forms import AnswerForm, AskForm, BalanceForm, ChoiceForm, SettleForm, Thumb
from colead.practice.daily.models import RunIt
from colead.practice.daily.pages import BetweenPage, Honest, RunItPage
from colead.practice.daily.views.answering import done, draw, tried
from colead.promises import space
from colead.rules.abilities import Ability


@gate(Ability.LEAD)
def list_between(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """Open and recent things of these two, and the tools of a day."""
    pair = get_pair(request.viewer, partnership_id)
    return draw(request, pair, "between", page=BetweenPage(request.viewer, pair, request.path), thumb=Thumb(pair))


@gate(Ability.LEAD)
def list_kept(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    rows = [(row, space.read(row, request.viewer)) for row in queries.kept_by_us(request.viewer, pair)]
    return draw(request, pair, "kept", rows=rows)


@gate(Ability.LEAD)
def show_help(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """'I need help': to whom, and exactly what they will see."""
    pair = get_pair(request.viewer, partnership_id)
    stop = safety.load().duty_to_report.called_at(settings.CALL_FIRST)
    return draw(request, pair, "help", partner=pair.partner_name, stop=stop)


@gate(Ability.LEAD, methods=("GET", "POST"))
def ask_run_it(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    form = AskForm(request.POST or None, partner=pair.partner_name)
    problem = ""
    if form.is_valid():
        asked = form.cleaned_data
        problem = tried(lambda: actions.ask(pair=pair, by=request.viewer, **asked))
        if not problem:
            said = _("Asked. It is with %(partner)s, and closes by itself.") % {"partner": pair.partner_name}
            return done(request, pair, reverse("daily:list_between", args=[partnership_id]), said)
    honest = Honest(request.viewer, pair)
    return draw(request, pair, "ask", form=form, thumb=Thumb(pair), honest=honest, problem=problem)


@gate(Ability.LEAD)
def show_run_it(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair = get_pair(request.viewer, partnership_id)
    return show(request, pair, queries.get(RunIt, request.viewer, pair, id))


def show(
    request: ViewerRequest,
    pair: Pair,
    run_it: RunIt,
    form: AnswerForm | SettleForm | None = None,
    problem: str = "",
) -> HttpResponse:
    """Each of the two has one form here: the one who asked settles, the other answers."""
    page = RunItPage(request.viewer, pair, run_it)
    form = form or (SettleForm() if page.is_mine else AnswerForm(answers=page.answers))
    return draw(request, pair, "run_it", page=page, form=form, problem=problem)


@gate(Ability.LEAD, methods=("POST",))
def answer_run_it(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, run_it = found(request, partnership_id, id)
    form = AnswerForm(request.POST, answers=daily.load().run_it_answers)
    if not form.is_valid():
        return show(request, pair, run_it, form)
    answer, line = form.cleaned_data["answer"], form.cleaned_data["line"]
    problem = tried(lambda: actions.answer(run_it=run_it, answer=answer, line=line, by=request.viewer))
    return show(request, pair, run_it, form, problem) if problem else back_to(request, pair, run_it)


@gate(Ability.LEAD, methods=("POST",))
def undo_run_it(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    """Takes my answer back, within its minute."""
    pair, run_it = found(request, partnership_id, id)
    problem = tried(lambda: actions.undo(run_it=run_it, by=request.viewer))
    return show(request, pair, run_it, problem=problem) if problem else back_to(request, pair, run_it)


@gate(Ability.LEAD, methods=("POST",))
def settle_run_it(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    """The asker's own choice, or 'we talked' by either."""
    pair, run_it = found(request, partnership_id, id)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return show(request, pair, run_it, form)
    choice, line = form.cleaned_data["choice"], form.cleaned_data["line"]
    if choice == "talk":
        problem = tried(lambda: actions.we_talked(run_it=run_it, by=request.viewer))
    else:
        problem = tried(lambda: actions.settle(run_it=run_it, choice=choice, line=line, by=request.viewer))
    return show(request, pair, run_it, form, problem) if problem else back_to(request, pair, run_it)


@gate(Ability.LEAD, methods=("POST",))
def reply_to_call(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, run_it = found(request, partnership_id, id)
    form = ChoiceForm({"choice": request.POST.get("reply", "")}, choices=daily.load().own_call_replies)
    if not form.is_valid():
        return show(request, pair, run_it, problem=_("Choose one of these, please."))
    reply = form.cleaned_data["choice"]
    problem = tried(lambda: actions.reply_to_call(run_it=run_it, reply=reply, by=request.viewer))
    return show(request, pair, run_it, problem=problem) if problem else back_to(request, pair, run_it)


@gate(Ability.LEAD, methods=("POST",))
def keep_run_it(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    pair, run_it = found(request, partnership_id, id)
    act = actions.let_fade if request.POST.get("keep") == "no" else actions.keep
    problem = tried(lambda: act(run_it=run_it, by=request.viewer))
    return show(request, pair, run_it, problem=problem) if problem else back_to(request, pair, run_it)


@gate(Ability.LEAD, methods=("POST",))
def wish_balance(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """My half of the wish to see who asks more often."""
    pair = get_pair(request.viewer, partnership_id)
    form = BalanceForm(request.POST)
    if form.is_valid():
        is_wished = form.cleaned_data["wish"] == "yes"
        tried(lambda: door_actions.wish_balance(pair=pair, is_wished=is_wished, by=request.viewer))
    return done(request, pair, reverse("daily:list_between", args=[partnership_id]))


def found(request: ViewerRequest, partnership_id: UUID, id: UUID) -> tuple[Pair, RunIt]:
    pair = get_pair(request.viewer, partnership_id)
    return pair, queries.get(RunIt, request.viewer, pair, id)


def back_to(request: ViewerRequest, pair: Pair, run_it: RunIt) -> HttpResponse:
    return done(request, pair, reverse("daily:show_run_it", args=[pair.partnership.pk, run_it.pk]))
