"""What a page that waits for the partner's seal is told when it looks again: nothing, or, once, that both are in."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

STOP_LOOKING: Final = 286  # the script takes the words in and asks no more


def look_again(request: HttpRequest, read_at: str) -> HttpResponse:
    """`read_at`: where the two read each other, once both are in; empty until then."""
    if not read_at:
        return HttpResponse(status=204)
    return render(request, "ui/both_are_in.html", {"read_at": read_at}, status=STOP_LOOKING)
