"""Puts the viewer on the request, and keeps every signed-in page out of caches."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from colead.access.viewer import Nobody, SignedInViewer
from colead.people import sessions
from colead.people.models import Login


class ViewerMiddleware:
    """The last middleware before the gate."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            sessions.end_if_over(request)
        login = request.user
        if isinstance(login, Login) and login.is_active:
            request.viewer = SignedInViewer(login.person, held_until=login.held_until)  # type: ignore[attr-defined]
        else:
            request.viewer = Nobody()  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
