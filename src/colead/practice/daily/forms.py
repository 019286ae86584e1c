"""What a partner writes or taps in a day. The required inputs are the budget: one line and one tap, or one tap."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.content import daily
from colead.content.daily import Choice
from colead.partnerships.queries import Pair
from colead.practice.daily.models import Brief, Debrief, RunIt
from colead.rules import coffee, run_its
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm

HOURS = ((1, gettext_lazy("Within the hour")), (4, gettext_lazy("In four hours")), (24, gettext_lazy("In a day")))
DOOR_HOURS = ((1, gettext_lazy("1 hour")), (2, gettext_lazy("2 hours")), (4, gettext_lazy("4 hours")))
DOOR_SHIFT = (8, gettext_lazy("A shift"))


def choices_of(known: Iterable[Any]) -> list[tuple[str, str]]:
    return [(each.key, _(each.label)) for each in known]


def written(label: Any, limit: int, *, required: bool = False, **more: Any) -> forms.CharField:
    """A text box for a few sentences."""
    return forms.CharField(label=label, max_length=limit, required=required, widget=forms.Textarea, **more)


class HoursField(forms.TypedChoiceField):
    """How long; nothing chosen means the usual."""

    def __init__(self, hours: Iterable[tuple[int, Any]], label: Any) -> None:
        super().__init__(choices=list(hours), coerce=int, empty_value=None, required=False, label=label)


class AskForm(GuardedForm):
    line = forms.CharField(max_length=RunIt.TEXT["line"], label=gettext_lazy("Your question"))
    would_say = forms.CharField(max_length=RunIt.TEXT["would_say"], required=False)
    kind = forms.ChoiceField()
    hours = HoursField(HOURS, gettext_lazy("I would like your answer"))

    who: ClassVar[dict[str, str]] = {"line": "C1", "would_say": "C1"}

    def __init__(self, *args: Any, partner: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["kind"]
        kinds.choices = choices_of(daily.load().run_it_kinds)  # type: ignore[attr-defined]  # a ChoiceField
        kinds.error_messages["required"] = _("One more tap: what kind is it?")
        self.fields["line"].label = _(daily.load().run_it_prompt).format(partner=partner)
        with_line = daily.load().run_it_kind(run_its.Kind.THEY_ASKED_ME)
        self.fields["would_say"].label = _(with_line.line)


def called(name: str) -> str:
    """What partners call each other: 'Tom' for Dr Tom Becker."""
    words = name.removeprefix("Dr ").split()
    return words[0] if words else name


class Thumb:
    """The one field at the thumb: write, then tap what kind it is. Drawn by `daily/thumb.html`."""

    def __init__(self, pair: Pair) -> None:
        self.partner = pair.partner_name
        self.partnership_id = pair.partnership.pk
        self.label = _(daily.load().run_it_prompt).format(partner=called(pair.partner_name))
        self.longest, self.longest_second = RunIt.TEXT["line"], RunIt.TEXT["would_say"]
        self.kinds = daily.load().run_it_kinds


class AnswerForm(GuardedForm):
    answer = forms.ChoiceField()
    line = forms.CharField(max_length=RunIt.TEXT["reply"], required=False, label=gettext_lazy("One line"))

    who: ClassVar[dict[str, str]] = {"line": "C1"}

    def __init__(self, *args: Any, answers: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = choices_of(answers)  # type: ignore[attr-defined]  # a ChoiceField


class SettleForm(GuardedForm):
    """One tap; a call of one's own says in a line what was decided."""

    choice = forms.ChoiceField()
    line = forms.CharField(max_length=RunIt.TEXT["decision"], required=False)

    who: ClassVar[dict[str, str]] = {"line": "C1"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = daily.load().asker_choices
        self.fields["choice"].choices = choices_of(known)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["line"].label = next((_(each.line) for each in known if each.line), "")


class ChoiceForm(PlainForm):
    """One tap among a few."""

    choice = forms.ChoiceField()

    def __init__(self, *args: Any, choices: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = choices_of(choices)  # type: ignore[attr-defined]  # a ChoiceField


class DebriefForm(GuardedForm):
    line = written(gettext_lazy("In a line, or a few"), Debrief.TEXT["line"], required=True)
    need = forms.ChoiceField(label=gettext_lazy("What I need"))
    kind = forms.ChoiceField(label=gettext_lazy("What it is about"), required=False)
    my_part = written(gettext_lazy("My part in it"), Debrief.TEXT["my_part"])
    keep = written(gettext_lazy("What to keep"), Debrief.TEXT["keep"])
    change = written(gettext_lazy("What to change"), Debrief.TEXT["change"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, known in (("need", daily.load().needs), ("kind", daily.load().debrief_kinds)):
            self.fields[name].choices = choices_of(known)  # type: ignore[attr-defined]  # a ChoiceField


class DraftForm(DebriefForm):
    """What is not finished yet may be anything, only not too long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False


class ReplyForm(GuardedForm):
    """The replies start from the need; the line is there only when advice was asked for."""

    reply = forms.ChoiceField()
    line = forms.CharField(max_length=Debrief.TEXT["reply_line"], required=False, label=gettext_lazy("One thought"))

    who: ClassVar[dict[str, str]] = {"line": "C1"}

    def __init__(self, *args: Any, replies: Iterable[Choice], may_advise: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].choices = choices_of(replies)  # type: ignore[attr-defined]  # a ChoiceField
        if not may_advise:
            del self.fields["line"]


class CoffeeReplyForm(PlainForm):
    reply = forms.ChoiceField(choices=[(reply.value, reply.value) for reply in coffee.Reply])
    place = forms.IntegerField(required=False, min_value=0, max_value=9)


class BriefForm(GuardedForm):
    meeting = forms.CharField(max_length=Brief.TEXT["meeting"])
    position = written("", Brief.TEXT["position"], required=True)
    can = written("", Brief.TEXT["can"])
    cannot = written("", Brief.TEXT["cannot"])
    bring_back = written("", Brief.TEXT["bring_back"])
    speaker = forms.ChoiceField(label=gettext_lazy("Who goes?"), required=False)

    def __init__(self, *args: Any, partner: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in daily.load().brief_lines:
            self.fields[line.key].label, self.fields[line.key].help_text = _(line.label), _(line.hint)
        speakers = self.fields["speaker"]
        speakers.choices = [("partner", partner), ("me", _("I go"))]  # type: ignore[attr-defined]  # a ChoiceField
        speakers.initial = "partner"


class BringBackForm(GuardedForm):
    line = forms.CharField(max_length=Brief.TEXT["debrief"], label=gettext_lazy("How it went, in a line"))

    who: ClassVar[dict[str, str]] = {"line": "C1"}


class DoorForm(PlainForm):
    says = forms.ChoiceField()
    hours = HoursField((*DOOR_HOURS, DOOR_SHIFT), gettext_lazy("For how long"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["says"].choices = choices_of(daily.load().doors)  # type: ignore[attr-defined]  # a ChoiceField


class BalanceForm(PlainForm):
    wish = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
