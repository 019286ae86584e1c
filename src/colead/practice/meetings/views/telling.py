"""What of a round goes out to everyone: put before both by either, let out by two keys, taken back by either."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import viewer_of
from colead.partnerships.queries import Pair
from colead.practice.meetings.actions import walks as actions
from colead.practice.meetings.pages.walks import WalkPage
from colead.practice.meetings.queries import walks as queries
from colead.practice.meetings.round_forms import PUBLIC
from colead.practice.meetings.views.answering import FORM, draw, go, of_pair
from colead.promises import two_key
from colead.promises.models.releases import ReleaseState
from colead.rules.abilities import Ability
from colead.rules.walks import Part

OUT: Final = ("place", "question", "told_us", "we_did")


@gate(Ability.LEAD, methods=FORM)
@of_pair
def propose(request: HttpRequest, pair: Pair, walk_id: UUID, part: str) -> HttpResponse:
    """Where somebody could be recognised it is asked for once; the words stay in the form meanwhile."""
    viewer = viewer_of(request)
    if part not in queries.PARTS:
        raise Hidden
    page = WalkPage(viewer, pair, queries.get(viewer, pair, walk_id))
    found = queries.findings({name: request.POST.get(name, "") for name in OUT}, pair)
    form = PUBLIC[part](request.POST or None, is_asked=bool(found), initial=start(request, page, part))
    if form.is_valid() and (form.says_ours or not found):
        actions.propose(pair=pair, id=walk_id, part=part, text=form.text, is_ours=form.says_ours, by=viewer)
        return go(pair, "show_walk", walk_id=walk_id)
    shown = {"page": page, "form": form, "found": found, "is_coming": part == Part.COMING}
    return draw(request, "tell_everyone", pair, status=422 if form.is_bound else 200, **shown)


def start(request: HttpRequest, page: WalkPage, part: str) -> dict[str, Any]:
    """What waits or is out; else the place and day of the round. What was heard is worded anew, not copied."""
    release = queries.release_of(page.walk, part)
    if release is not None and release.state in (ReleaseState.DRAFT, ReleaseState.RELEASED):
        return two_key.text_of(release, viewer_of(request))
    return {"place": page.text["place"], "on_day": page.walk.on_day, "question": page.question}


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def turn_key(request: HttpRequest, pair: Pair, walk_id: UUID, part: str) -> HttpResponse:
    """Turns one's key, or takes the words back: those that wait, or those that are out."""
    if part not in queries.PARTS:
        raise Hidden
    step: dict[str, Any] = {"pair": pair, "id": walk_id, "part": part, "by": viewer_of(request)}
    if "back" in request.POST:
        actions.withdraw(**step)
    else:
        actions.turn(seen=request.POST.get("seen", ""), **step)
    return go(pair, "show_walk", walk_id=walk_id)
