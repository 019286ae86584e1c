"""Fetching a note is the check: as one of its two partners, in their space; what is published, as anybody signed in."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.foundation.waiting import Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.wins import note_wording
from colead.practice.wins.models import Note
from colead.promises import space, two_key
from colead.promises.models import Key, Release
from colead.promises.models.releases import ReleaseState
from colead.promises.open_ends import OpenEnds
from colead.rules import we_form
from colead.rules.wins import State
from colead.ui.templatetags.colead import plain_date

Document = dict[str, Any]
NOTE: Final = "note"
TITLE_MAX: Final = 90


def rows(viewer: Viewer, pair: Pair) -> "QuerySet[Note]":
    found: QuerySet[Note] = Note.door.visible_to(viewer).filter(space=pair.space)
    return found.exclude(retain_until__lt=clock.today()).select_related("space", "release__space", "author")


def get(viewer: Viewer, pair: Pair, id: UUID) -> Note:
    note = rows(viewer, pair).filter(pk=id).first()
    if note is None:
        raise Hidden
    return note


def list_for(viewer: Viewer, pair: Pair) -> list[tuple[Note, Document]]:
    """Newest first; nothing counts them."""
    return [(note, space.read(note, viewer)) for note in rows(viewer, pair).order_by("-created_at", "id")]


def findings(text: Document, pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where it says I, and where somebody could be recognised; asked anew each time and kept nowhere."""
    words = " \n".join(str(part) for part in text.values() if part)
    return we_form.singular(words), we_form.third_persons(words, [person.name for person in pair.people])


def keys_turned(release: Release, viewer: Viewer) -> dict[UUID, Any]:
    rows = Key.door.visible_to(viewer).filter(release=release, turned_on=release.text_hash)
    return {key.person_id: key.turned_at for key in rows}


def waiting_for(viewer: Viewer, pair: Pair, ends: OpenEnds | None = None) -> list[Waiting]:
    """Notes on which the partner has turned a key and the viewer has not."""
    notes = proposed_in(viewer, space=pair.space.pk)
    return list(keys_that_wait(viewer, pair, notes, ends or OpenEnds(viewer, pair.space))) if notes else []


@Prepared
def proposed_in(viewer: Viewer, space: UUID) -> "QuerySet[Note]":
    found: QuerySet[Note] = Note.door.visible_to(viewer).filter(space=space, state=State.PROPOSED.value)
    return found.select_related("space").order_by("created_at", "id")


def keys_that_wait(viewer: Viewer, pair: Pair, notes: list[Note], ends: OpenEnds) -> Iterator[Waiting]:
    for note in notes:
        people = {person_id for release_id, person_id, _at in ends.turned if release_id == note.release_id}
        if people and viewer.person_id not in people:
            note_of = _("%(kind)s waits for your key") % {"kind": note_wording.KINDS[note.kind]}
            title = title_of(space.read(note, viewer))
            yield Waiting(title, note_of, address(pair, note), NOTE, place=Place.KEY, is_in_their_words=True)


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    wanted = phrase.strip()
    found: list[Any] = space.find(rows(viewer, pair).order_by("-created_at"), viewer, wanted) if wanted else []
    return [
        Open(title_of(text), str(note_wording.KINDS[row.kind]), address(pair, row), NOTE, is_in_their_words=True)
        for row, text in found
    ]


def address(pair: Pair, note: Note) -> str:
    return reverse("wins:show_note", args=[pair.partnership.pk, note.pk])


def title_of(text: Document) -> str:
    """The first words; a note has no title of its own."""
    said = str(text.get("text", "")).split("\n")[0]
    return said if len(said) <= TITLE_MAX else said[: TITLE_MAX - 1].rsplit(" ", 1)[0] + "…"


def released(viewer: Viewer) -> "QuerySet[Release]":
    found = two_key.released_to(viewer, NOTE).filter(state=ReleaseState.RELEASED)
    return found.order_by("-released_at", "id")


def get_released(viewer: Viewer, id: UUID) -> Release:
    found = released(viewer).filter(pk=id).first()
    if found is None:
        raise Hidden
    return found


def published(viewer: Viewer) -> list[Open]:
    """Wins, lessons and stories that two leaders told everyone; nothing counts who reads them."""
    return [told(release) for release in released(viewer)]


def told(release: Release) -> Open:
    text = release.published or {}
    said = {
        "kind": note_wording.KINDS[text["kind"]],
        "day": plain_date(release.released_at),
        "names": _(" and ").join(text.get("signed_by", [])),
        "unit": text.get("unit", ""),
    }
    note = _("%(kind)s, %(day)s, %(names)s, %(unit)s") % said
    url, since = reverse("wins:show_published", args=[release.pk]), release.released_at
    return Open(title_of(text), note, url, NOTE, since, is_in_their_words=True)
