"""A form that looks at what was written for patient information before it is taken, and remembers nothing of it."""

import re
from typing import Any, ClassVar, Final, cast

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.content import safety
from colead.rules import text_guard
from colead.rules.text_guard import Pattern
from colead.ui.forms import PlainForm

NOT_IT = "not_patient"
TAKE_OUT = "take_out"
NO_KIND: Final[frozenset[str]] = frozenset()
SPACES = re.compile(r"[ \t]{2,}")


class GuardedForm(PlainForm):
    """Comes back with the words kept, a way to take them out and a way to say 'it is not'; the answer is not stored.

    Every line and text box is looked at, except the names in `unguarded`. Pass the form to <c-form :form> to draw
    the question.
    """

    unguarded: ClassVar[frozenset[str]] = frozenset()
    # Fields in which some kinds are no surprise, as a telephone number where people say how to find them.
    expected: ClassVar[dict[str, frozenset[str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_waived = bool(self.is_bound and self.data.get(NOT_IT))
        self.has_patient_words = False
        for name in (name for name in self.guarded_names if name not in self.expected):
            place = self.add_prefix(name)
            self.fields[name].widget.attrs |= on_leaving(place, str(self.auto_id) % place)
        self.was_cleared = bool(self.is_bound and self.data.get(TAKE_OUT)) and self.take_out()

    @property
    def guarded_names(self) -> list[str]:
        return [name for name, field in self.fields.items() if is_written(field) and name not in self.unguarded]

    def take_out(self) -> bool:
        """Cuts what was found out of what was sent; the rest of the words stay. False when there was nothing."""
        sent = {name: str(self.data.get(self.add_prefix(name), "")) for name in self.guarded_names}
        found = {
            self.add_prefix(name): without_findings(words, self.expected.get(name, NO_KIND))
            for name, words in sent.items()
            if kinds_in(words, self.expected.get(name, NO_KIND))
        }
        data = cast(Any, self.data).copy()
        for place, words in found.items():
            data[place] = words
        self.data = data
        return bool(found)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # the framework's own hook after a form's `clean`
        if self.was_cleared:
            self.add_error(None, _("It is taken out. Read your words once more, then send them."))
        elif not self.is_waived:
            self.look_for_patients()

    def look_for_patients(self) -> None:
        for name in self.guarded_names:
            found = kinds_in(str(self.cleaned_data.get(name, "")), self.expected.get(name, NO_KIND))
            if found:
                self.has_patient_words = True
                self.add_error(name, sentence_for(found))


def on_leaving(place: str, id: str) -> dict[str, str]:
    """Asks while the words are still at hand. Only they and the form's token are sent, and nothing is kept."""
    return {
        "hx-post": reverse("ui:look_for_patients"),
        "hx-trigger": "change",
        "hx-target": f"#{id}_guard",
        "hx-params": f"{place},csrfmiddlewaretoken",
    }


def is_written(field: forms.Field) -> bool:
    """Free words, not a choice, an address or a number."""
    return type(field) is forms.CharField and not field.disabled


def site_patterns() -> tuple[Pattern, ...]:
    return safety.patterns(site=tuple(settings.PATIENT_NUMBER_PATTERNS))


def patterns_but(expected: frozenset[str]) -> list[Pattern]:
    return [pattern for pattern in site_patterns() if pattern.kind not in expected]


def kinds_in(text: str, expected: frozenset[str] = NO_KIND) -> tuple[str, ...]:
    """The kinds of patient information this text seems to hold; for a draft that keeps itself."""
    return text_guard.kinds_found(text, patterns_but(expected))


def without_findings(text: str, expected: frozenset[str] = NO_KIND) -> str:
    return SPACES.sub(" ", text_guard.without_findings(text, patterns_but(expected))).strip()


def sentence_for(kinds: tuple[str, ...]) -> str:
    labels = {pattern.key: pattern.label for pattern in safety.load().patient_guard.patterns}
    named = ", ".join(_(labels[kind]) for kind in kinds if kind in labels)
    return _("It looks like %(what)s.") % {"what": named}
