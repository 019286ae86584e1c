"""Naming a person or a unit by a few words; when they fit several, the form comes back and asks which one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.people import roster
from colead.ui.forms import PlainForm
from colead.units import queries
from colead.units.models import Unit


@dataclass(frozen=True)
class Finder:
    find: Callable[[Viewer, str], Sequence[Any]]
    label: Callable[[Any], str]
    address: str  # where the page asks for names while they are typed


def unit_label(unit: Unit) -> str:
    return f"{unit.name} · {unit.parent.name}" if unit.parent else unit.name


PEOPLE = Finder(roster.named_like, roster.label, "units:suggest_people")
UNITS = Finder(queries.named_like, unit_label, "units:suggest_units")


class PickForm(PlainForm):
    """`finders` names the fields that are found by words; the found thing stands in `cleaned_data`."""

    finders: ClassVar[dict[str, Finder]] = {}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.unclear: list[str] = []
        for name, finder in self.finders.items():
            # One line, since a box of several cannot show names while one types.
            self.fields[name].widget = forms.TextInput({"autocomplete": "off", **while_typing(self[name], finder)})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, finder in self.finders.items():
            words = str(cleaned.get(name) or "").strip()
            cleaned[name] = self.pick(name, finder, words) if words else None
        return cleaned

    def pick(self, name: str, finder: Finder, words: str) -> Any:
        found = list(finder.find(self.viewer, words))
        chosen = self.data.get(self.add_prefix(f"{name}_id"), "")
        named = [thing for thing in found if str(thing.pk) == chosen]
        for known in (finder.label, str):
            named = named or [thing for thing in found if known(thing).casefold() == words.casefold()]
        if len(named) == 1 or len(found) == 1:
            return (named or found)[0]
        if not found:
            self.add_error(name, _("Nothing here goes by these words. Try a part of the name."))
            return None
        self.ask_which(name, finder, found)
        return None

    def ask_which(self, name: str, finder: Finder, found: Sequence[Any]) -> None:
        self.add_error(name, _("Several go by these words. Choose one below, or write more of the name."))
        self.fields[f"{name}_id"] = forms.ChoiceField(
            label=_("Which one do you mean?"),
            choices=[(str(thing.pk), finder.label(thing)) for thing in found],
            widget=forms.RadioSelect,
        )
        self.unclear.append(name)

    @property
    def picks(self) -> dict[str, "Pick"]:
        return {
            name: Pick(self[name], f"{self[name].auto_id}_list", self[f"{name}_id"] if name in self.unclear else None)
            for name in self.finders
        }


@dataclass(frozen=True)
class Pick:
    """A field found by words, as the page draws it: the line, the names for it, the question if it is unclear."""

    field: forms.BoundField
    list_id: str
    which: forms.BoundField | None


def while_typing(field: forms.BoundField, finder: Finder) -> dict[str, str]:
    """Names come while one types. Only the words and the form's token are sent, and without a script nothing is."""
    return {
        "list": f"{field.auto_id}_list",
        "hx-post": reverse(finder.address),
        "hx-trigger": "input changed delay:200ms",
        "hx-target": f"#{field.auto_id}_list",
        "hx-params": f"{field.html_name},csrfmiddlewaretoken",
    }
