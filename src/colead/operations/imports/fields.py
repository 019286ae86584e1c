"""The fields a list can fill: their names, the headings they are known by, and how a cell becomes a value."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from colead.operations.imports.messages import nearest, quoted
from colead.people.models import Profession
from colead.units.models import Level, Setting


class Unfit(Exception):
    """The cell cannot become a value; the text says why."""


Reader = Callable[[str], Any]
FORMULA_HEADS: Final = ("=", "+", "-", "@", "\t", "\r", "\x00")
# Empty in the habit of many spreadsheets.
EMPTY_WORDS: Final = {"-", "--", "—", "n/a", "#n/a", "null"}
WEIGHTLESS: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
PROFESSION_WORDS: Final = {
    "nurse": Profession.NURSING,
    "rn": Profession.NURSING,
    "registered nurse": Profession.NURSING,
    "physician": Profession.MEDICINE,
    "doctor": Profession.MEDICINE,
    "md": Profession.MEDICINE,
    "do": Profession.MEDICINE,
    "medical": Profession.MEDICINE,
}


@dataclass(frozen=True)
class Field:
    name: str
    most: int
    read: Reader
    headings: tuple[str, ...] = ()


def cleaned(cell: str) -> str:
    """One line, without what cannot be seen, in the composed form of its letters."""
    line = " ".join(WEIGHTLESS.sub("", unicodedata.normalize("NFC", cell)).split())
    return "" if line.casefold() in EMPTY_WORDS else line


def read_cell(field: Field, cell: str) -> Any:
    """The value, or '' for an empty cell; raises Unfit with the reason."""
    line = cleaned(cell)
    if not line:
        return ""
    if line.startswith(FORMULA_HEADS) or cell.startswith(FORMULA_HEADS):
        raise Unfit(_("%(cell)s begins like a formula. Take the first character away.") % {"cell": quoted(cell)})
    if len(line) > field.most:
        raise Unfit(
            _("%(cell)s has %(n)d characters; up to %(most)d fit.")
            % {"cell": quoted(cell, 30), "n": len(line), "most": field.most}
        )
    return field.read(line)


def as_text(line: str) -> str:
    return line


def as_email(line: str) -> str:
    try:
        validate_email(line)
    except ValidationError:
        raise Unfit(_("%(cell)s is not an e-mail address.") % {"cell": quoted(line)}) from None
    return line.lower()


def as_day(line: str) -> date:
    try:
        return date.fromisoformat(line)
    except ValueError:
        raise Unfit(_("%(cell)s is not a day; write it as 2026-11-03.") % {"cell": quoted(line)}) from None


def one_of(known: Mapping[str, str], offered: Collection[str] = ()) -> Reader:
    """A reader that accepts the words of a choice, however they are written. `offered` are those a message names."""

    def read(line: str) -> str:
        value = known.get(line.casefold())
        if value is None:
            words = ", ".join(sorted(offered or set(known.values())))
            raise Unfit(
                _("%(cell)s is not known. Write one of: %(words)s.%(hint)s")
                % {"cell": quoted(line), "words": words, "hint": nearest(line, known)}
            )
        return value

    return read


def words_of(choices: Any) -> dict[str, str]:
    return {word.casefold(): value for value, label in choices.choices for word in (value, label)}


def profession_words(own: Mapping[str, str] | None = None) -> dict[str, str]:
    """The usual words, and those the site's mapping adds."""
    known = words_of(Profession) | {word: str(value) for word, value in PROFESSION_WORDS.items()}
    return known | {word.casefold(): value for word, value in (own or {}).items()}


UNIT_FIELDS: Final = (
    Field("external_id", 80, as_text, ("id", "unit id", "number", "provider number", "facility id", "code")),
    Field("name", 160, as_text, ("unit", "unit name", "hospital name", "facility name", "organization name")),
    Field("parent", 80, as_text, ("parent id", "part of", "belongs to")),
    Field("group", 76, as_text),
    Field("level", 40, one_of(words_of(Level)), ("kind", "type")),
    Field("setting", 40, one_of(words_of(Setting)), ("patients",)),
    Field("mission", 600, as_text),
    Field("north_star", 200, as_text, ("north star",)),
    Field("retired_on", 10, as_day, ("retired", "closed on")),
)
PERSON_FIELDS: Final = (
    Field("external_id", 80, as_text, ("id", "employee id", "employee number", "person id", "staff number")),
    Field("name", 120, as_text, ("full name", "display name")),
    Field("title", 120, as_text, ("job title", "position")),
    Field("profession", 60, one_of(profession_words()), ("discipline", "staff group")),
    Field("email", 254, as_email, ("e-mail", "mail", "email address", "e-mail address")),
    Field("left_on", 10, as_day, ("left", "end date", "termination date")),
)
