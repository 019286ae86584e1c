"""What every page of this room shares."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from colead.foundation.gate import see_other
from colead.partnerships.framing import Room, Told, written_in
from colead.partnerships.queries import Pair
from colead.practice.visibility import forms
from colead.practice.visibility.actions.paging import AgreementFirst

FORM: Final = ("GET", "POST")
WRITING: Final = (forms.PageForm, forms.PlanForm, forms.PastForm)
ROOM: Final = Room(
    name="visibility",
    told={AgreementFirst: Told(_("Your agreement comes first"), part="visibility/parts/agreement_first.html")},
    label_of=written_in(WRITING),
)


def to(pair: Pair, name: str = "list_appearances", *, at: str = "") -> HttpResponse:
    return see_other(ROOM.address(pair, name, at=at))


def back(request: HttpRequest, pair: Pair, at: str = "") -> HttpResponse:
    """To the first page if the tap was made there."""
    if request.POST.get("back") == "home":
        return see_other(reverse("home:pair", args=[pair.partnership.pk]))
    return to(pair, at=at)
