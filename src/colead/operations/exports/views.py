"""Taking one's words along: shown once more that it is you, noted, and handed over once."""

from pathlib import Path
from typing import Final, cast

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.operations.exports import actions, archive
from colead.operations.exports.kinds import LEFT_OUT
from colead.operations.exports.pages import Book
from colead.people import proofs
from colead.rules.abilities import Ability

STYLE: Final = (Path(__file__).parent / "file.css").read_text(encoding="utf-8")
ONCE: Final = "words_may_leave_once"  # in the session: the name of a permission, which lies in the database
FOR_SECONDS: Final = 300  # as long as having shown who you are holds


@gate(Ability.TAKE_AWAY, methods=("GET", "POST"))
def take_away(request: ViewerRequest) -> HttpResponse:
    here = reverse("exports:take_away")
    is_fresh = proofs.is_fresh(request)
    if request.method == "POST":
        if not is_fresh:
            return see_other(proofs.way_back(here))
        actions.note(by=request.viewer)
        permit_once(request)
        return see_other(reverse("exports:file"))
    context = {"is_fresh": is_fresh, "way": proofs.way_back(here), "left_out": LEFT_OUT}
    return render(request, "exports/take_away.html", context)


@gate(Ability.TAKE_AWAY, has_head=False)
def hand_over(request: ViewerRequest) -> HttpResponse:
    """Gathered in memory before the first byte leaves, so that a fault is a page and never half a file."""
    if not proofs.is_fresh(request) or not took_permission(request):
        messages.info(request, _("Each file is made once. Ask for it again here."))
        return see_other(reverse("exports:take_away"))
    book = Book(request.viewer)
    files = [("my-words.html", book.as_page()), ("style.css", STYLE), ("my-words.json", book.as_json())]
    response = StreamingHttpResponse(archive.stream(files), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="colead-my-words-{book.on.isoformat()}.zip"'
    return cast(HttpResponse, response)  # the gate passes on what it is given


def permit_once(request: ViewerRequest) -> None:
    name = f"{ONCE}:{get_random_string(32)}"
    cache.set(name, True, FOR_SECONDS)
    request.session[ONCE] = name


def took_permission(request: ViewerRequest) -> bool:
    """Many may ask at once with one session; the database deletes the row for one of them."""
    name = request.session.pop(ONCE, None)
    return isinstance(name, str) and cache.delete(name)
