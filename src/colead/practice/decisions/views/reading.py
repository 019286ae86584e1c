"""What both have released: messages for everyone signed in, joint briefs for the sponsor."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate
from colead.practice.decisions import queries
from colead.practice.decisions.pages.released import ReleasedPage
from colead.practice.decisions.views.answering import viewer_of
from colead.rules.abilities import Ability


@gate(Ability.READ_RELEASED)
def show_message(request: HttpRequest, release_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    message = queries.get_message(viewer, release_id)
    newer, is_corrected = queries.newer_version(viewer, message), queries.is_correction(viewer, message)
    page = ReleasedPage(message, newer=newer, is_corrected=is_corrected)
    return render(request, "decisions/message_out.html", {"page": page})


@gate(Ability.SPONSOR)
def show_brief(request: HttpRequest, release_id: UUID) -> HttpResponse:
    page = ReleasedPage(queries.get_brief(viewer_of(request), release_id))
    return render(request, "decisions/brief_out.html", {"page": page})
