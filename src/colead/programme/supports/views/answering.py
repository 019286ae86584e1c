"""What the pages of the two share: the frame, and a kind word when a step is refused."""

from typing import Any, Final

from django.http import HttpResponse

from colead.foundation.gate import see_other
from colead.partnerships.framing import Room, written_in
from colead.partnerships.queries import Pair
from colead.programme.supports.forms import AskForm

ROOM: Final = Room("supports", thing="release_id", label_of=written_in((AskForm,)))
FORM: Final = ("GET", "POST")


def to_list(pair: Pair, at: str = "") -> HttpResponse:
    return see_other(ROOM.address(pair, "list_requests", at=at))


def to_home(pair: Pair) -> HttpResponse:
    return see_other(f"/partnerships/{pair.partnership.pk}/")


def anchor(release_id: Any) -> str:
    return f"#r-{release_id}"
