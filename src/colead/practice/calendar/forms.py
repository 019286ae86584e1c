"""Who holds time, and which time."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.foundation import clock
from colead.ui.forms import PlainForm

FURTHEST: Final = timedelta(days=731)


class NameForm(PlainForm):
    words = forms.CharField(label=_("Their whole name or work e-mail"), max_length=160)


class HoldForm(PlainForm):
    """A day, an hour if there is one."""

    on_day = forms.DateField(label=_("Day"))
    starts_at = forms.TimeField(
        label=_("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean_on_day(self) -> date:
        day: date = self.cleaned_data["on_day"]
        if day < clock.today():
            raise forms.ValidationError(_("Choose today or a day that lies ahead, please."))
        if day > clock.today() + FURTHEST:
            raise forms.ValidationError(_("Choose a day within the next two years, please."))
        return day


class PlaceForm(HoldForm):
    minutes = forms.IntegerField(label=_("Minutes"), min_value=10, max_value=480, initial=30)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["minutes"].widget.attrs["inputmode"] = "numeric"
