"""How long a session lasts: twelve hours from signing in, however busy it was, or until the browser closes."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest

from colead.foundation import clock

SINCE = "signed_in_at"
LONGEST = timedelta(hours=12)


def begin(request: HttpRequest) -> None:
    request.session[SINCE] = clock.now().timestamp()


def end_if_over(request: HttpRequest) -> None:
    """Signs out a session that is past its time. One that carries no time yet begins now."""
    session: Any = request.session
    since = session.get(SINCE)
    if since is None:
        begin(request)
    elif clock.now().timestamp() - since >= LONGEST.total_seconds():
        logout(request)
