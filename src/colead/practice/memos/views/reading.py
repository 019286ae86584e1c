"""Memos as everyone signed in reads them: what both signed, or that it was corrected or withdrawn. Nothing counts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import viewer_of
from colead.practice.memos import queries
from colead.practice.memos.documents import papers
from colead.practice.memos.pages.released import ReleasedMemoPage
from colead.promises import papers as signed
from colead.rules.abilities import Ability
from colead.ui import pdf


@gate(Ability.READ_RELEASED)
def show_released(request: HttpRequest, release_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        page = ReleasedMemoPage(viewer, queries.get_released(viewer, release_id))
    except Hidden:
        notice = signed.notice_of(release_id, queries.MEMO, viewer)
        return render(request, "memos/withdrawn.html", {"notice": notice})
    return render(request, "memos/released.html", {"page": page})


@gate(Ability.READ_RELEASED)
def download_released(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Only what stands: of what was corrected or withdrawn there is a page and no paper."""
    viewer = viewer_of(request)
    page = ReleasedMemoPage(viewer, queries.get_released(viewer, release_id))
    if not page.is_current:
        return see_other(reverse("memos:show_released", args=[release_id]))
    return pdf.as_download(papers.memo(page), "joint-memo.pdf")
