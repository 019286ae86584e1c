"""Memos as everyone signed in reads them: what both signed, or that it was corrected or withdrawn. Nothing counts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import UNPROCESSABLE, viewer_of
from colead.practice.memos import queries
from colead.practice.memos.actions import signing
from colead.practice.memos.documents import papers
from colead.practice.memos.pages import home
from colead.practice.memos.pages.released import ReleasedMemoPage, WithdrawnPage
from colead.promises import papers as signed
from colead.rules.abilities import Ability
from colead.ui import pdf


@gate(Ability.READ_RELEASED)
def list_for_you(request: HttpRequest) -> HttpResponse:
    """What was signed for a sponsor or the programme office and not for everyone."""
    return render(request, "memos/for_you.html", {"rows": home.for_you(viewer_of(request))})


@gate(Ability.SIGNED_IN, methods=("GET", "POST"))
def list_signed(request: HttpRequest) -> HttpResponse:
    """What one signed in a pair that is over, and takes out of view from here."""
    viewer = viewer_of(request)
    named = named_in(request)
    if request.method == "POST" and named is not None:
        signing.withdraw_afterwards(release_id=named, by=viewer)
        messages.success(request, _("Withdrawn. A notice stays where it was."))
        return see_other(reverse("memos:list_signed"))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "memos/signed.html", {"rows": home.signed_before(viewer)}, status=status)


def named_in(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("memo", ""))
    except ValueError:
        return None


@gate(Ability.READ_RELEASED)
def show_released(request: HttpRequest, release_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        page = ReleasedMemoPage(viewer, queries.get_released(viewer, release_id))
    except Hidden:
        notice = signed.notice_of(release_id, queries.MEMO, viewer)
        return render(request, "memos/withdrawn.html", {"page": WithdrawnPage(notice)})
    return render(request, "memos/released.html", {"page": page})


@gate(Ability.READ_RELEASED)
def download_released(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Only what stands: of what was corrected or withdrawn there is a page and no paper."""
    viewer = viewer_of(request)
    page = ReleasedMemoPage(viewer, queries.get_released(viewer, release_id))
    if not page.is_current:
        return see_other(reverse("memos:show_released", args=[release_id]))
    return pdf.as_download(papers.memo(page), "joint-memo.pdf")
