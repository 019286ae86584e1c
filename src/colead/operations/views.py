"""Whether this site can answer at all: one word for a monitor, and nothing about anybody or anything in it."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from colead.foundation.gate import gate
from colead.promises import checkup, presence
from colead.rules.abilities import Ability

logger = logging.getLogger(__name__)
WELL, NOT_WELL = "well\n", "not well\n"


@gate(Ability.PUBLIC)
def show_health(request: HttpRequest) -> HttpResponse:
    """The log says what is amiss; whoever asks from outside learns only that something is."""
    if is_well():
        return HttpResponse(WELL, content_type="text/plain")
    return HttpResponse(NOT_WELL, content_type="text/plain", status=503)


def is_well() -> bool:
    """The database answers, and the key store holds the keys that belong to it."""
    try:
        checkup.require_store()
    except presence.StoreMissing as missing:
        logger.error("%s", missing)
        return False
    except (DatabaseError, OSError) as fault:
        logger.error("The database or the key store cannot be read: %s", type(fault).__name__)
        return False
    return presence.has_folder()
