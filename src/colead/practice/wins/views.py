"""Appreciation: read what was said, say one line."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships import framing
from colead.partnerships.framing import status_of
from colead.partnerships.queries import Pair
from colead.practice.wins import actions, queries
from colead.practice.wins.forms import AppreciationForm
from colead.practice.wins.models import Note
from colead.promises.space import SpaceClosed
from colead.rules.abilities import Ability

ROOM = framing.Room("wins", thing="note_id", label_of=dict.fromkeys(Note.TEXT, "").get)


@gate(Ability.LEAD, methods=("GET", "POST"))
@ROOM.of_pair
def list_appreciations(request: ViewerRequest, pair: Pair) -> HttpResponse:
    form = AppreciationForm(request.POST or None)
    if form.is_valid():
        try:
            actions.appreciate(pair=pair, line=form.cleaned_data["line"], by=request.viewer)
        except SpaceClosed:
            form.add_error(None, _("This space is closed, so nothing more is written in it."))
        else:
            messages.success(request, _("Said."))
            return see_other(request.path)
    rows, me = queries.list_for(request.viewer, pair), request.viewer.person_id
    said = {
        "received": [row for row in rows if row[0].receiver_id == me],
        "given": [row for row in rows if row[0].receiver_id != me],
    }
    return ROOM.draw(request, "appreciations", pair, status=status_of(form), form=form, **said)


@gate(Ability.LEAD, methods=("POST",))
@ROOM.of_pair
def remove_appreciation(request: ViewerRequest, pair: Pair, id: UUID) -> HttpResponse:
    """The receiver alone takes it away."""
    actions.remove(appreciation=queries.get_received(request.viewer, pair, id), by=request.viewer)
    return see_other(f"/partnerships/{pair.partnership.pk}/appreciations/")
