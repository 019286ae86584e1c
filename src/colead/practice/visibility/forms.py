"""The forms of this room: the words of the page, where the two will be, who was there, a day to sit in."""

from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.foundation import clock
from colead.practice.visibility import wording
from colead.practice.visibility.actions import paging
from colead.practice.visibility.models import FORUM_MAX
from colead.rules import visibility as rules
from colead.rules.visibility import Level, Who
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm

Choices = list[tuple[str, Any]]


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


class PageForm(GuardedForm):
    """`seen` is the draft on the screen. Where to find the two may hold a telephone number."""

    welcome = forms.CharField(
        label=_("Why you lead together, in a few sentences"), max_length=paging.WELCOME_MAX, widget=forms.Textarea
    )
    north_star = forms.CharField(label=_("Your North Star"), max_length=paging.NORTH_STAR_MAX, required=False)
    find_us = forms.CharField(
        label=_("Where people find you, and when"),
        max_length=paging.FIND_US_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    areas = forms.MultipleChoiceField(
        label=_("What people should know of who decides"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"seen"})
    expected: ClassVar[dict[str, frozenset[str]]] = {"find_us": frozenset({"phone"})}
    who: ClassVar[dict[str, str]] = dict.fromkeys(paging.WRITTEN, "C1-C5")

    def __init__(self, *args: Any, areas: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "areas", areas)

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in paging.WRITTEN}

    @property
    def areas_near(self) -> list[forms.boundfield.BoundWidget]:
        """What is chosen, and what people ask two leaders about."""
        return [tap for tap in self["areas"] if self.is_near(tap)]

    @property
    def areas_else(self) -> list[forms.boundfield.BoundWidget]:
        return [tap for tap in self["areas"] if not self.is_near(tap)]

    @staticmethod
    def is_near(tap: forms.boundfield.BoundWidget) -> bool:
        return bool(tap.data["selected"]) or str(tap.data["value"]) in wording.FIRST_SHOWN


class PlaceForm(GuardedForm):
    """Where the two are seen, and who of them."""

    forum = forms.CharField(label=_("Where"), max_length=FORUM_MAX)
    on_day = forms.DateField(label=_("When"))
    goes = forms.ChoiceField(label=_("Who is there"), initial=Who.BOTH.value, widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label=_("At which level"),
        choices=list(wording.LEVELS.items()),
        initial=Level.UNIT.value,
        widget=forms.RadioSelect,
    )
    who: ClassVar[dict[str, str]] = dict.fromkeys(("forum", "speaks"), "C1")

    def __init__(self, *args: Any, named: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "goes", list(wording.who(named).items()))

    @property
    def text(self) -> dict[str, str]:
        said = {name: self.cleaned_data.get(name, "") for name in ("forum", "level", "speaks")}
        return {**said, "who": self.cleaned_data["goes"]}


class PlanForm(PlaceForm):
    speaks = forms.CharField(label=_("Who speaks to what"), max_length=FORUM_MAX, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"seen"})

    def clean_on_day(self) -> date:
        return not_before_today(self.cleaned_data["on_day"])


class PastForm(PlaceForm):
    def clean_on_day(self) -> date:
        day: date = self.cleaned_data["on_day"]
        if day > clock.today():
            raise forms.ValidationError(_("Choose a day that has come, please."))
        if not rules.is_still_kept(day, clock.today()):
            raise forms.ValidationError(_("What lies more than a year back is not kept here."))
        return day


class TellForm(PlainForm):
    """One tap."""

    goes = forms.ChoiceField(choices=[(one.value, one.value) for one in Who])


class VisitForm(PlainForm):
    on_day = forms.DateField(label=_("Which day would suit you"))

    def clean_on_day(self) -> date:
        return not_before_today(self.cleaned_data["on_day"])


def not_before_today(day: date) -> date:
    if day < clock.today():
        raise forms.ValidationError(_("Choose a day that is still to come, please."))
    if not rules.is_within_reach(day, clock.today()):
        raise forms.ValidationError(_("Choose a day within two years, please."))
    return day
