"""Appreciation: read what was said, say one line."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships import queries as partnerships
from colead.practice.wins import actions, queries
from colead.practice.wins.forms import AppreciationForm
from colead.promises.space import SpaceClosed
from colead.rules.abilities import Ability

NOT_TAKEN = 422


@gate(Ability.LEAD, methods=("GET", "POST"))
def list_appreciations(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = partnerships.get_pair(request.viewer, partnership_id)
    form = AppreciationForm(request.POST or None)
    if form.is_valid():
        try:
            actions.appreciate(pair=pair, line=form.cleaned_data["line"], by=request.viewer)
        except SpaceClosed:
            form.add_error(None, _("This space is closed, so nothing more is written in it."))
        else:
            messages.success(request, _("Said."))
            return see_other(request.path)
    rows = queries.list_for(request.viewer, pair)
    context = {
        "pair": partnerships.frame(pair),
        "ids": partnership_id,
        "form": form,
        "received": [row for row in rows if row[0].receiver_id == request.viewer.person_id],
        "given": [row for row in rows if row[0].receiver_id != request.viewer.person_id],
    }
    status = NOT_TAKEN if form.is_bound and form.errors else 200
    return render(request, "wins/appreciations.html", context, status=status)


@gate(Ability.LEAD, methods=("POST",))
def remove_appreciation(request: ViewerRequest, partnership_id: UUID, id: UUID) -> HttpResponse:
    """The receiver alone takes it away."""
    pair = partnerships.get_pair(request.viewer, partnership_id)
    actions.remove(appreciation=queries.get_received(request.viewer, pair, id), by=request.viewer)
    return see_other(f"/partnerships/{partnership_id}/appreciations/")
