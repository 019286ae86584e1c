"""What both have released: messages for everyone signed in, joint briefs for the sponsor."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from colead.foundation.gate import gate, see_other
from colead.partnerships.actions import Refused
from colead.partnerships.framing import status_of, viewer_of
from colead.practice.decisions import queries
from colead.practice.decisions.actions import answering, papers
from colead.practice.decisions.forms import BriefAnswerForm
from colead.practice.decisions.pages.released import BriefPage, ReleasedPage
from colead.rules.abilities import Ability


@gate(Ability.READ_RELEASED)
def show_message(request: HttpRequest, release_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    message = queries.get_message(viewer, release_id)
    newer, is_corrected = queries.newer_version(viewer, message), queries.is_correction(viewer, message)
    page = ReleasedPage(message, newer=newer, is_corrected=is_corrected)
    may_take_out = newer is None and queries.is_of_an_earlier_pair(viewer, message)
    return render(request, "decisions/message_out.html", {"page": page, "may_take_out": may_take_out})


@gate(Ability.LEAD, methods=("POST",))
def take_message_out(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """For who stays, of what an earlier pair said; a pair of now does it on the page of the decision."""
    papers.take_out_later(id=release_id, by=viewer_of(request))
    return see_other(reverse("home:published"))


@gate(Ability.SPONSOR, methods=("GET", "POST"))
def show_brief(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """A joint brief, and the sponsor's answer to it: given once, taken back within its minute."""
    viewer = viewer_of(request)
    brief = queries.get_brief(viewer, release_id)
    is_back = "back" in request.POST
    recommends = bool((brief.published or {}).get("recommendation"))
    form, refused = BriefAnswerForm(None if is_back else request.POST or None, recommends=recommends), ""
    try:
        if is_back:
            answering.take_back(brief=brief, by=viewer)
        elif form.is_valid():
            answering.answer(brief=brief, by=viewer, **form.cleaned_data)
        if is_back or (form.is_bound and form.is_valid()):
            return see_other(request.path)
    except Refused as fault:
        refused = str(fault)
    given = {"page": BriefPage(brief, viewer), "form": form, "refused": refused}
    return render(request, "decisions/brief_out.html", given, status=409 if refused else status_of(form))
