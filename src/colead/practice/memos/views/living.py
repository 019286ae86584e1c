"""The memos of a pair, one of them, and what is done with it: signed, taken back, corrected, withdrawn, let go."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate, see_other
from colead.partnerships.forms import NamedPersonForm
from colead.partnerships.framing import viewer_of
from colead.partnerships.queries import Pair
from colead.people import proofs
from colead.practice.memos import queries
from colead.practice.memos.actions import drafting, signing
from colead.practice.memos.pages.memos import MemoPage, MemosPage
from colead.practice.memos.views.answering import address, draw, of_pair, to_memo
from colead.promises import papers
from colead.promises.two_key import StaleText
from colead.rules.abilities import Ability
from colead.ui import pdf


@gate(Ability.LEAD)
@of_pair
def list_memos(request: HttpRequest, pair: Pair) -> HttpResponse:
    return draw(request, "list", pair, page=MemosPage(viewer_of(request), pair))


@gate(Ability.LEAD)
@of_pair
def show_memo(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = MemoPage(viewer, pair, queries.get(viewer, pair, memo_id))
    return draw(request, "show", pair, page=page, hand_form=NamedPersonForm())


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def sign_memo(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    """The whole text and the signature on exactly that, by who has just shown for it that it is them."""
    if request.method != "POST":
        return signing_page(request, pair, memo_id)
    seen = request.POST.get("on_screen", "")
    if seen != queries.get(viewer_of(request), pair, memo_id).release.text_hash:
        return signing_page(request, pair, memo_id, is_stale=True)
    act = act_of(pair, memo_id, seen)
    if proofs.lacking(request, act):
        return see_other(proofs.way_to_sign(request, act))
    try:
        signing.sign(pair=pair, id=memo_id, seen=seen, method=proofs.how(request, act), by=viewer_of(request))
    except StaleText:
        return signing_page(request, pair, memo_id, is_stale=True)
    return to_memo(pair, memo_id)


def act_of(pair: Pair, memo_id: UUID, words: str) -> str:
    return proofs.act(address(pair, "sign_memo", memo_id=memo_id), words)


def signing_page(request: HttpRequest, pair: Pair, memo_id: UUID, *, is_stale: bool = False) -> HttpResponse:
    viewer = viewer_of(request)
    page = MemoPage(viewer, pair, queries.get(viewer, pair, memo_id))
    if not page.is_pending:
        return to_memo(pair, memo_id)
    act = act_of(pair, memo_id, page.seen)
    given = {"page": page, "lacking": proofs.lacking(request, act), "way": proofs.way_to_sign(request, act)}
    is_changed = is_stale or proofs.meant(request) not in (None, page.seen)
    return draw(request, "sign", pair, status=409 if is_stale else 200, is_stale=is_changed, **given)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def take_signature_back(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    signing.take_back(pair=pair, id=memo_id, by=viewer_of(request))
    return to_memo(pair, memo_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def drop_memo(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    memo = drafting.drop(pair=pair, id=memo_id, by=viewer_of(request))
    return to_memo(pair, memo.corrects_id) if memo.corrects_id else see_other(address(pair, "list_memos"))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def correct_memo(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    memo = drafting.correct(pair=pair, id=memo_id, by=viewer_of(request))
    return see_other(address(pair, "edit_memo", memo_id=memo.pk))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def withdraw_memo(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    signing.withdraw(pair=pair, id=memo_id, by=viewer_of(request))
    return to_memo(pair, memo_id)


@gate(Ability.LEAD)
@of_pair
def download_document(request: HttpRequest, pair: Pair, memo_id: UUID) -> HttpResponse:
    """For a signer: words, salt, link and public key, which the stand-alone script checks."""
    viewer = viewer_of(request)
    memo = queries.get(viewer, pair, memo_id)
    paper = papers.as_text(papers.document(memo.release, viewer)).encode()
    return pdf.as_download(paper, "signed-memo.json", "application/json")
