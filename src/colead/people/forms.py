"""Forms of the page 'You'. Plain Django forms: the room lies below the floor of the form widgets."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from colead.people.hours import HOURS, WEEKDAYS, zone_words, zones

CHOOSE = {"required": _("Choose one, please."), "invalid_choice": _("Choose one of these, please.")}


class OwnForm(forms.Form):
    """Labels without a colon, ids that no other form on the page has."""

    who: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)


class ReachForm(OwnForm):
    who: ClassVar[dict[str, str]] = {"words": "C1"}
    words = forms.CharField(
        label=_("How to reach me"),
        required=False,
        max_length=160,
        error_messages={"max_length": _("Up to 160 characters fit here. Your words are kept.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class QuietForm(OwnForm):
    weekday = forms.TypedMultipleChoiceField(
        label=_("On which days"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOOSE, "required": _("Choose at least one, please.")},
    )
    from_hour = forms.TypedChoiceField(
        label=_("From"), choices=HOURS[:-1], coerce=int, initial=8, error_messages=CHOOSE
    )
    until_hour = forms.TypedChoiceField(
        label=_("Until"), choices=HOURS[1:], coerce=int, initial=12, error_messages=CHOOSE
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "from_hour" in cleaned and "until_hour" in cleaned and cleaned["from_hour"] == cleaned["until_hour"]:
            self.add_error("until_hour", _("Choose another hour than the first, please."))
        return cleaned


def zone_choices() -> list[tuple[str, str]]:
    return [("", gettext("As here: %(zone)s") % {"zone": zone_words(settings.TIME_ZONE)}), *zones()]


class HourForm(OwnForm):
    hour = forms.TypedChoiceField(label=_("At"), choices=HOURS[:-1], coerce=int, error_messages=CHOOSE)
    time_zone = forms.ChoiceField(
        label=_("By the clock of"), choices=zone_choices, required=False, error_messages=CHOOSE
    )
