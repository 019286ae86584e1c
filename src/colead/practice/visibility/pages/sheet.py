"""The page of two as everyone reads it: who they are, what each and both decide, where to find them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from colead.partnerships.queries import is_turned
from colead.practice.visibility import wording
from colead.rules.rights import Level

Document = dict[str, Any]
FORMS_OF_ADDRESS: Final = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx"})
SIDE_OF: Final = {
    Level.NURSE: "nurse",
    Level.NURSE_ASKS: "nurse",
    Level.PHYSICIAN: "physician",
    Level.PHYSICIAN_ASKS: "physician",
}
# Of a sheet of paper: a name, the longest column in lines, the letters that somebody wrote.
SIZES: Final = (("airy", 4, 260), ("calm", 7, 420))
ASKS_FIRST: Final = frozenset({Level.NURSE_ASKS, Level.PHYSICIAN_ASKS})


@dataclass(frozen=True)
class Line:
    label: str
    note: str = ""


@dataclass(frozen=True)
class Face:
    """One of the two, with what that one decides."""

    name: str
    title: str
    side: str
    decides: list[Line] = field(default_factory=list)

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word.strip(".").casefold() not in FORMS_OF_ADDRESS]
        return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))


class Sheet:
    """Made of released words, or of a draft for the two. Who stands first changes from day to day."""

    ask = wording.ASK

    def __init__(self, text: Document, dyad_id: UUID) -> None:
        people = text.get("people", [])
        self.faces = [self.face(person, people, text.get("rights", [])) for person in people]
        if is_turned(dyad_id):
            self.faces.reverse()
        self.both = self.decided_by(text, Level.BOTH)
        self.either = self.decided_by(text, Level.EITHER)
        self.name, self.unit = text.get("name", ""), text.get("unit", "")
        self.welcome, self.north_star = text.get("welcome", ""), text.get("north_star", "")
        self.find_us = text.get("find_us", "")

    @property
    def one(self) -> Face:
        return self.faces[0]

    @property
    def two(self) -> Face:
        return self.faces[-1]

    @property
    def size(self) -> str:
        """How it is set on paper, so that it stays one sheet; the days to come go along where there is room."""
        longest = max([len(self.both) + len(self.either), *(len(face.decides) for face in self.faces)], default=0)
        letters = sum(len(words) for words in (self.welcome, self.find_us, self.north_star))
        fits = (name for name, lines, most in SIZES if longest <= lines and letters <= most)
        return next(fits, "full")

    @property
    def has_rights(self) -> bool:
        return bool(self.both or self.either or any(face.decides for face in self.faces))

    @staticmethod
    def decided_by(text: Document, level: Level) -> list[Line]:
        return [Line(row["label"]) for row in text.get("rights", []) if row["level"] == level]

    @staticmethod
    def face(person: Document, people: list[Document], rights: list[Document]) -> Face:
        side = person["side"]
        other = next((one["name"] for one in people if one["side"] != side), "")
        lines = [
            Line(row["label"], _("after asking %(name)s") % {"name": other} if row["level"] in ASKS_FIRST else "")
            for row in rights
            if SIDE_OF.get(Level(row["level"])) == side
        ]
        return Face(person["name"], person["title"], side, lines)


@dataclass(frozen=True)
class Coming:
    """Somewhere to meet them."""

    day: date
    words: str
    note: str = ""
    url: str = ""


def appearance(text: Document) -> Coming:
    names = text.get("names", [])
    note = _("both of us") if len(names) > 1 else _("%(name)s for both") % {"name": "".join(names)}
    return Coming(date.fromisoformat(text["on_day"]), text["forum"], note)
