"""What a launch page answers when something stands in the way: what happened, what was kept, what to do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from colead.foundation.gate import see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships import queries as partnerships
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.promises.sealed import NothingWritten, NotOpen
from colead.promises.space import SpaceClosed, TooLong
from colead.promises.two_key import AlreadyOut, NotOut, StaleText
from colead.rules.moves import IllegalMove

TOLD = (AlreadyOut, IllegalMove, NothingWritten, NotOpen, NotOut, Refused, SpaceClosed, StaleText, TooLong)
UNPROCESSABLE = 422


def sentence_for(fault: Exception) -> str:
    """The sentence for the screen; it never quotes what was written."""
    if isinstance(fault, IllegalMove):
        return fault.sentence
    if isinstance(fault, Refused):
        return str(fault)
    known: dict[type[Exception], str] = {
        StaleText: _("The words changed since you opened this page. Nothing was signed or replaced. Read them again."),
        AlreadyOut: _("This was released while you were looking. Nothing was changed; a new version can follow."),
        NotOut: _("This is no longer in force, so nothing was changed. Begin from the page as it stands now."),
        NothingWritten: _("There is nothing to seal yet. One line is enough."),
        NotOpen: _("This is sealed or already open to both of you, so nothing was changed."),
        SpaceClosed: _("This pair's space is closed: it can be read and not written. Nothing was changed."),
        TooLong: _("One line is longer than fits. Shorten it and send again; your words are still here."),
    }
    return next((words for kind, words in known.items() if isinstance(fault, kind)), "")


def told_at_form(fault: Exception) -> str:
    """The same, at a form whose words stay on the screen: sending again replaces what stands there now."""
    if isinstance(fault, StaleText):
        return _("Somebody changed this text while you wrote. Nothing was replaced, and your words are still here.")
    return sentence_for(fault)


def pair_of(request: ViewerRequest, partnership_id: UUID) -> Pair:
    return partnerships.get_pair(request.viewer, partnership_id)


def show(
    request: ViewerRequest, template: str, pair: Pair, page: object, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page of the pair, with both names above it."""
    frame = partnerships.frame(pair)
    words = {"pair": frame, "partnership_id": pair.partnership.pk, "page": page, **more}
    return render(request, f"launch/{template}.html", words, status=status)


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
