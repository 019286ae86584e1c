"""Wins, lessons and stories of a pair, and those that everyone reads."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden
from colead.partnerships.framing import viewer_of
from colead.partnerships.queries import Pair
from colead.practice.wins import note_actions as actions
from colead.practice.wins import note_queries as queries
from colead.practice.wins import note_wording as wording
from colead.practice.wins.models import Note
from colead.practice.wins.note_forms import NoteForm, ProposeForm
from colead.practice.wins.note_pages import NotePage, NotesPage, PublishedPage
from colead.practice.wins.views import ROOM
from colead.promises import space
from colead.rules.abilities import Ability

FORM = ("GET", "POST")
of_pair, draw = ROOM.of_pair, ROOM.draw


@gate(Ability.LEAD)
@of_pair
def list_notes(request: HttpRequest, pair: Pair) -> HttpResponse:
    return draw(request, "notes", pair, page=NotesPage(viewer_of(request), pair))


@gate(Ability.LEAD, methods=FORM)
@of_pair
def write_note(request: HttpRequest, pair: Pair, kind: str) -> HttpResponse:
    if kind not in wording.KINDS:
        raise Hidden
    form = NoteForm(request.POST or None, kind=kind)
    if form.is_valid():
        courage = form.cleaned_data["is_courage"]
        note = actions.write(pair=pair, kind=kind, text=form.words(), is_courage=courage, by=viewer_of(request))
        return see_other(queries.address(pair, note))
    return written(request, pair, form, kind)


def written(request: HttpRequest, pair: Pair, form: NoteForm, kind: str, note: Note | None = None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return draw(request, "note_write", pair, form=form, kind=wording.KINDS[kind], note=note, status=status)


@gate(Ability.LEAD, methods=FORM)
@of_pair
def edit_note(request: HttpRequest, pair: Pair, note_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    note = queries.get(viewer, pair, note_id)
    start = {**space.read(note, viewer), "is_courage": note.is_courage, "seen": space.stamp_of(note)}
    form = NoteForm(request.POST or None, kind=note.kind, initial=start)
    if not form.is_valid():
        return written(request, pair, form, note.kind, note)
    said = {"is_courage": form.cleaned_data["is_courage"], "seen": form.cleaned_data["seen"]}
    actions.edit(pair=pair, id=note.pk, text=form.words(), by=viewer, **said)
    return see_other(queries.address(pair, note))


@gate(Ability.LEAD)
@of_pair
def show_note(request: HttpRequest, pair: Pair, note_id: UUID) -> HttpResponse:
    return note_page(request, pair, queries.get(viewer_of(request), pair, note_id))


def note_page(request: HttpRequest, pair: Pair, note: Note, form: ProposeForm | None = None) -> HttpResponse:
    page = NotePage(viewer_of(request), pair, note)
    shown = form or ProposeForm(is_asked=page.has_findings, initial={"seen": space.stamp_of(note)})
    return draw(request, "note", pair, page=page, form=shown, status=422 if form is not None else 200)


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def propose_note(request: HttpRequest, pair: Pair, note_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    note = queries.get(viewer, pair, note_id)
    form = ProposeForm(request.POST, is_asked=NotePage(viewer, pair, note).has_findings)
    if not form.is_valid():
        return note_page(request, pair, note, form)
    said = form.cleaned_data
    actions.propose(
        pair=pair, id=note.pk, shelf=said["shelf"], is_ours=said.get("is_ours", False), seen=said["seen"], by=viewer
    )
    return see_other(queries.address(pair, note))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def turn_key(request: HttpRequest, pair: Pair, note_id: UUID) -> HttpResponse:
    """Turns one's key, turns it back, or keeps the note between the two."""
    given: dict[str, Any] = {"pair": pair, "id": note_id, "by": viewer_of(request)}
    if "back" in request.POST:
        note = actions.take_back(**given)
    elif "between" in request.POST:
        note = actions.keep_between_us(**given)
    else:
        note = actions.turn(seen=request.POST.get("seen", ""), **given)
    return see_other(queries.address(pair, note))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def retire_note(request: HttpRequest, pair: Pair, note_id: UUID, verb: str) -> HttpResponse:
    return see_other(queries.address(pair, actions.retire(pair=pair, id=note_id, verb=verb, by=viewer_of(request))))


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def remove_note(request: HttpRequest, pair: Pair, note_id: UUID) -> HttpResponse:
    actions.remove(pair=pair, id=note_id, by=viewer_of(request))
    return see_other(f"/partnerships/{pair.partnership.pk}/notes/")


@gate(Ability.READ_RELEASED)
def show_published(request: HttpRequest, release_id: UUID) -> HttpResponse:
    page = PublishedPage(queries.get_released(viewer_of(request), release_id))
    return render(request, "wins/note_out.html", {"page": page})
