"""Goals as others read them: what both accepted, and nothing else."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate
from colead.partnerships import queries as partnerships
from colead.partnerships.framing import viewer_of
from colead.practice.goals import queries
from colead.practice.goals.pages.released import GoalsOfDyadPage, ReleasedGoalPage
from colead.rules.abilities import Ability


@gate(Ability.READ_RELEASED)
def show_released(request: HttpRequest, release_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = ReleasedGoalPage(viewer, queries.get_released(viewer, release_id))
    return render(request, "goals/released.html", {"page": page})


@gate(Ability.SEE_PARTNERSHIP)
def show_of_dyad(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    """For a sponsor and the programme office: the goals of one dyad that are out for them."""
    viewer = viewer_of(request)
    page = GoalsOfDyadPage(viewer, partnerships.get(viewer, partnership_id))
    return render(request, "goals/of_dyad.html", {"page": page})
