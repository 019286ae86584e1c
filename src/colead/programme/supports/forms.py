"""What the two write to their sponsor, and what the sponsor answers."""

from datetime import date
from typing import Any, ClassVar, Final, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.foundation import clock
from colead.programme.supports import wording
from colead.programme.supports.models import SponsorReply
from colead.rules import requests as rules
from colead.ui.guarded import GuardedForm

TEXT_MAX: Final = 280
MISSING: Final = {
    "by_on": _("Choose the day by which it comes, please."),
    "words": _("Write the because, please. A line is enough."),
}


class AskForm(GuardedForm):
    kind = forms.ChoiceField(
        label=_("What do you ask for?"), choices=list(wording.KINDS.items()), widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("In one or two sentences"), max_length=TEXT_MAX, widget=forms.Textarea)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    table = forms.TypedChoiceField(
        label=_("A seat: at which table of your map?"),
        coerce=UUID,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("You two have asked for this seat already, or it left your map.")},
    )
    unguarded = frozenset({"seen", "table"})
    who: ClassVar[dict[str, str]] = {"text": "C3"}

    def __init__(self, *args: Any, tables: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_tables = bool(tables)
        cast(forms.ChoiceField, self.fields["table"]).choices = [*tables, ("", _("At none of these"))]


class ReplyForm(GuardedForm):
    """One tap, and the one thing that goes with it: a day for a yes, a because for anything else."""

    value = forms.ChoiceField(
        label=_("What do you say to both of them?"), choices=list(wording.VALUES.items()), widget=forms.RadioSelect
    )
    by_on = forms.DateField(label=_("By when"), required=False, help_text=_("A yes needs a day."))
    words = forms.CharField(
        label=_("Because"),
        max_length=SponsorReply.TEXT["words"],
        required=False,
        widget=forms.Textarea,
        help_text=_("'In part' and 'no' need it."),
    )
    n_seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    who: ClassVar[dict[str, str]] = {"words": "C3"}

    def clean_by_on(self) -> date | None:
        day: date | None = self.cleaned_data["by_on"]
        if day is not None and day < clock.today():
            raise forms.ValidationError(_("Choose today or a day that is still ahead, please."))
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["n_seen"] = given.get("n_seen") or 0
        if given.get("value") == rules.Value.NO:
            given["by_on"] = None
        if "value" in given and not self.errors:
            missing = rules.lacks(given["value"], has_day=bool(given["by_on"]), has_words=bool(given["words"]))
            if missing:
                self.add_error(missing, MISSING[missing])
        return given
