"""What the page says about a list: its counts, its notes, or every message about it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.operations.imports.intake import Intake, Kind
from colead.operations.imports.messages import Refused

WORDS: dict[Kind, dict[str, Promise | str]] = {
    Kind.UNITS: {
        "title": gettext_lazy("Bring in units"),
        "text": gettext_lazy("Hospitals, divisions, units. Each row has a number, a name and perhaps its parent."),
    },
    Kind.PEOPLE: {
        "title": gettext_lazy("Bring in people"),
        "text": gettext_lazy("A name, and a number or an e-mail address. No account is made."),
    },
    Kind.FHIR: {
        "title": gettext_lazy("Bring in a FHIR bundle"),
        "text": gettext_lazy("Organization, Practitioner and PractitionerRole. Nothing outside it is fetched."),
    },
}
COUNTED: dict[str, Promise | str] = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("As they are"),
    "retired": gettext_lazy("Retired"),
}
NAMES: dict[str, Promise | str] = {"units": gettext_lazy("Units"), "people": gettext_lazy("People")}


class ListPage:
    """Before a file is sent, nothing; then either what would happen or what is wrong, never both."""

    def __init__(self, kind: Kind, found: Intake | None = None, refused: Refused | None = None) -> None:
        self.kind = kind
        self.title, self.text = WORDS[kind]["title"], WORDS[kind]["text"]
        self.found = found
        self.messages = refused.lines if refused else []
        self.is_other_file = False

    @property
    def counts(self) -> list[tuple[Any, list[tuple[Any, int]]]]:
        if self.found is None:
            return []
        return [
            (NAMES[name], [(COUNTED[word], count) for word, count in plan.counts.items()])
            for name, plan in self.found.plans
        ]

    @property
    def samples(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The first rows field by field, so that a wrong column shows before anything is written."""
        if self.found is None:
            return []
        return [(sample.place, [(cell.name, cell.value) for cell in sample.cells]) for sample in self.found.samples]


def told(found: Intake) -> str:
    """The one line after taking in: counts, no names."""
    parts = [
        _("%(name)s: %(new)d new, %(changed)d changed, %(retired)d retired.") % {"name": NAMES[name], **plan.counts}
        for name, plan in found.plans
    ]
    return " ".join([_("Taken in."), *parts])
