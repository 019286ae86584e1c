"""A goal's words as rows: for the two who wrote it, and for those who read what is out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from colead.practice.goals import wording
from colead.rules.goals import Incentives
from colead.ui.templatetags.colead import plain_date

Text = dict[str, Any]


@dataclass(frozen=True)
class Row:
    label: str
    words: str


class GoalWords:
    """One version of a goal. `is_outside` when somebody other than the two reads it."""

    def __init__(self, text: Text, *, is_outside: bool = False) -> None:
        self.text, self.is_outside = text, is_outside
        self.title = str(text.get("title", ""))
        self.objective, self.mission = str(text.get("objective", "")), str(text.get("mission", ""))
        self.unit = str(text.get("unit", ""))
        self.signed_by: list[str] = text.get("signed_by", [])
        self.measures: list[dict[str, str]] = text.get("measures", [])
        self.learned = str(text.get("learned", ""))

    @property
    def lines(self) -> list[Row]:
        labels = wording.LABELS_OUTSIDE if self.is_outside else wording.LABELS
        names = wording.LABELS_OUTSIDE
        return [Row(str(labels[name]), str(self.text[name])) for name in names if self.text.get(name)]

    @property
    def due(self) -> str:
        return plain_date(date.fromisoformat(self.text["due_on"])) if self.text.get("due_on") else ""

    @property
    def due_note(self) -> str:
        return _("by %(day)s") % {"day": self.due} if self.due else ""

    @property
    def is_one_paid(self) -> bool:
        """The flag that a sponsor can act on; it knows no amount and does not say who."""
        return self.text.get("incentives") == Incentives.NO.value

    @property
    def incentives(self) -> str:
        said = wording.INCENTIVES_OUTSIDE if self.is_outside else wording.INCENTIVES
        return str(said.get(str(self.text.get("incentives", "")), ""))

    @property
    def outcome(self) -> str:
        return str(wording.STATES.get(str(self.text.get("outcome", "")), ""))

    @property
    def ended_on(self) -> str:
        return plain_date(date.fromisoformat(self.text["ended_on"])) if self.text.get("ended_on") else ""
