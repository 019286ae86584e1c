"""After the reveal: marks and asks on the page of the decision, and the look back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import settling
from colead.practice.decisions.forms import AnswerForm, AskForm, LookBackForm, MarkForm, days_ahead
from colead.practice.decisions.pages.deciding import DecisionPage
from colead.practice.decisions.views.answering import draw, of_pair, to_decision
from colead.practice.decisions.views.framing import decision_page
from colead.rules.abilities import Ability
from colead.rules.decisions import SIZE_RULES, Size


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def mark_imagination(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    form = MarkForm(request.POST)
    if not form.is_valid():
        return decision_page(request, pair, decision_id, status=422, mark_form=form)
    settling.mark(pair=pair, id=decision_id, by=viewer_of(request), **form.cleaned_data)
    return to_decision(pair, decision_id, at="#views")


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def plan_ask(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    form = AskForm(request.POST, pair=pair)
    if not form.is_valid():
        return decision_page(request, pair, decision_id, status=422, ask_form=form)
    given = form.cleaned_data
    asker = next(person for person in pair.people if str(person.pk) == given["asker"])
    settling.plan_ask(
        pair=pair, id=decision_id, asker=asker, whom=given["whom"], by_on=given["by_on"], by=viewer_of(request)
    )
    return to_decision(pair, decision_id, at="#asks")


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def answer_ask(request: HttpRequest, pair: Pair, decision_id: UUID, ask_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    if "let_go" in request.POST:
        settling.let_ask_go(pair=pair, id=decision_id, ask_id=ask_id, by=viewer)
        return to_decision(pair, decision_id, at="#asks")
    form = AnswerForm(request.POST, key=ask_id)
    if not form.is_valid():
        return decision_page(request, pair, decision_id, status=422, answer_form=form, answered_id=ask_id)
    settling.answer_ask(pair=pair, id=decision_id, ask_id=ask_id, words=form.cleaned_data["answer"], by=viewer)
    return to_decision(pair, decision_id, at="#asks")


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def look_back(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = DecisionPage(viewer, pair, queries.get(viewer, pair, decision_id))
    form = LookBackForm(request.POST) if request.method == "POST" else LookBackForm(initial=second_look(page))
    if form.is_bound and form.is_valid():
        settling.look_back(pair=pair, id=decision_id, by=viewer, **form.cleaned_data)
        return to_decision(pair, decision_id)
    return draw(request, "look_back", pair, page=page, form=form, status=status_of(form))


def second_look(page: DecisionPage) -> dict[str, object]:
    """A big decision is looked back on twice: the second day is proposed at the first look."""
    days = SIZE_RULES[Size(page.decision.size)].lookback_days
    looked = len(page.look_backs)
    return {"next_on": days_ahead(days[looked + 1] - days[looked])} if looked + 1 < len(days) else {}
