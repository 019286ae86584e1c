"""The forms of partner time and huddles: how often, another day, a point, closing by ticks, a card, today."""

from datetime import date, time
from typing import Any, ClassVar, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.foundation import clock
from colead.practice.meetings import wording
from colead.practice.meetings.models import LINE_MAX, SHORT_MAX, Huddle, PairCheck
from colead.rules.meetings import MINUTES, US, Kind, Rhythm, Side
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm

DAY: Final = "%Y-%m-%d"
TICKS: Final = ("done", "take", "talked")
NEW_LINES: Final = ("line_1", "line_2", "line_3")
Named = dict[str, str]


def choices(words: dict[str, wording.Words]) -> list[tuple[str, Any]]:
    return list(words.items())


def offer(form: forms.Form, name: str, options: list[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = options


def not_before_today(day: date) -> date:
    if day < clock.today():
        raise forms.ValidationError(_("Choose today or a day that lies ahead, please."))
    return day


def clock_time() -> forms.TimeField:
    return forms.TimeField(
        label=_("At what time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class RhythmForm(GuardedForm):
    """Half an hour a week is filled in already; one tap keeps it."""

    rhythm = forms.ChoiceField(
        label=_("How often"),
        choices=choices(wording.RHYTHMS),
        initial=Rhythm.WEEKLY.value,
        widget=forms.RadioSelect,
    )
    weekday = forms.ChoiceField(label=_("On which day"), choices=choices(wording.WEEKDAYS), widget=forms.RadioSelect)
    starts_at = clock_time()
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=10, max_value=480, initial=MINUTES[Kind.WEEKLY])
    place = forms.CharField(label=_("Where"), max_length=SHORT_MAX, required=False)
    who: ClassVar[dict[str, str]] = {"place": "C1"}

    @property
    def chosen(self) -> dict[str, Any]:
        return {**self.cleaned_data, "weekday": int(self.cleaned_data["weekday"])}


class MoveForm(PlainForm):
    on_day = forms.DateField(label=_("To which day"))
    starts_at = clock_time()

    def clean_on_day(self) -> date:
        return not_before_today(self.cleaned_data["on_day"])


class PointForm(GuardedForm):
    line = forms.CharField(label=_("Something to talk about"), max_length=LINE_MAX)
    who: ClassVar[dict[str, str]] = {"line": "C1"}


class UsForm(PlainForm):
    value = forms.TypedChoiceField(coerce=int, choices=[(number, str(number)) for number in US])


class CloseForm(GuardedForm):
    """Ticks alone; nothing must be written."""

    done = forms.MultipleChoiceField(label=_("Done"), required=False, widget=forms.CheckboxSelectMultiple)
    take = forms.MultipleChoiceField(
        label=_("What do you take along as a joint action?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    talked = forms.MultipleChoiceField(label=_("Talked about"), required=False, widget=forms.CheckboxSelectMultiple)
    line_1 = forms.CharField(label=_("Another action, in your words"), max_length=LINE_MAX, required=False)
    line_2 = forms.CharField(label=_("And another"), max_length=LINE_MAX, required=False)
    line_3 = forms.CharField(label=_("And a last one"), max_length=LINE_MAX, required=False)
    who: ClassVar[dict[str, str]] = dict.fromkeys(NEW_LINES, "C1")

    def __init__(self, *args: Any, offers: dict[str, list[tuple[str, str]]], **more: Any) -> None:
        super().__init__(*args, **more)
        for name, options in offers.items():
            offer(self, name, list(options))
            if not options:
                del self.fields[name]

    @property
    def lines(self) -> list[forms.BoundField]:
        return [self[name] for name in NEW_LINES]

    @property
    def ticked(self) -> set[str]:
        """What was ticked when it came back."""
        return {value for name in TICKS if name in self.fields for value in self[name].value() or ()}

    @property
    def taken_ticked(self) -> set[str]:
        return set(self["take"].value() or ()) if "take" in self.fields else set()

    @property
    def talked_ticked(self) -> set[str]:
        return set(self["talked"].value() or ()) if "talked" in self.fields else set()

    @property
    def ticks(self) -> dict[str, list[str]]:
        given = self.cleaned_data
        lines = [given[name] for name in NEW_LINES if given.get(name)]
        return {**{name: given.get(name, []) for name in TICKS}, "lines": lines}


class HuddleForm(GuardedForm):
    """Which huddle, and who speaks to what; who opens is the other one than last time."""

    which = forms.CharField(label=_("Which huddle"), max_length=Huddle.TEXT["which"])
    on_day = forms.DateField(label=_("When"))
    opens = forms.ChoiceField(label=_("Who opens it"), widget=forms.RadioSelect)
    nurse = forms.CharField(max_length=Huddle.TEXT["nurse"], required=False)
    physician = forms.CharField(max_length=Huddle.TEXT["physician"], required=False)
    who: ClassVar[dict[str, str]] = dict.fromkeys(("which", "nurse", "physician"), "C1")

    def __init__(self, *args: Any, named: Named, **more: Any) -> None:
        super().__init__(*args, **more)
        self.sides = list(named)
        offer(self, "opens", list(named.items()))
        for side, name in named.items():
            self.fields[side].label = _("%(name)s speaks to") % {"name": name}

    @property
    def speaks(self) -> list[forms.BoundField]:
        return [self[side] for side in self.sides]

    @property
    def text(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("which", *Side)}


class AfterForm(GuardedForm):
    after = forms.CharField(label=_("A line after it"), max_length=Huddle.TEXT["after"])
    who: ClassVar[dict[str, str]] = {"after": "C1"}


class CheckForm(GuardedForm):
    """Any of the three is enough; none of them is asked for."""

    one_thing = forms.CharField(label=_("My one thing today"), max_length=PairCheck.TEXT["one_thing"], required=False)
    same = forms.CharField(
        label=_("Anything to say the same about?"), max_length=PairCheck.TEXT["same"], required=False
    )
    off = forms.BooleanField(label=_("I am off today"), required=False)
    who: ClassVar[dict[str, str]] = dict.fromkeys(("one_thing", "same"), "C1")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(name) for name in ("one_thing", "same", "off")):
            raise forms.ValidationError(_("One line is enough, or a tick that you are off."))
        return given

    @property
    def text(self) -> dict[str, str]:
        given = self.cleaned_data
        return {"one_thing": given["one_thing"], "same": given["same"], "off": "yes" if given["off"] else ""}


def as_time(moment: time | None) -> str:
    return moment.strftime("%H:%M") if moment is not None else ""
