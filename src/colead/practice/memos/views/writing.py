"""Writing a memo: begun from a kind, changed by either."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.content import memos as content
from colead.foundation.gate import gate
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.memos import queries
from colead.practice.memos.actions import drafting, moving
from colead.practice.memos.forms import FIRST_CHOSEN, MemoForm, initial_of
from colead.practice.memos.models import Memo
from colead.practice.memos.pages.memos import MemoPage
from colead.practice.memos.views.answering import draw, of_pair, to_memo
from colead.promises import space
from colead.promises.two_key import StaleText
from colead.rules.abilities import Ability
from colead.rules.memos import Kind

FORM = ("GET", "POST")


def drawn(request: HttpRequest, pair: Pair, form: MemoForm, kind: str, **given: Any) -> HttpResponse:
    given.setdefault("status", status_of(form))
    return draw(request, "write", pair, form=form, kind=content.load().kind(kind), **given)


@gate(Ability.LEAD, methods=FORM)
@of_pair
def draft_memo(request: HttpRequest, pair: Pair, kind: str) -> HttpResponse:
    if kind not in {known.value for known in Kind}:
        raise Hidden
    form = MemoForm(request.POST or None)
    if not form.is_valid():
        return drawn(request, pair, form, kind)
    said: dict[str, Any] = {"text": form.text(), "in_person": form.in_person_words}
    audience = form.reads or FIRST_CHOSEN
    return to_memo(pair, drafting.draft(pair=pair, kind=kind, audience=audience, by=viewer_of(request), **said).pk)


@gate(Ability.LEAD, methods=FORM)
@of_pair
def edit_memo(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    """The words of a memo that is not out, or of a correction."""
    viewer = viewer_of(request)
    memo = queries.get(viewer, pair, memo_id)
    moving.require(memo, "edit")
    text, in_person = queries.text_of(memo, viewer), space.read(memo, viewer)["in_person"]
    start, is_correction = initial_of(memo, text, in_person), memo.corrects_id is not None
    form = MemoForm(request.POST or None, initial=start, is_correction=is_correction)
    if not form.is_valid():
        return drawn(request, pair, form, memo.kind, memo=memo)
    try:
        said: dict[str, Any] = {"text": form.text(), "in_person": form.in_person_words, "audience": form.reads}
        drafting.keep(pair=pair, id=memo.pk, seen=form.cleaned_data["seen"], by=viewer, **said)
    except StaleText:
        return overtaken(request, pair, memo, form)
    return to_memo(pair, memo.pk)


def overtaken(request: HttpRequest, pair: Pair, memo: Memo, form: MemoForm) -> HttpResponse:
    """Both texts are kept: mine in the form, the one that stands now above it; keeping mine is then a choice."""
    page = MemoPage(viewer_of(request), pair, queries.get(viewer_of(request), pair, memo.pk))
    data = request.POST.copy()
    data["seen"] = page.seen
    data.setdefault("audience", page.memo.release.audience)
    form.data = data
    return drawn(request, pair, form, memo.kind, memo=memo, overtaken=page, status=409)
