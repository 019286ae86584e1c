"""The list, the first screen, opening a decision in its size, the frame, and the taps that need no words."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.content import decisions as content
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import framing, papers, settling, writing
from colead.practice.decisions.forms import (
    TWO_VIEW_SIZES,
    AnswerForm,
    AskForm,
    FindForm,
    FrameForm,
    MarkForm,
    OwnCallForm,
    RapidForm,
    SuggestForm,
    area_choices,
)
from colead.practice.decisions.models import Decision
from colead.practice.decisions.pages.deciding import DecisionPage, ListPage, SizesPage, Steering
from colead.practice.decisions.views.answering import address, draw, of_pair, to_decision
from colead.rules.abilities import Ability
from colead.rules.decisions import Size


@gate(Ability.LEAD)
@of_pair
def list_decisions(request: HttpRequest, pair: Pair) -> HttpResponse:
    return draw(request, "list", pair, page=ListPage(viewer_of(request), pair), find=FindForm())


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def find_decisions(request: HttpRequest, pair: Pair) -> HttpResponse:
    """What was searched for is in the body, never in the address."""
    form = FindForm(request.POST)
    found = queries.find(viewer_of(request), pair, form.cleaned_data["phrase"]) if form.is_valid() else []
    return draw(request, "found", pair, find=form, found=found)


@gate(Ability.LEAD)
@of_pair
def choose_size(request: HttpRequest, pair: Pair) -> HttpResponse:
    form = SuggestForm(request.GET or None, areas=area_choices(viewer_of(request), pair))
    given = {name: form.cleaned_data.get(name, "") for name in form.fields} if form.is_valid() else {}
    page = SizesPage(viewer_of(request), pair, given)
    return draw(request, "sizes", pair, page=page, form=form)


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def open_decision(request: HttpRequest, pair: Pair, size: str) -> HttpResponse:
    if size not in content_sizes():
        raise Hidden
    framing.require_partner(pair)
    form = opening_form(request, pair, size)
    if request.method == "POST" and form.is_valid():
        return to_decision(pair, opened(request, pair, size, form).pk)
    page = Steering(viewer_of(request), pair)
    words = content.load().size(size)
    return draw(request, f"open_{template_of(size)}", pair, page=page, form=form, size=words, status=status_of(form))


def content_sizes() -> set[str]:
    return {size.key.value for size in content.load().sizes}


def template_of(size: str) -> str:
    return {Size.OWN_CALL: "own_call", Size.RAPID: "rapid"}.get(Size(size), "frame")


def opening_form(request: HttpRequest, pair: Pair, size: str) -> Any:
    kind: Any = {Size.OWN_CALL: OwnCallForm, Size.RAPID: RapidForm}.get(Size(size))
    if kind is None:
        kind = partial(FrameForm, areas=area_choices(viewer_of(request), pair))
    if request.method == "POST":
        return kind(request.POST)
    undo = request.GET.get("undo", "")
    given = {"size": size, "kind": request.GET.get("kind", ""), "area": request.GET.get("area", ""), "reversible": undo}
    return kind(initial=given)


def opened(request: HttpRequest, pair: Pair, size: str, form: Any) -> Decision:
    given, by = form.cleaned_data, viewer_of(request)
    if size == Size.OWN_CALL:
        return framing.tell(pair=pair, sentence=given["sentence"], by=by, **form.known())
    if size == Size.RAPID:
        reached = given["partner_reached"] == "yes"
        words = {name: given[name] for name in ("situation", "do_now", "north_star")}
        return framing.call(pair=pair, is_partner_reached=reached, by=by, **words)
    return framing.frame(pair=pair, frame=form.frame(), by=by)


@gate(Ability.LEAD)
@of_pair
def show_decision(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    return decision_page(request, pair, decision_id)


def decision_page(
    request: HttpRequest, pair: Pair, decision_id: UUID, *, status: int = 200, **given: Any
) -> HttpResponse:
    viewer = viewer_of(request)
    page = DecisionPage(viewer, pair, queries.get(viewer, pair, decision_id))
    given.setdefault("mark_form", MarkForm(initial=page.opened.my_mark))
    given.setdefault("ask_form", AskForm(pair=pair, initial={"asker": str(pair.me.pk)}))
    given["mark_is_open"] = given["mark_form"].is_bound or not page.opened.is_mine_marked
    given["asks"] = asks_with_forms(page, given.pop("answered_id", None), given.pop("answer_form", None))
    given["may_ask"] = page.decision.state in settling.ASKING and len(page.asks) < settling.ASKS_AT_MOST
    fresh = "yes" if "opened" in request.GET else ""
    return draw(request, "show", pair, status=status, page=page, fresh=fresh, me=pair.me, **given)


def asks_with_forms(page: DecisionPage, answered_id: UUID | None, form: Any) -> list[tuple[Any, Any, Any]]:
    return [(ask, text, form if ask.pk == answered_id else AnswerForm(key=ask.pk)) for ask, text in page.asks]


@gate(Ability.LEAD)
@of_pair
def print_decision(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    decision = queries.get(viewer, pair, decision_id)
    if decision.state not in queries.SETTLED:
        raise Hidden
    return draw(request, "print", pair, page=DecisionPage(viewer, pair, decision))


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def edit_frame(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = DecisionPage(viewer, pair, queries.get(viewer, pair, decision_id))
    choices = area_choices(viewer, pair, page.decision.right_area)
    if request.method == "POST":
        form = FrameForm(request.POST, areas=choices)
        if form.is_valid():
            seen = form.cleaned_data["seen"]
            framing.reframe(pair=pair, id=decision_id, frame=form.frame(), seen=seen, by=viewer)
            return to_decision(pair, decision_id)
    else:
        form = FrameForm(initial=frame_initial(page), areas=choices)
    return draw(
        request, "open_frame", pair, page=page.steering, form=form, size=page.size, status=status_of(form), again=page
    )


def frame_initial(page: DecisionPage) -> dict[str, Any]:
    decision = page.decision
    undo = {True: "yes", False: "no"}.get(bool(decision.is_reversible)) if decision.is_reversible is not None else ""
    return {
        "question": page.text["question"],
        "affected": page.text["affected"],
        "kind": decision.kind,
        "decide_by": decision.by_on,
        "reversible": undo,
        "area": decision.right_area,
        "size": decision.size if decision.size in TWO_VIEW_SIZES else "",
        "seen": page.framed_stamp,
    }


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def agree_to_frame(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    framing.agree(pair=pair, id=decision_id, seen=request.POST.get("seen", ""), by=viewer_of(request))
    return to_decision(pair, decision_id)


Tap = Callable[..., object]
TAPS: dict[str, Tap] = {
    "withdraw": framing.withdraw,
    "talk-instead": framing.talk_instead,
    "unseal": writing.unseal,
    "talked": settling.talked,
    "differ": settling.differ,
    "come-back": settling.come_back,
    "close": settling.close,
    "drop": framing.drop,
    "leave-words": papers.leave_words,
    "unpublish": papers.unpublish,
    "take-brief-back": papers.take_brief_back,
    "sponsor-answered": papers.note_sponsor_answered,
}
ANSWERS = {"fine": "fine_by_me", "talk": "lets_talk", "ours": "ours", "stand": "stand"}


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def tap_decision(request: HttpRequest, pair: Pair, decision_id: UUID, tap: str) -> HttpResponse:
    """One tap, no words."""
    by = viewer_of(request)
    if tap in ANSWERS:
        framing.answer(pair=pair, id=decision_id, verb=ANSWERS[tap], by=by)
    elif tap in TAPS:
        TAPS[tap](pair=pair, id=decision_id, by=by)
    else:
        raise Hidden
    if tap == "withdraw":
        return see_other(address(pair, "list_decisions"))
    return to_decision(pair, decision_id)
