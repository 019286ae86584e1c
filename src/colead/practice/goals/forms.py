"""The forms of a goal: its words, its monthly tap, who does what, whom to move, its end, the look with the sponsor."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.foundation import clock
from colead.people.models import Person
from colead.practice.goals import wording
from colead.practice.goals.models import CheckIn, Goal, Influence, YearlyLook
from colead.rules.audiences import Audience
from colead.rules.goals import Incentives, Lead
from colead.ui.guarded import GuardedForm

LINE_MAX: Final = 280
TITLE_MAX: Final = 140
MEASURE_MAX: Final = 140
VALUE_MAX: Final = 60
MEASURES: Final = (1, 2, 3)
MEASURE_PARTS: Final = ("measure", "baseline", "target")
OUTSIDE: Final = "C4"

Text = dict[str, Any]


def line(name: str, longest: int = LINE_MAX) -> forms.CharField:
    return forms.CharField(label=wording.LABELS[name], max_length=longest, required=name == "title")


def choices(words: dict[str, wording.Words]) -> list[tuple[str, Any]]:
    return list(words.items())


def set_choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def part(label: Any, longest: int = VALUE_MAX) -> forms.CharField:
    """Of a measure: what is looked at, or a value as they say it."""
    return forms.CharField(label=label, max_length=longest, required=False)


LOOK_AT, NOW, AIM = _("What you will look at"), _("Where it is now"), _("Where to")
LINES: Final = ("title", "north_star_line", "patient_line", "staff_line", "why_us_together")
MEASURED: Final = tuple(f"{part}_{at}" for at in MEASURES for part in MEASURE_PARTS)


class GoalForm(GuardedForm):
    """Kept as far as it is written. `seen` is the draft on the screen: another one is not overwritten."""

    title = line("title", TITLE_MAX)
    objective = forms.ChoiceField(label=wording.LABELS["objective"], required=False, widget=forms.Select)
    north_star_line = line("north_star_line")
    patient_line = line("patient_line")
    staff_line = line("staff_line")
    why_us_together = line("why_us_together")
    due_on = forms.DateField(label=_("By when"), required=False)
    incentives = forms.ChoiceField(
        label=_("Does reaching it count alike in the pay of both of you?"),
        choices=choices(wording.INCENTIVES),
        initial=Incentives.UNKNOWN.value,
        required=False,
        widget=forms.RadioSelect,
    )
    audience = forms.ChoiceField(
        label=_("Who reads it once both of you have accepted"),
        choices=choices(wording.AUDIENCES),
        initial=Audience.PROGRAMME.value,
        required=False,
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    measure_1, baseline_1, target_1 = part(LOOK_AT, MEASURE_MAX), part(NOW), part(AIM)
    measure_2, baseline_2, target_2 = part(LOOK_AT, MEASURE_MAX), part(NOW), part(AIM)
    measure_3, baseline_3, target_3 = part(LOOK_AT, MEASURE_MAX), part(NOW), part(AIM)

    unguarded = frozenset({"seen"})
    who: ClassVar[dict[str, str]] = dict.fromkeys((*LINES, *MEASURED), OUTSIDE)

    def __init__(self, *args: Any, objectives: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(dict.fromkeys(objectives))
        stands = str(self.initial.get("objective", ""))
        if stands and stands not in known:
            known.append(stands)
        if known:
            set_choices(self, "objective", [("", _("None of them")), *((text, text) for text in known)])
        else:
            del self.fields["objective"]

    @property
    def measures(self) -> list[list[forms.BoundField]]:
        return [[self[f"{part}_{at}"] for part in MEASURE_PARTS] for at in MEASURES]

    @property
    def lines(self) -> list[forms.BoundField]:
        return [self[name] for name in LINES[1:]]

    @property
    def wants_audience(self) -> Audience:
        return Audience(self.cleaned_data["audience"] or Audience.PROGRAMME.value)

    def text(self) -> Text:
        """What was written, without what was left empty; the measures as rows."""
        given = self.cleaned_data
        text: Text = {name: given[name] for name in (*LINES, "objective") if given.get(name)}
        text["incentives"] = given["incentives"] or Incentives.UNKNOWN.value
        rows = [{part: given[f"{part}_{at}"] for part in MEASURE_PARTS} for at in MEASURES]
        text["measures"] = [row for row in rows if any(row.values())]
        if given.get("due_on"):
            text["due_on"] = given["due_on"].isoformat()
        return {name: words for name, words in text.items() if words}


def initial_of(text: Text, audience: str) -> Text:
    """The stored words as the form has them."""
    start = {name: words for name, words in text.items() if isinstance(words, str)}
    for at, row in zip(MEASURES, text.get("measures", []), strict=False):
        start |= {f"{part}_{at}": row.get(part, "") for part in MEASURE_PARTS}
    return start | {"audience": audience}


class CheckInForm(GuardedForm):
    value = forms.ChoiceField(label=_("How does it go?"), choices=choices(wording.CHECK_INS), widget=forms.RadioSelect)
    line = forms.CharField(label=_("A line, if there is one"), max_length=CheckIn.TEXT["line"], required=False)
    my_part = forms.CharField(label=_("My part in it"), max_length=CheckIn.TEXT["my_part"], required=False)
    who: ClassVar[dict[str, str]] = {"line": "C1", "my_part": "C1"}


class WorkForm(GuardedForm):
    """Who does what. Whose line stands first changes from day to day."""

    does_nurse = forms.CharField(max_length=Goal.TEXT["does_nurse"], required=False)
    does_physician = forms.CharField(max_length=Goal.TEXT["does_physician"], required=False)
    does_both = forms.CharField(label=_("Both of you"), max_length=Goal.TEXT["does_both"], required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"seen"})
    who: ClassVar[dict[str, str]] = dict.fromkeys(("does_nurse", "does_physician", "does_both"), "C1")

    def __init__(self, *args: Any, sides: list[tuple[str, Person]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side, person in sides:
            self.fields[f"does_{side}"].label = person.name
        self.in_turn = [*(f"does_{side}" for side, _person in sides), "does_both"]

    @property
    def rows(self) -> list[forms.BoundField]:
        return [self[name] for name in self.in_turn]

    def text(self) -> Text:
        return {name: self.cleaned_data[name] for name in Goal.TEXT}


class InfluenceForm(GuardedForm):
    whom = forms.CharField(label=_("Whom you want with you"), max_length=Influence.TEXT["whom"])
    lead = forms.ChoiceField(label=_("Who leads that conversation"), widget=forms.RadioSelect)
    next_move = forms.CharField(label=_("The next move"), max_length=Influence.TEXT["next_move"], required=False)
    who: ClassVar[dict[str, str]] = {"whom": "C1", "next_move": "C1"}

    def __init__(self, *args: Any, sides: list[tuple[str, Person]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(side, person.name) for side, person in sides]
        set_choices(self, "lead", [*named, (Lead.BOTH.value, _("Both of you"))])


class EndForm(GuardedForm):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=choices(wording.OUTCOMES), widget=forms.RadioSelect)
    learned = forms.CharField(label=_("What we learned"), max_length=600, widget=forms.Textarea)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"seen"})
    who: ClassVar[dict[str, str]] = {"learned": "C1"}


class LookForm(GuardedForm):
    looked_on = forms.DateField(label=_("When you looked at them together"))
    note = forms.CharField(
        label=_("What you take from it"), max_length=YearlyLook.TEXT["note"], required=False, widget=forms.Textarea
    )
    who: ClassVar[dict[str, str]] = {"note": "C1"}

    def clean_looked_on(self) -> date:
        day: date = self.cleaned_data["looked_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Choose a day that has come, please."))
        return day
