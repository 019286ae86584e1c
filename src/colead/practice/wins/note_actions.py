"""Notes of two: written by either, put before both with a place, published by two keys, taken back by either."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair, in_turn
from colead.practice.wins import note_queries
from colead.practice.wins.models import Note
from colead.promises import holds, space, trail, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import retention
from colead.rules import wins as rules
from colead.rules.audiences import Audience
from colead.rules.wins import State

RETIRING = ("archive", "withdraw")


class NotOurs(Refused):
    """It says I, or somebody could be recognised, and neither of the two has looked again."""


@transaction.atomic
def write(*, pair: Pair, kind: str, text: dict[str, str], is_courage: bool, by: Viewer) -> Note:
    """Between the two, for a year, unless both let it out."""
    note = space.write(
        Note,
        space=pair.space,
        by=by,
        text=text,
        retain_until=last_day(),
        kind=rules.Kind(kind).value,
        state=rules.MACHINE.start.value,
        is_courage=is_courage,
    )
    trail.record(verb="noted", subject=note, by=by, space=pair.space)
    return note


def last_day() -> Any:
    return retention.retain_until(retention.Kind.NOTE, clock.today())


def lock(by: Viewer, pair: Pair, id: UUID) -> Note:
    space.hold_open(by, pair.space)
    note: Note = Note.door.fetch(by, id, lock=True)
    if note.space_id != pair.space.pk:
        raise Hidden
    return note


def move(note: Note, verb: str, *, by: Viewer, says: str, text: dict[str, str] | None = None, **fields: Any) -> Note:
    state = rules.MACHINE.next_state(note.state, verb)
    space.rewrite(note, by=by, text=text or {}, state=state.value, **fields)
    trail.record(verb=says, subject=note, by=by, space=note.space, facts={"state": note.state})
    return note


@transaction.atomic
def edit(*, pair: Pair, id: UUID, text: dict[str, str], is_courage: bool, seen: str, by: Viewer) -> Note:
    """Other words; what waited for keys is a note between the two again."""
    note = lock(by, pair, id)
    rules.MACHINE.next_state(note.state, "edit")
    if seen != space.stamp_of(note):
        raise two_key.StaleText
    drop_draft(note, by)
    return move(note, "edit", by=by, says="edited_note", text=text, is_courage=is_courage, release=None)


def drop_draft(note: Note, by: Viewer) -> None:
    if note.release is not None and note.release.state == ReleaseState.DRAFT:
        two_key.drop(release=note.release, by=by)


@transaction.atomic
def propose(*, pair: Pair, id: UUID, shelf: str, is_ours: bool, seen: str, by: Viewer) -> Note:
    """Puts exactly these words and their place before both; where the check found something, they were read again."""
    note = lock(by, pair, id)
    rules.MACHINE.next_state(note.state, "propose")
    if seen != space.stamp_of(note):
        raise two_key.StaleText
    text = {name: words for name, words in space.read(note, by).items() if words}
    if rules.lacks(note.kind, text):
        raise Refused(_("A line is still open: whom it helped, or what you do now. Add it, and put it before both."))
    if any(note_queries.findings(text, pair)) and not is_ours:
        raise NotOurs(_("Read it once more: it should say we, and nobody should be recognised in it."))
    release = two_key.propose(
        space=note.space,
        kind=note_queries.NOTE,
        audience=Audience.EVERYONE,
        text=signed(pair, note, text, shelf),
        by=by,
    )
    return move(note, "propose", by=by, says="proposed_note", release=release)


def signed(pair: Pair, note: Note, text: dict[str, str], shelf: str) -> dict[str, Any]:
    """What everyone reads, with both names and no sign of who wrote it."""
    return text | {
        "kind": note.kind,
        "shelf": rules.Shelf(shelf).value,
        "is_courage": note.is_courage,
        "signed_by": [person.name for person in in_turn(pair)],
        "unit": pair.partnership.unit.name,
    }


@transaction.atomic
def turn(*, pair: Pair, id: UUID, seen: str, by: Viewer) -> Note:
    """Turns one's key on the words on the screen; with the second they are out."""
    note = lock(by, pair, id)
    rules.MACHINE.next_state(note.state, "publish")
    done = two_key.turn(release=required(note), seen=seen, by=by)
    if done.state == ReleaseState.RELEASED:
        move(note, "publish", by=by, says="published_note", retain_until=None)
    return note


def required(note: Note) -> Release:
    release: Release | None = note.release
    if release is None:
        raise two_key.AlreadyOut
    return release


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, by: Viewer) -> Note:
    note = lock(by, pair, id)
    two_key.take_back(release=required(note), by=by)
    return note


@transaction.atomic
def keep_between_us(*, pair: Pair, id: UUID, by: Viewer) -> Note:
    """Either says no, by nobody's name: it stays a note of the two."""
    note = lock(by, pair, id)
    rules.MACHINE.next_state(note.state, "keep_between_us")
    drop_draft(note, by)
    return move(note, "keep_between_us", by=by, says="kept_between_us", release=None)


@transaction.atomic
def retire(*, pair: Pair, id: UUID, verb: str, by: Viewer) -> Note:
    """Either takes it off the list: because its time is over, or back. That it was out stays on record."""
    note = lock(by, pair, id)
    if verb not in RETIRING:
        raise Hidden
    rules.MACHINE.next_state(note.state, verb)
    two_key.unpublish(release=required(note), by=by)
    return move(note, verb, by=by, says="retired_note", retain_until=last_day())


@transaction.atomic
def remove(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """Who wrote it lets it go while it is between the two; under a legal hold it only leaves the screen."""
    note = lock(by, pair, id)
    if note.author_id != by.person_id or note.state != State.NOTED:
        raise Hidden
    trail.record(verb="removed", subject=note, by=by, space=note.space)
    gone, _each = holds.without_held(Note.door.visible_to(by).filter(pk=note.pk)).delete()
    if not gone:
        space.rewrite(note, by=by, text={}, retain_until=clock.today() - clock.today().resolution)
