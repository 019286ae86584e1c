"""While the key store is away, every page that needs it says so calmly; what is amiss stands in the log."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from colead.promises import checkup

logger = logging.getLogger(__name__)
PAGE = "operations/unavailable.html"
SECONDS_TO_WAIT = 300


class UnavailableMiddleware:
    """Looks at a fault only after it has happened: a request that goes well asks nothing more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        words = checkup.want_of_keys(fault)
        if not words:
            return None
        logger.error("A page could not be shown. %s", words)
        page = render_to_string(PAGE)
        return HttpResponse(page, status=503, headers={"Retry-After": str(SECONDS_TO_WAIT)})
