"""The working agreement: read, written, signed; and its summary as the sponsor and the programme office see it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.forming.launch import documents, queries
from colead.forming.launch.actions import agreement as actions
from colead.forming.launch.actions import papers
from colead.forming.launch.forms import AgreementForm
from colead.forming.launch.pages import papers as pages
from colead.forming.launch.views.replies import TOLD, attempt, pair_of, sentence_for, show, told_at_form
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships import charter, charter_actions
from colead.partnerships.framing import UNPROCESSABLE
from colead.partnerships.queries import Pair
from colead.people import proofs
from colead.promises.two_key import StaleText
from colead.rules.abilities import Ability


@gate(Ability.LEAD)
def show_agreement(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    return show(request, "agreement", pair, pages.agreement_page(request.viewer, pair))


@gate(Ability.LEAD, methods=("GET", "POST"))
def edit_agreement(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    seen = pages.seen_of(request.viewer, pair, charter.AGREEMENT)
    if request.method != "POST":
        form = AgreementForm(initial=pages.agreement_start(request.viewer, pair))
        return show(request, "edit_agreement", pair, None, form=form, seen=seen)
    form = AgreementForm(request.POST)
    if form.is_valid() and draft(request, pair, form):
        return see_other(queries.address(pair, "launch:agreement"))
    return show(request, "edit_agreement", pair, None, form=form, seen=seen, status=UNPROCESSABLE)


def draft(request: ViewerRequest, pair: Pair, form: AgreementForm) -> bool:
    text: dict[str, Any] = {**form.cleaned_data, **pages.decision_rights(request.viewer, pair)}
    try:
        actions.draft(pair=pair, text=text, seen=request.POST.get("on_screen", ""), by=request.viewer)
    except TOLD as fault:
        form.add_error(None, told_at_form(fault))
        return False
    return True


@gate(Ability.LEAD, methods=("GET", "POST"))
def sign_agreement(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """The whole text, what of it the sponsor will read, and the signature, by who has just shown that it is them."""
    pair = pair_of(request, partnership_id)
    if request.method != "POST":
        return show_signing(request, pair)
    seen, present = request.POST.get("on_screen", ""), pages.seen_of(request.viewer, pair, charter.AGREEMENT)
    if not present or seen != present:
        return show_signing(request, pair, fault=sentence_for(StaleText()), status=UNPROCESSABLE)
    act = act_of(pair, seen)
    if proofs.lacking(request, act):
        return see_other(proofs.way_to_sign(request, act))
    try:
        actions.sign(pair=pair, seen=seen, method=proofs.how(request, act), by=request.viewer)
    except TOLD as fault:
        return show_signing(request, pair, fault=sentence_for(fault), status=UNPROCESSABLE)
    return see_other(queries.address(pair, "launch:agreement"))


def act_of(pair: Pair, words: str) -> str:
    return proofs.act(queries.address(pair, "launch:sign_agreement"), words)


def show_signing(request: ViewerRequest, pair: Pair, *, fault: str = "", status: int = 200) -> HttpResponse:
    page = pages.agreement_page(request.viewer, pair)
    if page.keys is None and not fault:
        return see_other(queries.address(pair, "launch:agreement"))
    seen = page.keys.seen if page.keys is not None else ""
    act = act_of(pair, seen)
    if not fault and proofs.meant(request) not in (None, seen):
        fault = sentence_for(StaleText())
    given = {"lacking": proofs.lacking(request, act), "way": proofs.way_to_sign(request, act), "fault": fault}
    return show(request, "sign", pair, page, status=status, **given)


@gate(Ability.LEAD, methods=("POST",))
def take_signature_back(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = queries.address(pair, "launch:agreement")
    return attempt(request, lambda: papers.take_back(pair=pair, kind=charter.AGREEMENT, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def drop_agreement(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = queries.address(pair, "launch:agreement")
    return attempt(request, lambda: papers.drop(pair=pair, kind=charter.AGREEMENT, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def end_agreement(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = queries.address(pair, "launch:agreement")
    return attempt(request, lambda: actions.end(pair=pair, by=request.viewer), back=back)


@gate(Ability.SPONSOR)
def show_summary(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """For the sponsor: what both released, and nothing from behind it."""
    partnership = queries.sponsored(request.viewer, partnership_id)
    page = pages.summary_page(request.viewer, partnership)
    words = {"page": page, "partnership_id": partnership.pk, "sides": pages.side_titles()}
    return render(request, "launch/summary.html", words)


@gate(Ability.SPONSOR, methods=("POST",))
def acknowledge_summary(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    partnership = queries.sponsored(request.viewer, partnership_id)
    seen = request.POST.get("on_screen", "")
    back = reverse("launch:summary", args=[partnership.pk])
    return attempt(
        request, lambda: actions.acknowledge(partnership=partnership, seen=seen, by=request.viewer), back=back
    )


@gate(Ability.SPONSOR, methods=("POST",))
def waive_go_slow(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    partnership = queries.sponsored(request.viewer, partnership_id)
    back = reverse("launch:summary", args=[partnership.pk])
    done = _("Goals no longer wait for the agreement. Both partners can see that you said so.")
    return attempt(
        request, lambda: charter_actions.waive(partnership=partnership, by=request.viewer), back=back, done=done
    )


@gate(Ability.KEEP_PROGRAMME)
def show_progress(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """For the programme office: the milestones the pair ticked, and what it released to this office."""
    partnership = queries.kept(request.viewer, partnership_id)
    page = pages.progress_page(request.viewer, partnership)
    words = {"page": page, "partnership_id": partnership.pk, "sides": pages.side_titles()}
    return render(request, "launch/progress.html", words)


@gate(Ability.KEEP_PROGRAMME)
def download_released_roles(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    partnership = queries.kept(request.viewer, partnership_id)
    release = queries.released_to(request.viewer, partnership, queries.ROLES)
    if release is None or release.published is None:
        raise Hidden
    names = pages.names_in_turn(partnership)
    return documents.as_download(documents.roles_document(release.published, partnership.name, names, release))
