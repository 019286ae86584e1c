"""Turns away a request whose address or cookies hold a byte of zero, which PostgreSQL takes in no text.

Fields of forms are not looked at here: a form says so itself and keeps the words.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


class ZeroByteMiddleware:
    """Stands before whatever reads the database, the session too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseBadRequest() if has_zero_byte(request) else self.get_response(request)


def has_zero_byte(request: HttpRequest) -> bool:
    asked = (word for name, words in request.GET.lists() for word in (name, *words))
    return any("\0" in text for text in (request.path_info, *asked, *request.COOKIES.values()))
