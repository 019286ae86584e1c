"""The room's words for its few choices."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from colead.rules.meetings import Kind, Rhythm, State
from colead.rules.seats import Level, Mode

Words = Any  # translated when they are shown

RHYTHMS: Final[dict[str, Words]] = {
    Rhythm.WEEKLY.value: _("Every week"),
    Rhythm.FORTNIGHTLY.value: _("Every second week"),
    Rhythm.MONTHLY.value: _("Once a month"),
    Rhythm.NONE.value: _("Not for now"),
}
WEEKDAYS: Final[dict[str, Words]] = {
    "0": _("Monday"),
    "1": _("Tuesday"),
    "2": _("Wednesday"),
    "3": _("Thursday"),
    "4": _("Friday"),
}
KINDS: Final[dict[str, Words]] = {
    Kind.WEEKLY.value: _("Partner time"),
    Kind.MONTHLY.value: _("An hour for the month"),
    Kind.QUARTERLY.value: _("Half a day for the quarter"),
}
STATES: Final[dict[str, Words]] = {
    State.PLANNED.value: _("Ahead"),
    State.HELD.value: _("We met"),
    State.SHORTENED.value: _("We met, in short"),
    State.MOVED.value: _("Moved"),
    State.SKIPPED.value: _("Left out"),
}
CLOSED: Final[dict[str, Words]] = {
    State.HELD.value: _("One of you said today that you met on %(day)s."),
    State.SHORTENED.value: _("One of you said today that you met on %(day)s, in short."),
    State.SKIPPED.value: _("One of you said today that you left out %(day)s."),
}
LEVELS: Final[dict[str, Words]] = {
    Level.UNIT.value: _("Unit or service line"),
    Level.HOSPITAL.value: _("Hospital"),
    Level.SYSTEM.value: _("System"),
    Level.BOARD.value: _("Board"),
}
MODES: Final[dict[str, Words]] = {
    Mode.BOTH.value: _("Both"),
    Mode.NURSE.value: _("Nurse leader"),
    Mode.PHYSICIAN.value: _("Physician leader"),
    Mode.NONE.value: _("Neither"),
}
SITS: Final[dict[str, Words]] = {
    Mode.BOTH.value: _("Both sit here"),
    Mode.NURSE.value: _("Only the nurse leader sits here"),
    Mode.PHYSICIAN.value: _("Only the physician leader sits here"),
    Mode.NONE.value: _("Neither sits here"),
}


def modes(named: dict[str, str]) -> list[tuple[str, Words]]:
    """Who sits at a table, by their names."""
    return [(Mode.BOTH.value, MODES[Mode.BOTH.value]), *named.items(), (Mode.NONE.value, MODES[Mode.NONE.value])]
