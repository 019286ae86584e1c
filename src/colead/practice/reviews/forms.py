"""What is asked of a case: numbers, days, titles and short lines. Every line is looked at for patient information."""

from datetime import date
from typing import Any, ClassVar, Final, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.content import reviews as content
from colead.foundation import clock
from colead.partnerships.forms import NamedPersonForm
from colead.practice.reviews.models import Action, Case
from colead.rules import reviews as rules
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm
from colead.units.models import Unit

WORDS_IN_A_NUMBER: Final = 2
CR: Final = "CR"


def labelled(choices: tuple[content.Choice, ...]) -> list[tuple[str, str]]:
    return [(choice.key, _(choice.label)) for choice in choices]


def set_choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def day_that_has_come(day: date) -> date:
    """On which something happened, or was said."""
    if day > clock.today():
        raise forms.ValidationError(_("Choose a day that has come, please."))
    if not rules.is_remembered(day, clock.today()):
        raise forms.ValidationError(_("This day lies more than five years back."))
    return day


class NearDayField(forms.DateField):
    """A day to plan for: one that lies ages away is a slip."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not rules.is_within_reach(value, clock.today()):
            raise forms.ValidationError(_("Choose a day within five years, please."))


class PointForm(GuardedForm):
    """Half a minute: its number, what kind, where it lies, which unit, when, and the office's day."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), widget=forms.RadioSelect)
    number = forms.CharField(label=gettext_lazy("Its number in that system"), max_length=Case.TEXT["number"])
    system = forms.CharField(label=gettext_lazy("The system it lies in"), max_length=Case.TEXT["system"])
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), widget=forms.Select)
    happened_on = forms.DateField(label=gettext_lazy("Day"))
    due_on = NearDayField(label=gettext_lazy("The office's due day"), required=False)

    who: ClassVar[dict[str, str]] = {"number": CR, "system": CR}

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            "system": settings.SAFETY_EVENT_SYSTEM,
            "unit": str(units[0].pk) if units else "",
            "happened_on": clock.today(),
            **kwargs["initial"],
        }
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        set_choices(self, "kind", labelled(content.load().kinds))
        set_choices(self, "unit", [(id, unit.name) for id, unit in self.units.items()])

    def clean_number(self) -> str:
        return " ".join(str(self.cleaned_data["number"]).split())

    def _post_clean(self) -> None:
        """What looks like a patient is said first; then, that a story does not belong here."""
        super()._post_clean()
        if len(str(self.cleaned_data.get("number", "")).split()) > WORDS_IN_A_NUMBER:
            self.add_error("number", _("Only the number, please. What happened stays in the other system."))

    def clean_happened_on(self) -> date:
        return day_that_has_come(self.cleaned_data["happened_on"])

    @property
    def unit_chosen(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class LookOverForm(PlainForm):
    """One tap of the fixed list; 'none of these' says who leads."""

    answer = forms.ChoiceField(choices=[(one.value, one.value) for one in rules.Screen])
    lead = forms.CharField(required=False, max_length=Case.TEXT["lead"])


class PeopleForm(GuardedForm):
    """Ticks, as its kind asks, each 'I know it is being done', and by whom: a title, never a name."""

    who: ClassVar[dict[str, str]] = {f"by_{one}": CR for one in rules.Person}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = content.people_of(kind)
        for choice in self.people:
            self.fields[f"known_{choice.key}"] = forms.BooleanField(label=_(choice.label), required=False)
            longest = Case.TEXT[f"by_{choice.key}"]
            self.fields[f"by_{choice.key}"] = forms.CharField(label=_(choice.hint), max_length=longest, required=False)

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"known_{one.key}"], self[f"by_{one.key}"]) for one in self.people]

    @property
    def known(self) -> set[str]:
        return {one.value for one in rules.Person if self.cleaned_data.get(f"known_{one}")}

    @property
    def titles(self) -> dict[str, str]:
        return {one.value: str(self.cleaned_data.get(f"by_{one}", "")) for one in rules.Person}


class ActionForm(GuardedForm):
    action = forms.CharField(label=gettext_lazy("What will be done"), max_length=Action.TEXT["action"])
    owner_role = forms.CharField(
        label=gettext_lazy("Whose role it is, never a name"), max_length=Action.TEXT["owner_role"]
    )
    strength = forms.ChoiceField(label=gettext_lazy("How strong"), widget=forms.RadioSelect)
    measure = forms.CharField(
        label=gettext_lazy("How you will know"), max_length=Action.TEXT["measure"], required=False
    )
    due_on = NearDayField(label=gettext_lazy("Until when"), required=False)
    is_copied = forms.BooleanField(label=gettext_lazy("It is copied from the office's analysis"), required=False)
    is_released = forms.BooleanField(label=gettext_lazy("That office has released it to be shared"), required=False)

    who: ClassVar[dict[str, str]] = {"action": CR, "owner_role": CR, "measure": CR}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strengths = content.load().strengths
        set_choices(self, "strength", [(one.key, f"{_(one.label)}. {_(one.hint)}") for one in strengths])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_copied") and not given.get("is_released"):
            self.add_error(
                "is_released", _("Copy only what that office has released. Ask for its list, or write your own action.")
            )
        return given


class LineForm(GuardedForm):
    """What both say today."""

    line = forms.CharField(
        label=gettext_lazy("What you both say to the unit today"), max_length=rules.LINE_MAX, widget=forms.Textarea
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    who: ClassVar[dict[str, str]] = {"line": CR}
    unguarded = frozenset({"seen"})


class ToldForm(PlainForm):
    """Told back, yes or no, and when."""

    told_who = forms.ChoiceField(label=gettext_lazy("Who"), widget=forms.RadioSelect)
    is_told = forms.ChoiceField(
        label=gettext_lazy("Told what came of it"),
        choices=(("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))),
        widget=forms.RadioSelect,
    )
    told_on = forms.DateField(label=gettext_lazy("On"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        told = content.told_of(kind)
        only = told[0].key if len(told) == 1 else ""
        super().__init__(*args, initial={"told_on": clock.today(), "told_who": only}, **kwargs)
        set_choices(self, "told_who", labelled(told))

    def clean_told_on(self) -> date:
        return day_that_has_come(self.cleaned_data["told_on"])


class PromiseForm(PlainForm):
    tell_by = NearDayField(label=gettext_lazy("We tell back by"))


class ChannelForm(PlainForm):
    channel = forms.ChoiceField(label=gettext_lazy("How it came"), widget=forms.RadioSelect)
    confidential = forms.ChoiceField(
        label=gettext_lazy("Were you asked to keep it confidential?"),
        choices=(("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "channel", labelled(content.load().channels))


class StandInForm(NamedPersonForm):
    side = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        choices=(("nurse", gettext_lazy("The nurse leader")), ("physician", gettext_lazy("The physician leader"))),
        widget=forms.RadioSelect,
    )
