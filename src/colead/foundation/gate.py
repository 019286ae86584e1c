"""The gate at every route: which ability lets a person enter, which methods exist, and that a form is taken once."""

import functools
import hashlib
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from colead.foundation.models import Replay
from colead.foundation.second_try import Beginning
from colead.foundation.viewer import Hidden, Viewer
from colead.rules.abilities import Ability

View = Callable[..., HttpResponse]
IDEMPOTENCY_FIELD = "once"
LOCATION_MAX = 300
HELD = "/held/"
CALLED_OFF: Final = {"40P01", "40001"}  # what PostgreSQL says to one of two that stood in each other's way


class AlreadyTaken(Exception):
    """Another request with the same key is there first."""


def gate(ability: Ability, *, methods: tuple[str, ...] = ("GET",), has_head: bool = True) -> Callable[[View], View]:
    """Marks and guards a view. Unsafe methods run in one transaction, and once for each idempotency key.

    What is handed over once has no HEAD, which would use it up and hand over nothing.
    """
    allowed = (*methods, "HEAD") if "GET" in methods and has_head else methods

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def entered(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
            viewer = request.viewer  # type: ignore[attr-defined]
            if ability is not Ability.PUBLIC:
                if not viewer.is_signed_in:
                    return to_sign_in(request)
                if not viewer.has(ability):
                    return refuse(viewer)
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if request.method == "POST":
                return run_once(view, request, *args, **kwargs)
            return view(request, *args, **kwargs)

        entered.ability = ability  # type: ignore[attr-defined]
        entered.methods = allowed  # type: ignore[attr-defined]
        return entered

    return wrap


def to_sign_in(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = HttpResponseRedirect("/account/login/")
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = "/account/login/"
    return response


def refuse(viewer: Viewer) -> HttpResponse:
    """What a person may not enter does not exist; one whose sign-in was reset is told when it will again."""
    if viewer.is_held:
        return HttpResponseRedirect(HELD)
    raise Hidden


def run_once(view: View, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
    """Runs an unsafe view; one that the database called off, because two waited for each other, begins once more."""
    beginning = Beginning(request)
    try:
        return run(view, request, *args, **kwargs)
    except OperationalError as error:
        if not was_called_off(error):
            raise
    beginning.restore()
    return run(view, request, *args, **kwargs)


def was_called_off(error: OperationalError) -> bool:
    """Nothing of it is left. Inside a longer transaction that is not so: that one is lost as a whole."""
    return getattr(error.__cause__, "sqlstate", None) in CALLED_OFF and not connection.in_atomic_block


def run(view: View, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
    """Runs an unsafe view in one transaction; a replayed key gets the first answer and changes nothing."""
    key = read_key(request)
    path_hash = hashlib.sha256(request.path.encode()).hexdigest()
    login_id = str(request.user.pk)
    if key is None:
        with transaction.atomic():
            return finish(view(request, *args, **kwargs))
    try:
        with transaction.atomic():
            return first_time(view, request, key, login_id, path_hash, *args, **kwargs)
    except AlreadyTaken:
        taken = Replay.objects.filter(key=key, login_id=login_id, path_hash=path_hash).first()
        if taken is None:
            raise Hidden from None
        return see_other(taken.location) if taken.location else HttpResponse(status=204)


def first_time(
    view: View, request: HttpRequest, key: UUID, login_id: str, path_hash: str, /, *args: Any, **kwargs: Any
) -> HttpResponse:
    try:
        with transaction.atomic():
            replay = Replay.objects.create(key=key, login_id=login_id, path_hash=path_hash)
    except IntegrityError:
        raise AlreadyTaken from None
    response = finish(view(request, *args, **kwargs))
    if has_changed_something(response):
        location = response.headers.get("Location", "")
        replay.location = location if len(location) <= LOCATION_MAX else "/"
        replay.save(update_fields=["location"])
    return response


def finish(response: HttpResponse) -> HttpResponse:
    """A form that came back with its errors has changed nothing, whatever the view had begun; its key is free again."""
    if not has_changed_something(response):
        transaction.set_rollback(True)
    return response


def has_changed_something(response: HttpResponse) -> bool:
    return 200 < response.status_code < 400


def read_key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(IDEMPOTENCY_FIELD, ""))
    except ValueError:
        return None


def see_other(location: str) -> HttpResponse:
    """After a form: look at the page, do not send again."""
    response = HttpResponseRedirect(location)
    response.status_code = 303
    return response
