"""The forms of the texts that need both keys: what was decided, what both say about it, the joint brief."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.foundation import clock
from colead.practice.decisions.forms import RADIO, ask_for, box, line, set_choices
from colead.practice.decisions.wording import (
    ASKED,
    DECIDED,
    FIRST,
    FOR_WHOM,
    LAST,
    PARTS,
    QUESTION_NAMES,
    QUESTIONS,
    REACTION,
    REACTION_PLAN,
    VOICE,
    VOICE_NAMES,
    prompt,
)
from colead.ui.guarded import GuardedForm

QUESTION_MAX, ANSWER_MAX = 160, 280

Text = dict[str, Any]


class PaperForm(GuardedForm):
    """`seen` is the hash of the text on the screen: an edit of what has changed meanwhile is refused."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"seen"})

    def text(self) -> Text:
        """What was written, without what was left empty."""
        given = self.cleaned_data.items()
        return {name: plain(words) for name, words in given if words and name not in {"seen", "parts"}}

    @property
    def chosen_parts(self) -> list[str]:
        """Which parts go out to everyone; only the words ask for it."""
        chosen: list[str] = self.cleaned_data.get("parts", [])
        return chosen


def plain(words: Any) -> Any:
    return words.isoformat() if hasattr(words, "isoformat") else words


class IntegrationForm(PaperForm):
    """Kept as far as it is written; a key turns only when nothing is missing."""

    outcome = forms.ChoiceField(label=_("How did we get there?"), required=False, widget=RADIO)
    sentence = box(prompt(DECIDED, "sentence"), required=False)
    guideposts = forms.MultipleChoiceField(
        label=prompt(DECIDED, "guideposts").text, required=False, widget=forms.CheckboxSelectMultiple
    )
    north_star = box(prompt(DECIDED, "north_star"), required=False)
    give_up = box(prompt(DECIDED, "give_up"), required=False)
    be = box(prompt(DECIDED, "be"), required=False)
    first_step = line(prompt(DECIDED, "first_step"), required=False)
    lookback_on = forms.DateField(label=prompt(DECIDED, "lookback_on").text, required=False)
    who: ClassVar[dict[str, str]] = dict.fromkeys(("sentence", "north_star", "give_up", "be", "first_step"), "C1")

    def __init__(self, *args: Any, guideposts: list[str], needed: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "outcome", [(outcome.key.value, outcome.label) for outcome in ASKED.outcomes])
        set_choices(self, "guideposts", [(post, post) for post in guideposts])
        if not guideposts:
            del self.fields["guideposts"]
        ask_for(self, needed)

    def clean_lookback_on(self) -> date | None:
        day: date | None = self.cleaned_data["lookback_on"]
        if day is not None and day <= clock.today():
            raise forms.ValidationError(_("Choose a day that is still ahead, please."))
        return day


def voice(name: str) -> forms.CharField:
    return box(prompt(VOICE, name), required=False)


def hard_question() -> forms.CharField:
    return forms.CharField(label=_("A hard question"), max_length=QUESTION_MAX, required=False)


def one_answer() -> forms.CharField:
    return forms.CharField(label=_("Our one answer"), max_length=ANSWER_MAX, required=False, widget=forms.Textarea)


def part_choices() -> list[tuple[str, Any]]:
    named: list[tuple[str, Any]] = [(name, _(prompt(VOICE, name).text)) for name in PARTS]
    return [*named, ("questions", _("The hard questions, with our one answer"))]


class WordsForm(PaperForm):
    """What both of them say, part by part, how people may feel about it, and which parts go out to everyone."""

    what = voice("what")
    why = voice("why")
    patients = voice("patients")
    nurses = voice("nurses")
    physicians = voice("physicians")
    others = voice("others")
    heard = voice("heard")
    from_when = voice("from_when")
    either = voice("either")
    question_1 = hard_question()
    answer_1 = one_answer()
    question_2 = hard_question()
    answer_2 = one_answer()
    question_3 = hard_question()
    answer_3 = one_answer()
    who_feels = box(prompt(REACTION, "who_feels"), required=False)
    who_goes = line(prompt(REACTION, "who_goes"), required=False)
    who_answers = line(prompt(REACTION, "who_answers"), required=False)
    parts = forms.MultipleChoiceField(
        label=_("Which parts does everyone read?"),
        help_text=_("Choose none, and all of it stays between the two of you. The first part goes with any other."),
        choices=part_choices,
        widget=forms.CheckboxSelectMultiple,
    )

    who: ClassVar[dict[str, str]] = dict.fromkeys(VOICE_NAMES, "C1-C5") | dict.fromkeys(REACTION_PLAN, "C1")

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].required = is_correction
        ask_for(self, frozenset({"what", "why"}))

    @property
    def first(self) -> list[Any]:
        return self.of(FIRST)

    @property
    def for_whom(self) -> list[Any]:
        return self.of(FOR_WHOM)

    @property
    def last(self) -> list[Any]:
        return self.of(LAST)

    @property
    def hard_questions(self) -> list[tuple[Any, Any]]:
        return [(self[f"question_{number}"], self[f"answer_{number}"]) for number in QUESTIONS]

    @property
    def plan(self) -> list[Any]:
        return self.of(REACTION_PLAN)

    def of(self, names: tuple[str, ...]) -> list[Any]:
        return [self[name] for name in names]

    @property
    def opens(self) -> dict[str, bool]:
        """Which folds stand open: those with words in them, or with a fault."""
        folds = {"for_whom": FOR_WHOM, "questions": QUESTION_NAMES, "plan": REACTION_PLAN, "parts": ("parts",)}
        return {fold: any(field.value() or field.errors for field in self.of(names)) for fold, names in folds.items()}


class BriefForm(PaperForm):
    agree_on = forms.CharField(label=_("What we agree on"), max_length=600, widget=forms.Textarea, required=False)
    recommendation = forms.CharField(
        label=_("What we recommend, together"),
        max_length=280,
        required=False,
        widget=forms.Textarea,
        help_text=_("Leave it empty when you have none. That, too, is an answer."),
    )
    who: ClassVar[dict[str, str]] = {"agree_on": "C3", "recommendation": "C3"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for(self, frozenset({"agree_on"}))
