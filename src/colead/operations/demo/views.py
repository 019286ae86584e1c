"""One tap signs in as one of the cast: on loopback, in a demo, and nowhere else."""

from ipaddress import ip_address

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login as sign_in_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden
from colead.operations.demo import site
from colead.operations.demo.cast import CAST, address_of, part
from colead.people import actions
from colead.people.models import Login
from colead.rules.abilities import Ability

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORWARDING_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")


def require_loopback_demo(request: HttpRequest) -> None:
    """Everything about this request must say: a demo, asked for on this very machine."""
    caller = request.META.get("REMOTE_ADDR", "")
    try:
        is_near = ip_address(caller).is_loopback
    except ValueError:
        is_near = False
    if not is_near or any(request.headers.get(name) for name in FORWARDING_HEADERS) or not site.is_demo():
        raise Hidden


@gate(Ability.PUBLIC)
def list_cast(request: HttpRequest) -> HttpResponse:
    require_loopback_demo(request)
    return render(request, "demo/cast.html", {"cast": CAST})


@gate(Ability.PUBLIC, methods=("POST",))
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    require_loopback_demo(request)
    found = part(key)
    login = Login.objects.filter(email=address_of(found)).first() if found else None
    if login is None:
        raise Hidden
    sign_in_login(request, login, backend=BACKEND)
    record_authentication(request, login, method="password", email=login.email)
    actions.came(login.person_id)
    return see_other("/")
