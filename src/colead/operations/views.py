"""Whether this site can answer at all: one word for a monitor, and nothing about anybody or anything in it."""

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate
from colead.rules.abilities import Ability

WELL, NOT_WELL = "well\n", "not well\n"


@gate(Ability.PUBLIC)
def show_health(request: HttpRequest) -> HttpResponse:
    """The log says what is amiss; whoever asks from outside learns only that something is."""
    if has_database() and Path(settings.KEYSTORE).is_dir():
        return HttpResponse(WELL, content_type="text/plain")
    return HttpResponse(NOT_WELL, content_type="text/plain", status=503)


def has_database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
