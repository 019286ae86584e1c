"""The form every room starts from: plain words, taps instead of menus, no two fields with one id."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

TAPS_AT_MOST = 8
LONG_LINE = 120

Words = dict[str, Any]

PLAIN_WORDS: tuple[tuple[type[forms.Field], Words], ...] = (
    (forms.MultipleChoiceField, {"required": _("Choose at least one, please.")}),
    (
        forms.ChoiceField,
        {"required": _("Choose one, please."), "invalid_choice": _("Choose one of these, please.")},
    ),
    (forms.BooleanField, {"required": _("Tick this to go on, please.")}),
    (
        forms.DateTimeField,
        {
            "required": _("Choose a day and time, please."),
            "invalid": _("Write it as 2026-11-03 14:30, please."),
        },
    ),
    (
        forms.DateField,
        {"required": _("Choose a day, please."), "invalid": _("Write the day as 2026-11-03, please.")},
    ),
    (
        forms.TimeField,
        {"required": _("Choose a time, please."), "invalid": _("Write the time as 14:30, please.")},
    ),
    (
        forms.EmailField,
        {
            "required": _("Write an e-mail address, please."),
            "invalid": _("That does not look like an e-mail address."),
        },
    ),
    (
        forms.URLField,
        {
            "required": _("Write a web address, please."),
            "invalid": _("That does not look like a web address."),
        },
    ),
    (
        forms.IntegerField,
        {"required": _("Write a number, please."), "invalid": _("Write a whole number, please.")},
    ),
    (forms.DecimalField, {"required": _("Write a number, please."), "invalid": _("Write a number, please.")}),
    (forms.FileField, {"required": _("Choose a file, please.")}),
    (forms.CharField, {"required": _("Write a line, please.")}),
)

TOO_LONG = ngettext_lazy(
    "One character fits here; this has %(show_value)d. Your words are kept.",
    "Up to %(limit_value)d characters fit here; this has %(show_value)d. Your words are kept.",
    "limit_value",
)


class PlainForm(forms.Form):
    """`key` tells two copies of one form on a page apart; `who` maps a field to its class, as in "C1"."""

    who: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, key: object = "", **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("auto_id", f"{slugify(f'{type(self).__name__} {key}')}-%s")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_plainly(field)
            ask_by_tap(field)
            let_line_grow(field)
            make_room(field.widget)


def speak_plainly(field: forms.Field) -> None:
    """Replaces the framework's default sentences and leaves a room's own sentences alone."""
    defaults: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        defaults.update(getattr(kind, "default_error_messages", {}))
    plain = next((words for kind, words in PLAIN_WORDS if isinstance(field, kind)), {})
    for name, words in plain.items():
        if field.error_messages.get(name) is defaults.get(name):
            field.error_messages[name] = words
    if isinstance(field, forms.CharField):
        field.error_messages.setdefault("max_length", TOO_LONG)


def ask_by_tap(field: forms.Field) -> None:
    """A short menu becomes taps; a long one stays a menu."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return
    choices = list(cast("Iterable[tuple[Any, Any]]", field.choices))
    is_flat = not any(isinstance(words, list | tuple) for _value, words in choices)
    if not is_flat or len(choices) > TAPS_AT_MOST:
        return
    if type(field.widget) is forms.SelectMultiple:
        field.widget = take_over(forms.CheckboxSelectMultiple(), field)
    elif type(field.widget) is forms.Select:
        field.widget = take_over(forms.RadioSelect(), field)
        field.choices = [choice for choice in choices if choice[0] not in ("", None)]


def take_over(widget: forms.widgets.ChoiceWidget, field: forms.ChoiceField) -> forms.widgets.ChoiceWidget:
    widget.is_required = field.required
    widget.choices = list(cast("Iterable[tuple[Any, Any]]", field.choices))
    return widget


def let_line_grow(field: forms.Field) -> None:
    """A line too long for one row on a phone wraps as it grows; Enter still sends it."""
    limit = getattr(field, "max_length", None)
    if type(field) is not forms.CharField or type(field.widget) is not forms.TextInput or not limit:
        return
    if limit < LONG_LINE:
        return
    attrs = {**field.widget.attrs, "rows": "1", "class": "one-line", "enterkeyhint": "send"}
    attrs.setdefault("maxlength", str(limit))
    required = field.widget.is_required
    field.widget = forms.Textarea(attrs=attrs)
    field.widget.is_required = required


def make_room(widget: forms.Widget) -> None:
    """The browser remembers nothing that is written here; a text box starts small and grows as it fills."""
    if isinstance(widget, forms.PasswordInput | forms.CheckboxInput | forms.RadioSelect | forms.FileInput):
        return
    widget.attrs.setdefault("autocomplete", "off")
    if isinstance(widget, forms.Textarea):
        if widget.attrs.get("rows") in ("10", 10, None):
            widget.attrs["rows"] = 3
        widget.attrs.pop("cols", None)
    elif type(widget) is forms.DateInput:
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"
    elif type(widget) is forms.TimeInput:
        widget.input_type = "time"
        widget.format = "%H:%M"
