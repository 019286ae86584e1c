"""What is written about a hard talk: notes for oneself, one short line for the other. There is no box for a reply."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.content import conflicts as content
from colead.content import prompts
from colead.people.models import Person
from colead.practice.conflicts.models import Card, Matter, Prep
from colead.rules import conflicts as rules
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm

MINUTES = ((10, gettext_lazy("10 minutes")), (20, gettext_lazy("20 minutes")), (40, gettext_lazy("40 minutes")))


def labelled(choices: Any) -> list[tuple[str, str]]:
    return [(choice.key, _(choice.label)) for choice in choices]


def area(label: Any, limit: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=limit, required=required, widget=forms.Textarea)


class PrepForm(GuardedForm):
    """Five questions, each of them to be left out."""

    camera = area("", Prep.TEXT["camera"])
    story = area("", Prep.TEXT["story"])
    good_will = area("", Prep.TEXT["good_will"])
    my_part = area("", Prep.TEXT["my_part"])
    want = area("", Prep.TEXT["want"])
    kind = forms.CharField(required=False, max_length=Prep.TEXT["kind"], widget=forms.HiddenInput)

    who: ClassVar[dict[str, str]] = dict.fromkeys(("camera", "story", "good_will", "my_part", "want"), "C0")
    unguarded = frozenset({"kind"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in prompts.load().conflict:
            self.fields[question.key].label = _(question.text)

    def clean_kind(self) -> str:
        kind = str(self.cleaned_data["kind"])
        return kind if kind in set(rules.Kind) else ""


class InviteForm(GuardedForm):
    """Half a minute: what about, in a few words, and where."""

    topic = forms.CharField(label=gettext_lazy("What about, in a few words"), max_length=Matter.TEXT["topic"])
    setting = forms.ChoiceField(label=gettext_lazy("How"))
    hope = forms.CharField(label=gettext_lazy("What I hope for"), max_length=Matter.TEXT["hope"], required=False)
    minutes = forms.ChoiceField(label=gettext_lazy("How long"), choices=MINUTES, required=False)
    when = forms.CharField(label=gettext_lazy("When, if you know"), max_length=Matter.TEXT["when"], required=False)
    kind = forms.CharField(required=False, max_length=Matter.TEXT["kind"], widget=forms.HiddenInput)

    who: ClassVar[dict[str, str]] = {"topic": "C1", "hope": "C1", "when": "C1"}
    unguarded = frozenset({"kind"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["setting"].choices = labelled(content.load().settings)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["setting"].initial = rules.Setting.WALKING.value

    def clean_kind(self) -> str:
        kind = str(self.cleaned_data["kind"])
        return kind if kind in set(rules.Kind) else ""


class CrossedForm(GuardedForm):
    side = forms.ChoiceField(
        label=gettext_lazy("My line"),
        choices=(("heard", gettext_lazy("What I heard")), ("meant", gettext_lazy("What I meant"))),
    )
    line = forms.CharField(label=gettext_lazy("In one line"), max_length=Matter.TEXT["heard"])

    who: ClassVar[dict[str, str]] = {"line": "C1"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].initial = "heard"


class LineForm(GuardedForm):
    """One line: the other half of a crossed wire, or a small agreement."""

    line = forms.CharField(label=gettext_lazy("In one line"), max_length=rules.LINE_MAX)

    who: ClassVar[dict[str, str]] = {"line": "C1"}


class ReplyForm(GuardedForm):
    """A tap; for another time, when."""

    reply = forms.ChoiceField(choices=[(reply.value, reply.value) for reply in rules.Reply])
    when = forms.CharField(label=gettext_lazy("Another time"), max_length=Matter.TEXT["when"], required=False)

    who: ClassVar[dict[str, str]] = {"when": "C1"}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("reply") == rules.Reply.OTHER_TIME and not given.get("when") and not self.errors:
            self.add_error("when", _("Say when, please."))
        return given


class CheckForm(PlainForm):
    check_value = forms.ChoiceField(label=gettext_lazy("Since you two talked, you are"))

    who: ClassVar[dict[str, str]] = {"check_value": "C1s"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["check_value"].choices = labelled(content.load().checks)  # type: ignore[attr-defined]  # a ChoiceField


class RungForm(PlainForm):
    rung = forms.ChoiceField(choices=[(rung.value, rung.value) for rung in rules.Rung])


class CardForm(GuardedForm):
    stuck = area(gettext_lazy("Where we get stuck"), Card.TEXT["stuck"], required=True)
    tried = area(gettext_lazy("What we have tried"), Card.TEXT["tried"])
    wish = area(gettext_lazy("What we would like instead"), Card.TEXT["wish"])
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    who: ClassVar[dict[str, str]] = {"stuck": "C1", "tried": "C1", "wish": "C1"}
    unguarded = frozenset({"seen"})


class BriefForm(GuardedForm):
    topic = forms.CharField(label=gettext_lazy("What it is about"), max_length=Matter.TEXT["topic"])
    side = area(gettext_lazy("How I see it"), rules.SIDE_MAX, required=True)
    ask = area(gettext_lazy("What we both ask of our sponsor"), rules.CARD_MAX)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    who: ClassVar[dict[str, str]] = {"topic": "C1", "side": "C1", "ask": "C1"}
    unguarded = frozenset({"seen"})


class PersonForm(PlainForm):
    """One person of a short list."""

    person = forms.ChoiceField()

    def __init__(self, *args: Any, people: list[Person], label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        chosen = self.fields["person"]
        chosen.label = label
        chosen.choices = [(id, named(person)) for id, person in self.people.items()]  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


def named(person: Person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name
