"""Bringing a list of pointers on the page: send it, look at what is understood, send the same file again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.content import reviews as content
from colead.content.reviews import label_of
from colead.foundation import clock
from colead.foundation.gate import gate, see_other
from colead.operations.imports import pointers
from colead.operations.imports.limits import FILE_BYTES_MAX
from colead.operations.imports.messages import Refused
from colead.operations.imports.pointers import Pointing
from colead.partnerships.framing import UNPROCESSABLE, viewer_of
from colead.partnerships.queries import Pair, frame, get_pair
from colead.rules.abilities import Ability
from colead.ui.forms import PlainForm

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
# The headings and kinds that a file may always have, in whatever tongue the page is read.
EXAMPLE = """number,kind,date,unit,due
RL-2231,near miss,{day},{unit},{due}
RL-2235,patient feedback,{day},,"""


def example_for(pair: Pair) -> str:
    today = clock.today()
    return EXAMPLE.format(unit=pair.partnership.unit.name, day=today - A_DAY, due=today + A_WEEK)


class PointersForm(PlainForm):
    """`seen` names the file that was looked at; without it, or with another, nothing is taken in."""

    file = forms.FileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy("CSV or .xlsx, up to 200 rows: number, kind, date; if you have them unit, system, due."),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    @property
    def content(self) -> bytes:
        with self.cleaned_data["file"].open() as opened:
            content: bytes = opened.read(FILE_BYTES_MAX + 1)
        return content


@gate(Ability.LEAD, methods=("GET", "POST"))
def bring_pointers(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    pair = get_pair(viewer_of(request), partnership_id)
    form = PointersForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return draw(request, pair, form)
    listing, seen = form.content, form.cleaned_data["seen"]
    try:
        if seen and seen == pointers.mark_of(listing):
            new, known = pointers.take_in(listing=listing, pair=pair, by=viewer_of(request))
            messages.info(request, _("Taken in: %(new)d new, %(known)d known.") % {"new": new, "known": known})
            return see_other(reverse("reviews:list_cases", args=[partnership_id]))
        found = pointers.prepare(listing, pair)
    except Refused as refused:
        return draw(request, pair, PointersForm(), refused=refused.lines)
    return draw(request, pair, PointersForm(initial={"seen": found.seen_mark}), found=found, is_other=bool(seen))


def draw(
    request: HttpRequest, pair: Pair, form: PointersForm, *, refused: list[str] | None = None, **context: Any
) -> HttpResponse:
    found: Pointing | None = context.get("found")
    kinds = content.load().kinds
    words = {
        "pair": frame(pair),
        "ids": pair.partnership.pk,
        "form": form,
        "example": EXAMPLE.format(
            unit=pair.partnership.unit.name, day=clock.today() - A_DAY, due=clock.today() + A_WEEK
        ),
        "kinds": ", ".join(sorted(pointers.labelled_kinds())),
        "refused": refused or (found.messages if found is not None else []),
        "rows": [(at, label_of(kinds, one.kind), one) for at, one in found.understood] if found is not None else [],
        "may_take_in": found is not None and found.may_be_taken_in,
    }
    status = UNPROCESSABLE if words["refused"] or form.errors else 200
    return render(request, "imports/pointers.html", words | context, status=status)
