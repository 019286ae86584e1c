"""What frames every page: who is looking, and the few places that person can go."""

from django.http import HttpRequest


def page_frame(request: HttpRequest) -> dict[str, object]:
    return {"viewer": getattr(request, "viewer", None)}
