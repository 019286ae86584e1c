"""Two pages that anybody may read, signed in or not, and the tap that says 'I have read it'."""

from django.http import HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.operations.covenant.pages import CovenantPage, OpenPage
from colead.people import actions as people
from colead.people.models import Login
from colead.rules.abilities import Ability


@gate(Ability.PUBLIC)
def show_covenant(request: ViewerRequest) -> HttpResponse:
    page = CovenantPage.build()
    is_unread = isinstance(request.user, Login) and request.user.covenant_read != page.version
    return render(request, "covenant/covenant.html", {"page": page, "is_unread": is_unread})


@gate(Ability.SIGNED_IN, methods=("POST",))
def read_covenant(request: ViewerRequest) -> HttpResponse:
    people.read_covenant(version=CovenantPage.build().version, by=request.viewer)
    return see_other("/")


@gate(Ability.PUBLIC)
def show_who_can_open(request: ViewerRequest) -> HttpResponse:
    return render(request, "covenant/who_can_open.html", {"page": OpenPage.build()})
