"""What a launch page answers when something stands in the way: what happened, what was kept, what to do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from colead.foundation.gate import see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships import framing
from colead.partnerships import queries as partnerships
from colead.partnerships.framing import Told
from colead.partnerships.queries import Pair
from colead.promises.sealed import NothingWritten, NotOpen
from colead.promises.space import SpaceClosed, TooLong
from colead.promises.two_key import AlreadyOut, NotOut, StaleText

ROOM = framing.Room(
    "launch",
    told={
        StaleText: Told(
            sentence=_("The words changed since you opened this page. Nothing was signed or replaced. Read them again.")
        ),
        AlreadyOut: Told(
            sentence=_("This was released while you were looking. Nothing was changed; a new version can follow.")
        ),
        NotOut: Told(
            sentence=_("This is no longer in force, so nothing was changed. Begin from the page as it stands now.")
        ),
        NothingWritten: Told(sentence=_("There is nothing to seal yet. One line is enough.")),
        NotOpen: Told(sentence=_("This is sealed or already open to both of you, so nothing was changed.")),
        SpaceClosed: Told(
            sentence=_("This pair's space is closed: it can be read and not written. Nothing was changed.")
        ),
        TooLong: Told(
            sentence=_("One line is longer than fits. Shorten it and send again; your words are still here.")
        ),
    },
)
TOLD = ROOM.faults
OVERTAKEN = _("Somebody changed this text while you wrote. Nothing was replaced, and your words are still here.")


def sentence_for(fault: Exception) -> str:
    """The sentence for the screen; it never quotes what was written."""
    return str(ROOM.said_of(fault).sentence)


def told_at_form(fault: Exception) -> str:
    """The same, at a form whose words stay on the screen: sending again replaces what stands there now."""
    if isinstance(fault, StaleText):
        return str(OVERTAKEN)
    return sentence_for(fault)


def pair_of(request: ViewerRequest, partnership_id: UUID) -> Pair:
    return partnerships.get_pair(request.viewer, partnership_id)


def show(
    request: ViewerRequest, template: str, pair: Pair, page: object, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page of the pair, with both names above it."""
    words = {"partnership_id": pair.partnership.pk, "page": page, **more}
    return ROOM.draw(request, template, pair, status=status, **words)


def attempt(request: HttpRequest, act: Callable[[], object], *, back: str, done: str = "") -> HttpResponse:
    """Does it and goes back to the page; what stands in the way is said there."""
    try:
        act()
    except TOLD as fault:
        messages.warning(request, sentence_for(fault))
    else:
        if done:
            messages.success(request, done)
    return see_other(back)
