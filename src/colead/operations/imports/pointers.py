"""A list of review pointers: numbers, kinds and days that a partner brings from another system, and nothing else."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from colead.content import reviews as content
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.operations.imports import sandbox
from colead.operations.imports.fields import Field, as_day, as_text, one_of
from colead.operations.imports.mapping import Mapping, Row, Rows, rows_of
from colead.operations.imports.messages import Complaints, Message, Refused, quoted
from colead.operations.imports.plan import doubled
from colead.partnerships.queries import Pair
from colead.practice.reviews import queries
from colead.practice.reviews.actions import pointing
from colead.practice.reviews.actions.pointing import Pointer
from colead.practice.reviews.forms import WORDS_IN_A_NUMBER
from colead.rules import reviews as rules
from colead.ui import guarded
from colead.units.models import Unit

ROWS_MAX: Final = 200
REQUIRED: Final = ("number", "kind", "happened_on")


def kind_words() -> dict[str, str]:
    return {kind.value: kind.value for kind in rules.Kind} | labelled_kinds()


def labelled_kinds() -> dict[str, str]:
    return {choice.label.casefold(): choice.key for choice in content.load().kinds}


def fields() -> tuple[Field, ...]:
    return (
        Field("number", rules.ID_MAX, as_text, ("id", "event id", "external id", "case", "case number")),
        Field("kind", 40, one_of(kind_words(), labelled_kinds()), ("type", "event type")),
        Field("system", rules.SYSTEM_MAX, as_text, ("source", "source system")),
        Field("unit", 160, as_text, ("unit name", "department", "location")),
        Field("happened_on", 10, as_day, ("date", "day", "event date", "happened on")),
        Field("due_on", 10, as_day, ("due", "due date", "due on")),
    )


@dataclass
class Pointing:
    """What taking this list in would do: the rows understood, those that are not, columns that fill nothing."""

    seen_mark: str
    understood: list[tuple[int, Pointer]] = field(default_factory=list)
    complaints: Complaints = field(default_factory=Complaints)
    unread: list[str] = field(default_factory=list)

    @property
    def messages(self) -> list[str]:
        found = sorted(self.complaints.found, key=lambda message: message.row)
        return Refused(found, self.complaints.count).lines if self.complaints else []

    @property
    def may_be_taken_in(self) -> bool:
        return bool(self.understood) and not self.complaints


def mark_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def prepare(listing: bytes, pair: Pair) -> Pointing:
    """Reads and compares; changes nothing. A file that is no list at all is `Refused`."""
    table = sandbox.read_table(listing)
    if len(table.rows) > ROWS_MAX:
        sentence = _("The list has %(n)d rows; up to %(most)d are taken in at once. Split it.")
        raise Refused([Message(sentence % {"n": len(table.rows), "most": ROWS_MAX})])
    rows = rows_of(table, Mapping(), fields(), REQUIRED)
    found = Pointing(mark_of(listing), complaints=rows.complaints, unread=rows.unread)
    refuse_doubles(rows, found)
    units = {unit.name.casefold(): unit for unit in queries.units_of(pair.partnership)}
    for row in rows.rows:
        pointer = understood(row, rows, units, pair, found)
        if pointer is not None:
            found.understood.append((row.number, pointer))
    if not table.rows:
        found.complaints.add(
            _("the list holds no rows. Put one case in each row below the headings."), table.header_row
        )
    return found


def refuse_doubles(rows: Rows, found: Pointing) -> None:
    for row, earlier in doubled(rows.all, "number"):
        sentence = _("%(value)s stands in row %(earlier)s too. Keep one of them.")
        words = {"value": quoted(str(row.values["number"])), "earlier": earlier.number}
        found.complaints.add(sentence % words, row.number, rows.heading("number"))


def understood(row: Row, rows: Rows, units: dict[str, Unit], pair: Pair, found: Pointing) -> Pointer | None:
    """One row as a pointer; every reason against it is said, so that one look mends them all."""
    n_before = found.complaints.count
    given = {
        name: row.values.get(name) or None for name in ("number", "kind", "system", "unit", "happened_on", "due_on")
    }
    for name in ("number", "system", "unit"):
        complain_of_words(name, str(given[name] or ""), row, rows, found)
    if isinstance(given["happened_on"], date) and given["happened_on"] > clock.today():
        found.complaints.add(_("the day has not come yet."), row.number, rows.heading("happened_on"))
    complain_of_far_days(given, row, rows, found)
    unit = units.get(str(given["unit"]).casefold()) if given["unit"] else pair.partnership.unit
    if unit is None and not guarded.kinds_in(str(given["unit"])):
        words = {"unit": quoted(str(given["unit"])), "known": ", ".join(one.name for one in units.values())}
        sentence = _("%(unit)s is no unit of yours. Write one of: %(known)s.")
        found.complaints.add(sentence % words, row.number, rows.heading("unit"))
    if found.complaints.count > n_before or unit is None:
        return None
    return pointer_of(given, unit)


def complain_of_far_days(given: dict[str, Any], row: Row, rows: Rows, found: Pointing) -> None:
    for name, is_near in (("happened_on", rules.is_remembered), ("due_on", rules.is_within_reach)):
        if isinstance(given[name], date) and not is_near(given[name], clock.today()):
            found.complaints.add(_("the day lies too far away."), row.number, rows.heading(name))


def pointer_of(given: dict[str, Any], unit: Unit) -> Pointer:
    return Pointer(
        number=given["number"],
        kind=given["kind"],
        system=given["system"] or settings.SAFETY_EVENT_SYSTEM,
        unit=unit,
        happened_on=given["happened_on"],
        due_on=given["due_on"],
    )


def complain_of_words(name: str, words: str, row: Row, rows: Rows, found: Pointing) -> None:
    """The cell itself is not said again: what looks like a patient stands on no page."""
    kinds = guarded.kinds_in(words)
    if kinds:
        sentence = _("%(what)s Colead may not hold it; take it out of the cell.")
        found.complaints.add(sentence % {"what": guarded.sentence_for(kinds)}, row.number, rows.heading(name))
    elif name == "number" and len(words.split()) > WORDS_IN_A_NUMBER:
        found.complaints.add(_("only the number belongs here, and no story."), row.number, rows.heading(name))


def take_in(*, listing: bytes, pair: Pair, by: Viewer) -> tuple[int, int]:
    """All of it or nothing; says how many are new, and how many were looked after already."""
    found = prepare(listing, pair)
    found.complaints.refuse()
    return pointing.point_all(pair=pair, pointers=[pointer for _number, pointer in found.understood], by=by)
