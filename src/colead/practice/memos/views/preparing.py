"""Another pair of hands: for the two, whom they lend a draft to and what came back; for that person, what was lent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.partnerships.forms import NamedPersonForm
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.memos import queries
from colead.practice.memos.actions import lending, preparing
from colead.practice.memos.forms import WordsForm
from colead.practice.memos.pages.lent import LentPage, LentToMe, PreparedPage
from colead.practice.memos.pages.memos import MemoPage
from colead.practice.memos.views.answering import draw, of_pair, to_memo
from colead.promises.two_key import StaleText
from colead.rules.abilities import Ability

FORM = ("GET", "POST")


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def lend_memo(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    """One's own yes; with the partner's it opens to this person."""
    viewer, form = viewer_of(request), NamedPersonForm(request.POST)
    if not form.is_valid():
        page = MemoPage(viewer, pair, queries.get(viewer, pair, memo_id))
        if page.hands is not None:
            page.hands.is_open = True
        return draw(request, "show", pair, page=page, hand_form=form, status=status_of(form))
    lending.lend(pair=pair, id=memo_id, person=form.cleaned_data["person"], by=viewer)
    return to_memo(pair, memo_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def agree_to_loan(request: HttpRequest, pair: Pair, memo_id: UUID, grant_id: UUID) -> HttpResponse:
    lending.agree(pair=pair, id=memo_id, grant_id=grant_id, by=viewer_of(request))
    return to_memo(pair, memo_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def take_loan_back(request: HttpRequest, pair: Pair, memo_id: UUID, grant_id: UUID) -> HttpResponse:
    lending.take_back(pair=pair, id=memo_id, grant_id=grant_id, by=viewer_of(request))
    return to_memo(pair, memo_id)


@gate(Ability.LEAD, methods=FORM)
@of_pair
def take_version(request: HttpRequest, pair: Pair, memo_id: UUID, version_id: UUID) -> HttpResponse:
    """What was prepared, beside what stands; taken over by a tap of either."""
    viewer = viewer_of(request)
    if request.method == "POST":
        sent = {name: request.POST.get(name, "") for name in ("seen", "stamp")}
        try:
            preparing.take_over(pair=pair, id=memo_id, version_id=version_id, by=viewer, **sent)
        except StaleText:
            return version_page(request, pair, memo_id, version_id, is_stale=True)
        messages.success(request, _("Taken over. Both of you sign these words."))
        return to_memo(pair, memo_id)
    return version_page(request, pair, memo_id, version_id)


def version_page(
    request: HttpRequest, pair: Pair, memo_id: UUID, version_id: UUID, *, is_stale: bool = False
) -> HttpResponse:
    viewer = viewer_of(request)
    memo = queries.get(viewer, pair, memo_id)
    page = PreparedPage(viewer, memo, queries.prepared_one(viewer, memo, version_id))
    return draw(request, "prepared", pair, page=page, is_stale=is_stale, status=409 if is_stale else 200)


@gate(Ability.SIGNED_IN)
def list_lent(request: HttpRequest) -> HttpResponse:
    """What others have lent to this person: mostly nothing."""
    return render(request, "memos/lent.html", {"page": LentToMe(viewer_of(request))})


@gate(Ability.SIGNED_IN, methods=FORM)
def prepare_lent(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The draft as it was lent, in a form; kept, the two read it. There is nothing here to sign."""
    page = LentPage(viewer_of(request), queries.loan_to(viewer_of(request), sheet_id))
    form = WordsForm(request.POST or None, initial=page.text)
    if not form.is_valid():
        return render(request, "memos/prepare.html", {"page": page, "form": form}, status=status_of(form))
    preparing.prepare(sheet_id=sheet_id, text=form.words, by=viewer_of(request))
    messages.success(request, _("Kept. The two can read it now, and take it over."))
    return see_other(reverse("memos:list_lent"))
