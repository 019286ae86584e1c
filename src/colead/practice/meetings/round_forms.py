"""The forms of rounds and of the seat map."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.foundation import clock
from colead.practice.meetings import wording
from colead.practice.meetings.forms import Named, choices, not_before_today, offer
from colead.practice.meetings.models import ChairTurn, Committee, Walk
from colead.rules.seats import Level
from colead.rules.walks import Part
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm

BOTH = "both"
PROMISES_MAX = 600


class PlanForm(GuardedForm):
    place = forms.CharField(label=_("Where you walk"), max_length=Walk.TEXT["place"])
    on_day = forms.DateField(label=_("When"))
    who: ClassVar[dict[str, str]] = {"place": "C1"}

    def clean_on_day(self) -> date:
        return not_before_today(self.cleaned_data["on_day"])


class NoteForm(GuardedForm):
    """Three lines: heard, promised, by whom. What was asked is filled in."""

    asked = forms.CharField(label=_("What you asked"), max_length=Walk.TEXT["asked"], required=False)
    heard = forms.CharField(label=_("What you heard"), max_length=Walk.TEXT["heard"], widget=forms.Textarea)
    promised = forms.CharField(label=_("What you promised"), max_length=Walk.TEXT["promised"], required=False)
    promised_by = forms.ChoiceField(label=_("Who sees to it"), required=False, initial=BOTH, widget=forms.RadioSelect)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"seen"})
    who: ClassVar[dict[str, str]] = dict.fromkeys(("asked", "heard", "promised"), "C1")

    def __init__(self, *args: Any, named: Named, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "promised_by", [*named.items(), (BOTH, _("Both of us"))])

    @property
    def text(self) -> dict[str, str]:
        given = {name: self.cleaned_data[name] for name in ("asked", "heard", "promised", "promised_by")}
        return given | {"promised_by": (given["promised_by"] or BOTH) if given["promised"] else ""}


class TellForm(GuardedForm):
    """What came of it, in one line: without it nobody knows later what they were told."""

    told = forms.CharField(label=_("What came of it?"), max_length=Walk.TEXT["told"])
    who: ClassVar[dict[str, str]] = {"told": "C1"}


class OnTheWayForm(GuardedForm):
    """A word that there is nothing yet is a word too."""

    on_the_way = forms.CharField(
        label=_("What you told them so far"), max_length=Walk.TEXT["on_the_way"], required=False
    )
    who: ClassVar[dict[str, str]] = {"on_the_way": "C1"}


class PublicForm(GuardedForm):
    """`is_ours` is asked for only where the check found something; the answer is stored nowhere."""

    is_ours = forms.BooleanField(label=_("Nobody can be recognised in it"), required=False)

    def __init__(self, *args: Any, is_asked: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_asked:
            del self.fields["is_ours"]

    @property
    def text(self) -> dict[str, str]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "is_ours" and value}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}

    @property
    def says_ours(self) -> bool:
        return bool(self.cleaned_data.get("is_ours"))


class ComingForm(PublicForm):
    """The day is the plan's; a question people can think about goes along if the two like."""

    place = forms.CharField(label=_("Where"), max_length=Walk.TEXT["place"])
    on_day = forms.DateField(label=_("When"))
    question = forms.CharField(label=_("What you will ask"), max_length=Walk.TEXT["asked"], required=False)
    who: ClassVar[dict[str, str]] = dict.fromkeys(("place", "question"), "C1-C5")
    field_order = ("place", "on_day", "question", "is_ours")


class AnswerForm(PublicForm):
    place = forms.CharField(label=_("Where"), max_length=Walk.TEXT["place"])
    told_us = forms.CharField(label=_("What you told us"), max_length=PROMISES_MAX, widget=forms.Textarea)
    we_did = forms.CharField(label=_("What we did"), max_length=PROMISES_MAX, widget=forms.Textarea)
    who: ClassVar[dict[str, str]] = dict.fromkeys(("place", "told_us", "we_did"), "C1-C5")
    field_order = ("place", "told_us", "we_did", "is_ours")


PUBLIC: dict[str, type[PublicForm]] = {Part.COMING.value: ComingForm, Part.ANSWER.value: AnswerForm}


class CommitteeForm(GuardedForm):
    name = forms.CharField(label=_("Which table"), max_length=Committee.TEXT["name"])
    mode = forms.ChoiceField(label=_("Who of you sits there"), widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label=_("At which level"),
        choices=choices(wording.LEVELS),
        initial=Level.HOSPITAL.value,
        widget=forms.RadioSelect,
    )
    chair = forms.CharField(label=_("Who chairs it"), max_length=Committee.TEXT["chair"], required=False)
    who: ClassVar[dict[str, str]] = dict.fromkeys(("name", "chair"), "C1")

    def __init__(self, *args: Any, named: Named, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "mode", wording.modes(named))


class ModeForm(PlainForm):
    mode = forms.ChoiceField(choices=choices(wording.MODES))


class TurnForm(GuardedForm):
    chaired_by = forms.ChoiceField(label=_("Who had the chair"), widget=forms.RadioSelect)
    on_day = forms.DateField(label=_("When"))
    went_well = forms.CharField(label=_("What went well"), max_length=ChairTurn.TEXT["went_well"], required=False)
    learnt = forms.CharField(label=_("What you learned"), max_length=ChairTurn.TEXT["learnt"], required=False)
    next_time = forms.CharField(
        label=_("What you try next time"), max_length=ChairTurn.TEXT["next_time"], required=False
    )
    who: ClassVar[dict[str, str]] = dict.fromkeys(("went_well", "learnt", "next_time"), "C1")

    def __init__(self, *args: Any, named: Named, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "chaired_by", list(named.items()))

    def clean_on_day(self) -> date:
        day: date = self.cleaned_data["on_day"]
        if day > clock.today():
            raise forms.ValidationError(_("Choose a day that has come, please."))
        return day

    @property
    def text(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ChairTurn.TEXT}
