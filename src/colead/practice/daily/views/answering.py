"""What every view here does: draw a page of the pair, answer a form, come back, lose no words."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from colead.foundation.gate import see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships import framing
from colead.partnerships.framing import UNPROCESSABLE, Told, status_of
from colead.partnerships.queries import Pair
from colead.promises.space import SpaceClosed
from colead.promises.two_key import StaleText

ROOM = framing.Room(
    "daily",
    told={
        StaleText: Told(
            sentence=_("These words have changed since you opened the page. Please read them as they stand now.")
        ),
        SpaceClosed: Told(
            sentence=_("This space is closed, so nothing more is written in it. What you wrote is still on this page.")
        ),
    },
)
tried = ROOM.tried


def draw(request: ViewerRequest, pair: Pair, template: str, *, problem: str = "", **context: Any) -> HttpResponse:
    """The page; when something could not be taken, the same page with what was written and the reason."""
    status = UNPROCESSABLE if problem else status_of(context.get("form"))
    words = {"problem": problem, "back": request.POST.get("back", ""), **context}
    return ROOM.draw(request, template, pair, status=status, **words)


def done(request: ViewerRequest, pair: Pair, default: str, said: str = "") -> HttpResponse:
    """Back to where the tap was made, if that was a page of the same pair."""
    if said:
        messages.success(request, said)
    wanted = request.POST.get("back", "")
    is_ours = wanted.startswith(f"/partnerships/{pair.partnership.pk}/")
    if is_ours and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return see_other(wanted)
    return see_other(default)
