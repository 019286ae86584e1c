"""What stands on the pages of wins, lessons and stories."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.wins import note_queries as queries
from colead.practice.wins import note_wording as wording
from colead.practice.wins.models import Note
from colead.promises import space
from colead.promises.models import Release
from colead.rules import wins as rules
from colead.rules.wins import State

LINES = ("helped", "now", "only_as_two")


@dataclass(frozen=True)
class Row:
    label: str
    words: str


def lines_of(kind: str, text: dict[str, Any]) -> list[Row]:
    asks = wording.ASKS[kind]
    rows = [Row(str(asks[name]), str(text[name])) for name in LINES if text.get(name) and name in asks]
    star = [Row(str(wording.NORTH_STAR), str(text["north_star"]))] if text.get("north_star") else []
    return [*rows, *star]


class NotesPage:
    """All of a pair's notes, newest first, each with what it is and where it stands."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.rows = [
            {
                "title": queries.title_of(text),
                "note": f"{wording.KINDS[note.kind]} · {wording.STATES[note.state]}",
                "url": queries.address(pair, note),
            }
            for note, text in queries.list_for(viewer, pair)
        ]
        self.kinds = list(wording.KINDS.items())


class NotePage:
    def __init__(self, viewer: Viewer, pair: Pair, note: Note) -> None:
        self.note, self.text = note, space.read(note, viewer)
        self.kind, self.state = str(wording.KINDS[note.kind]), str(wording.STATES[note.state])
        self.lines = lines_of(note.kind, self.text)
        self.is_noted, self.is_proposed = note.state == State.NOTED, note.state == State.PROPOSED
        self.is_out, self.is_over = note.state == State.PUBLISHED, note.state in rules.OVER
        self.is_mine = note.author_id == viewer.person_id
        filled = [name for name, words in self.text.items() if words]
        self.missing = [str(wording.ASKS[note.kind][name]) for name in rules.lacks(note.kind, filled)]
        self.singular, self.persons = queries.findings(self.text, pair) if self.is_noted else ((), ())
        self.me, self.partner = pair.me.name, pair.partner_name
        turned = queries.keys_turned(note.release, viewer) if self.is_proposed and note.release else {}
        self.mine_at: datetime | None = turned.get(viewer.person_id)
        self.theirs_at = next((at for person_id, at in turned.items() if person_id != viewer.person_id), None)
        self.seen = note.release.text_hash if self.is_proposed and note.release else ""

    @property
    def has_findings(self) -> bool:
        return bool(self.singular or self.persons)


class PublishedPage:
    """Reads only what stands in `published`."""

    def __init__(self, release: Release) -> None:
        self.text: dict[str, Any] = release.published or {}
        self.kind = str(wording.KINDS[self.text["kind"]])
        self.shelf = str(wording.SHELVES[self.text["shelf"]])
        self.lines = lines_of(self.text["kind"], self.text)
        self.released_at = release.released_at
