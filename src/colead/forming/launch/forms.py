"""What the launch asks for: short lines and taps, nearly all of them optional."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from colead.content import agreement as agreement_content
from colead.content import cards as cards_content
from colead.content import conversations as conversations_content
from colead.content import rights as rights_content
from colead.forming.launch.models import TalkKey
from colead.partnerships.areas import Areas
from colead.partnerships.charter import GUIDEPOSTS_MAX, GUIDEPOSTS_MIN
from colead.rules.rights import Level
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm

LINE = 200
SECTION = 2000
PART = 1200
PURPOSE = 600
SUMMARY_FIELDS = ("why", "shared", "cadence")


def area(label: Any, *, max_length: int, required: bool = False, help_text: Any = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=max_length,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ContentForm(GuardedForm):
    """A form whose questions come from the content; they are drawn and spoken like any others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        vars(self)["base_fields"] = {**type(self).base_fields, **self.questions()}
        super().__init__(*args, **kwargs)

    def questions(self) -> dict[str, forms.Field]:
        raise NotImplementedError


class SealedForm(ContentForm):
    """Written alone: the edge stands around the whole form."""


class CardsForm(SealedForm):
    """Eight lines; some of them have a second half."""

    def questions(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for prompt in cards_content.load().prompts:
            found[prompt.key] = area(f"{prompt.stem} ...", max_length=LINE)
            if prompt.second_stem:
                found[f"{prompt.key}_second"] = area(f"... {prompt.second_stem} ...", max_length=LINE)
        return found


class StrengthsForm(SealedForm):
    """The questions of the third conversation, written alone."""

    def questions(self) -> dict[str, forms.Field]:
        words = conversations_content.load().conversation(TalkKey.STRENGTHS_NEEDS)
        return {question.key: area(question.text, max_length=LINE * 2) for question in words.questions}


@dataclass(frozen=True)
class RowGroup:
    """The rows of one part of the work: how many are marked, whether it stands open, and which comes next."""

    key: str
    label: str
    fields: list[forms.BoundField]
    n_marked: int
    is_open: bool
    next_key: str


class RightsFillForm(SealedForm):
    """One tap for each area that is offered; any row may stay empty. One group of rows stands open at a time."""

    open_key = ""

    def __init__(self, *args: Any, areas: Areas, **kwargs: Any) -> None:
        self.areas = areas
        super().__init__(*args, **kwargs)

    def questions(self) -> dict[str, forms.Field]:
        levels = [(level.key.value, level.short) for level in rights_content.load().levels]
        return {
            row.key: forms.ChoiceField(
                label=row.label, choices=levels, required=False, widget=forms.RadioSelect, help_text=row.note
            )
            for row in self.areas.offered
        }

    @property
    def levels(self) -> list[tuple[str, str]]:
        return [(level.key.value, level.short) for level in rights_content.load().levels]

    def groups(self) -> list[RowGroup]:
        """The group asked for stands open, else the first with a row left to mark."""
        rows = {group.key: self.rows_of(group.key) for group in self.areas.groups if self.rows_of(group.key)}
        marked = {key: len([field for field in fields if field.value()]) for key, fields in rows.items()}
        unfinished = next((key for key, fields in rows.items() if marked[key] < len(fields)), "")
        opened = self.open_key if self.open_key in rows else unfinished
        keys = [*rows, ""]
        return [
            RowGroup(group.key, group.label, rows[group.key], marked[group.key], group.key == opened, after)
            for group, after in zip([one for one in self.areas.groups if one.key in rows], keys[1:], strict=True)
        ]

    def rows_of(self, group: str) -> list[forms.BoundField]:
        return [self[row.key] for row in self.areas.offered if row.group == group]

    @property
    def n_marked(self) -> int:
        return len([name for name in self.fields if self[name].value()])

    @staticmethod
    def with_same(data: QueryDict, areas: Areas) -> QueryDict:
        """What was sent, and every row left open in one group marked alike, as 'group:level' asks."""
        group, _colon, level = data.get("same", "").partition(":")
        filled = data.copy()
        for row in areas.offered:
            if row.group == group and not filled.get(row.key):
                filled[row.key] = level
        return filled


class CharterForm(ContentForm):
    """The North Star line and three to seven guideposts."""

    def questions(self) -> dict[str, forms.Field]:
        lines: dict[str, forms.Field] = {
            f"guidepost_{number}": forms.CharField(
                label=_("Guidepost %(number)s") % {"number": number}, max_length=LINE, required=number <= GUIDEPOSTS_MIN
            )
            for number in range(1, GUIDEPOSTS_MAX + 1)
        }
        return {"north_star": forms.CharField(label=_("Your North Star line"), max_length=LINE)} | lines

    def text(self) -> dict[str, Any]:
        lines = [self.cleaned_data[f"guidepost_{number}"] for number in range(1, GUIDEPOSTS_MAX + 1)]
        return {"north_star": self.cleaned_data["north_star"], "guideposts": [line for line in lines if line]}


class PlanForm(PlainForm):
    """A day and an hour for a talk."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput)
    hour = forms.TimeField(label=_("Time"), widget=forms.TimeInput)


class DayForm(PlainForm):
    day = forms.DateField(label=_("Which half day?"), widget=forms.DateInput)


class NoteForm(GuardedForm):
    note = area(_("A line or two to remember"), max_length=800, rows=3)
    who: ClassVar[dict[str, str]] = {"note": "C1"}


class LearnedForm(GuardedForm):
    """Three things learned in the other's world."""

    first = forms.CharField(label=_("One thing I learned"), max_length=LINE)
    second = forms.CharField(label=_("And another"), max_length=LINE, required=False)
    third = forms.CharField(label=_("And a third"), max_length=LINE, required=False)
    who: ClassVar[dict[str, str]] = {"first": "C1", "second": "C1", "third": "C1"}


class SponsorMeetingForm(GuardedForm):
    """What the two keep of the talk with their sponsor."""

    success = area(_("What would success be in twelve months?"), max_length=600)
    behaviours = area(_("What does our sponsor want to see us do?"), max_length=600)
    stakeholders = area(_("Who has a stake in this?"), max_length=600)
    opposition = area(_("Who may oppose it, and why?"), max_length=600)
    early_wins = area(_("What could go well early?"), max_length=600)
    broken_glass = area(
        _("Broken glass: what went wrong here before us?"),
        max_length=600,
        help_text=_("You decide together what of it is kept."),
    )
    asks = area(_("What do we ask for? One line each."), max_length=600, rows=3)
    who: ClassVar[dict[str, str]] = dict.fromkeys(
        ("success", "behaviours", "stakeholders", "opposition", "early_wins", "broken_glass", "asks"), "C1"
    )


class BrokenGlassForm(GuardedForm):
    """The words about earlier breakage that both want to keep with their sponsor."""

    kept = area(_("What we keep of it, in words all three of us can read"), max_length=600, required=True, rows=3)
    who: ClassVar[dict[str, str]] = {"kept": "C3"}


class RightForm(GuardedForm):
    """One row of the decision rights."""

    level = forms.ChoiceField(label=_("Who decides?"), choices=[], widget=forms.RadioSelect)
    tie_break = forms.CharField(
        label=_("If both must agree and you cannot"), max_length=240, required=False, widget=forms.Textarea
    )
    days = forms.IntegerField(label=_("... after how many days?"), min_value=1, max_value=90, required=False)
    inform = forms.CharField(label=_("Who is told?"), max_length=200, required=False)
    who: ClassVar[dict[str, str]] = {"level": "C1", "tie_break": "C1", "days": "C1", "inform": "C1"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = self.fields["level"]
        assert isinstance(levels, forms.ChoiceField)
        levels.choices = [(level.key.value, level.label) for level in rights_content.load().levels]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("level") == Level.BOTH and not (found.get("tie_break") and found.get("days")):
            self.add_error("tie_break", _("Say what happens when you cannot agree, and after how many days."))
        return found


class RowForm(RightForm):
    """One row of the list; who sees it is said once above the list, and a row left open is not sent."""

    who: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, key=area, prefix=area, **kwargs)
        levels = self.fields["level"]
        assert isinstance(levels, forms.ChoiceField)
        levels.required = False
        short = [(level.key.value, level.short) for level in rights_content.load().levels]
        levels.choices = [*short, ("", _("Leave open"))]

    @property
    def chosen(self) -> str:
        """What is chosen now, in the words of its tap."""
        level = self["level"].value() or ""
        return next((str(option.choice_label) for option in self["level"] if option.data["value"] == level), "")

    @property
    def is_open(self) -> bool:
        """Whether the words beside the level need a look: one is at fault, or the tie-break is still to be found."""
        is_at_fault = self.is_bound and bool(self.errors.keys() - {"level"})
        return is_at_fault or (self["level"].value() == Level.BOTH and not self["tie_break"].value())


class RolesForm(GuardedForm):
    """Both role descriptions and what is shared. `is_draft` takes them unfinished."""

    nurse_purpose = area(_("Purpose of the role"), max_length=PURPOSE)
    nurse_partnering = area(_("Partnering: how this role leads with the other"), max_length=PART, required=True)
    nurse_own = area(_("What this role answers for"), max_length=PART, rows=4)
    nurse_reports_to = forms.CharField(label=_("Reports to"), max_length=120, required=False)
    physician_purpose = area(_("Purpose of the role"), max_length=PURPOSE)
    physician_partnering = area(_("Partnering: how this role leads with the other"), max_length=PART, required=True)
    physician_own = area(_("What this role answers for"), max_length=PART, rows=4)
    physician_reports_to = forms.CharField(label=_("Reports to"), max_length=120, required=False)
    shared = area(_("What both answer for together"), max_length=PART, required=True, rows=4)
    audience = forms.ChoiceField(
        label=_("Who reads it, once you have both agreed?"),
        choices=[("sponsor", _("Your sponsor")), ("programme", _("Your sponsor and the programme office"))],
    )

    who: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            *(f"{side}_{part}" for side in ("nurse", "physician") for part in ("purpose", "partnering", "own")),
            "nurse_reports_to",
            "physician_reports_to",
            "shared",
        ),
        "C3",
    )

    def __init__(self, *args: Any, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_draft:
            for field in self.fields.values():
                field.required = False

    def side(self, name: str) -> list[forms.BoundField]:
        return [self[key] for key in self.fields if key.startswith(f"{name}_")]


class AgreementForm(ContentForm):
    """Ten sections, and beside two of them the part that the sponsor will read."""

    def questions(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {
            section.key: area(
                f"{section.number}. {section.title}", max_length=SECTION, help_text=section.guidance, rows=4
            )
            for section in agreement_content.load().sections
        }
        found["shared"] = area(_("Shared accountabilities, for the summary"), max_length=PART, rows=3)
        found["cadence"] = forms.CharField(
            label=_("How often we meet, for the summary"), max_length=LINE, required=False
        )
        return found

    def ordered(self) -> list[tuple[forms.BoundField, str]]:
        """The fields in the order of the sections, each with who will read it."""
        beside = {"mine_yours_ours": "shared", "time": "cadence"}
        names: list[str] = []
        for section in agreement_content.load().sections:
            names += [section.key, beside[section.key]] if section.key in beside else [section.key]
        return [(self[name], "C3" if name in SUMMARY_FIELDS else "C1") for name in names]


class TickForm(PlainForm):
    """The day the pair gives to a milestone."""

    ticked_on = forms.DateField(label=_("Since"), widget=forms.DateInput)
