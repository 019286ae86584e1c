"""Rounds as everyone reads them, and seat maps as a sponsor does: what both let out, and nothing else."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate
from colead.partnerships.framing import viewer_of
from colead.practice.meetings.pages.seats import ReleasedMapPage
from colead.practice.meetings.pages.walks import ReleasedRoundPage
from colead.practice.meetings.queries import seats, walks
from colead.rules.abilities import Ability


@gate(Ability.READ_RELEASED)
def show_round(request: HttpRequest, release_id: UUID) -> HttpResponse:
    page = ReleasedRoundPage(walks.get_released(viewer_of(request), release_id))
    return render(request, "meetings/round_out.html", {"page": page})


@gate(Ability.READ_RELEASED)
def show_map(request: HttpRequest, release_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = ReleasedMapPage(viewer, seats.get_released(viewer, release_id))
    return render(request, "meetings/map_out.html", {"page": page})
