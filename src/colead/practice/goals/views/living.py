"""The goals of a pair, one of them, and everything that is done with it while it is live."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.gate import gate, see_other
from colead.partnerships import queries as partnerships
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.goals import queries
from colead.practice.goals.actions import living, versions
from colead.practice.goals.forms import CheckInForm, InfluenceForm, LookForm, WorkForm
from colead.practice.goals.models import Goal
from colead.practice.goals.pages.goals import GoalPage, GoalsPage, sides
from colead.practice.goals.views.answering import address, draw, of_pair, to_goal
from colead.promises import space
from colead.rules.abilities import Ability
from colead.ui.forms import PlainForm


@gate(Ability.LEAD)
@of_pair
def list_goals(request: HttpRequest, pair: Pair) -> HttpResponse:
    return goals_page(request, pair, LookForm(initial={"looked_on": clock.today()}))


def goals_page(request: HttpRequest, pair: Pair, look: LookForm) -> HttpResponse:
    page = GoalsPage(viewer_of(request), pair)
    return draw(request, "list", pair, page=page, look=look, status=status_of(look))


@gate(Ability.LEAD)
@of_pair
def show_goal(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    return goal_page(request, pair, queries.get(viewer_of(request), pair, goal_id))


def goal_page(request: HttpRequest, pair: Pair, goal: Goal, **bound: PlainForm) -> HttpResponse:
    """The goal with its small forms; one that came back with an error takes its place among them."""
    viewer, who = viewer_of(request), sides(pair)
    small: dict[str, Any] = {
        "check_in": CheckInForm(key=goal.pk),
        "work": WorkForm(sides=who, initial={**space.read(goal, viewer), "seen": space.stamp_of(goal)}),
        "influence": InfluenceForm(sides=who),
        **bound,
    }
    status = max(map(status_of, bound.values()), default=200)
    return draw(request, "show", pair, page=GoalPage(viewer, pair, goal), status=status, **small)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def check_in(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    """One tap from the first page or from the goal's own; back to where it was tapped."""
    viewer = viewer_of(request)
    goal = queries.get(viewer, pair, goal_id)
    form = CheckInForm(request.POST, key=goal.pk)
    if not form.is_valid():
        return goal_page(request, pair, goal, check_in=form)
    living.check_in(pair=pair, id=goal.pk, by=viewer, **form.cleaned_data)
    messages.success(request, _("Said. You are asked again in a month; today its page can still take it back."))
    is_from_home = request.POST.get("back") == "home"
    return see_other(partnerships.frame(pair).home_url) if is_from_home else to_goal(pair, goal.pk)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def take_check_in_back(request: HttpRequest, pair: Pair, goal_id: UUID, said_id: UUID) -> HttpResponse:
    living.take_check_in_back(pair=pair, id=goal_id, said_id=said_id, by=viewer_of(request))
    messages.success(request, _("Taken back."))
    return to_goal(pair, goal_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def share_work(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    goal = queries.get(viewer, pair, goal_id)
    form = WorkForm(request.POST, sides=sides(pair))
    if not form.is_valid():
        return goal_page(request, pair, goal, work=form)
    living.share_work(pair=pair, id=goal.pk, text=form.text(), seen=form.cleaned_data["seen"], by=viewer)
    return to_goal(pair, goal.pk)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def plan_influence(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    goal = queries.get(viewer, pair, goal_id)
    form = InfluenceForm(request.POST, sides=sides(pair))
    if not form.is_valid():
        return goal_page(request, pair, goal, influence=form)
    living.plan_influence(pair=pair, id=goal.pk, by=viewer, **form.cleaned_data)
    return to_goal(pair, goal.pk)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def remove_influence(request: HttpRequest, pair: Pair, goal_id: UUID, influence_id: UUID) -> HttpResponse:
    living.remove_influence(pair=pair, id=goal_id, influence_id=influence_id, by=viewer_of(request))
    return to_goal(pair, goal_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def drop_draft(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    """A draft that never went live is gone from the list; a live goal keeps the words it has."""
    goal = versions.drop(pair=pair, id=goal_id, by=viewer_of(request))
    return to_goal(pair, goal_id) if goal.live_on is not None else see_other(address(pair, "list_goals"))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def unpublish_goal(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    versions.unpublish(pair=pair, id=goal_id, by=viewer_of(request))
    return to_goal(pair, goal_id)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def look_with_sponsor(request: HttpRequest, pair: Pair) -> HttpResponse:
    form = LookForm(request.POST)
    if not form.is_valid():
        return goals_page(request, pair, form)
    living.look_with_sponsor(pair=pair, by=viewer_of(request), **form.cleaned_data)
    return see_other(address(pair, "list_goals"))
