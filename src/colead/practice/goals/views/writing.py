"""Writing a goal and accepting it: drafted by either, worded anew, accepted by both, closed by both."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate
from colead.partnerships import charter
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.goals import queries
from colead.practice.goals.actions import living, versions
from colead.practice.goals.forms import EndForm, GoalForm, initial_of
from colead.practice.goals.models import Goal
from colead.practice.goals.pages.goals import GoalPage
from colead.practice.goals.views.answering import draw, of_pair, to_goal
from colead.promises import two_key
from colead.promises.two_key import StaleText
from colead.rules import goals as rules
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience
from colead.rules.goals import State
from colead.units.queries import objectives_of

FORM = ("GET", "POST")


def objectives(pair: Pair) -> list[str]:
    return [row.text for row in objectives_of(pair.partnership.unit)]


def wording_of(form: GoalForm) -> versions.Wording:
    return versions.Wording(form.text(), form.wants_audience)


def drawn(request: HttpRequest, pair: Pair, form: GoalForm, **given: Any) -> HttpResponse:
    given.setdefault("status", status_of(form))
    steering = charter.charter(viewer_of(request), pair)
    return draw(request, "write", pair, form=form, steering=steering, **given)


@gate(Ability.LEAD, methods=FORM)
@of_pair
def draft_goal(request: HttpRequest, pair: Pair) -> HttpResponse:
    """A new goal, empty, or beginning with the words of one that changed."""
    viewer = viewer_of(request)
    form = GoalForm(request.POST or None, objectives=objectives(pair), initial=begun(request, pair))
    if not form.is_valid():
        return drawn(request, pair, form)
    return to_goal(pair, versions.draft(pair=pair, wording=wording_of(form), by=viewer).pk)


def begun(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    """The words of the pair's latest goal that was closed as changed, if the page was asked for with them."""
    if "again" not in request.GET:
        return {}
    viewer = viewer_of(request)
    changed = [goal for goal in queries.list_for(viewer, pair) if goal.state == State.CHANGED]
    latest = max(changed, key=lambda goal: goal.ended_on or goal.created_at.date(), default=None)
    if latest is None or latest.release is None:
        return {}
    return initial_of(two_key.text_of(latest.release, viewer), Audience.PROGRAMME.value)


@gate(Ability.LEAD, methods=FORM)
@of_pair
def edit_goal(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    """The draft of a goal, or new words for one that is live."""
    viewer = viewer_of(request)
    goal = queries.get(viewer, pair, goal_id)
    rules.MACHINE.next_state(goal.state, "edit")
    form = GoalForm(request.POST or None, objectives=objectives(pair), initial=standing(request, goal))
    if not form.is_valid():
        return drawn(request, pair, form, goal=goal)
    try:
        seen = form.cleaned_data["seen"]
        versions.keep(pair=pair, id=goal.pk, wording=wording_of(form), seen=seen, by=viewer)
    except StaleText:
        return overtaken(request, pair, goal, form)
    return to_goal(pair, goal.pk)


def standing(request: HttpRequest, goal: Goal) -> dict[str, Any]:
    """What the form begins with: the draft if there is one, else the version that both accepted."""
    release = goal.draft or goal.release
    if release is None:
        return {}
    audience = Audience(release.audience)
    reads = audience if audience in versions.AUDIENCES else Audience.PROGRAMME
    start = initial_of(two_key.text_of(release, viewer_of(request)), reads.value)
    return start | {"seen": seen_of(goal)}


def seen_of(goal: Goal) -> str:
    return goal.draft.text_hash if goal.draft is not None else ""


def overtaken(request: HttpRequest, pair: Pair, goal: Goal, form: GoalForm) -> HttpResponse:
    """Both texts are kept: mine in the form, the one that stands now above it; keeping mine is then a choice."""
    data = request.POST.copy()
    data["seen"] = seen_of(goal)
    form.data = data
    page = GoalPage(viewer_of(request), pair, goal)
    return drawn(request, pair, form, goal=goal, overtaken=page.draft.words if page.draft else page.words, status=409)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def accept_goal(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    """Turns or takes back one's key on the text that was on the screen."""
    viewer = viewer_of(request)
    if "back" in request.POST:
        versions.take_back(pair=pair, id=goal_id, by=viewer)
    else:
        versions.accept(pair=pair, id=goal_id, seen=request.POST.get("seen", ""), by=viewer)
    return to_goal(pair, goal_id)


@gate(Ability.LEAD, methods=FORM)
@of_pair
def end_goal(request: HttpRequest, pair: Pair, goal_id: UUID) -> HttpResponse:
    """How it ended and what was learned; both accept it like any other words of the goal."""
    viewer = viewer_of(request)
    goal = queries.get(viewer, pair, goal_id)
    rules.MACHINE.next_state(goal.state, State.MET.value)
    form = EndForm(request.POST or None, initial={"seen": seen_of(goal)})
    if not form.is_valid():
        page = GoalPage(viewer, pair, goal)
        return draw(request, "end", pair, form=form, page=page, status=status_of(form))
    living.propose_end(pair=pair, id=goal.pk, by=viewer, **form.cleaned_data)
    return to_goal(pair, goal.pk)
