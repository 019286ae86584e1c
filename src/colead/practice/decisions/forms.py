"""What is asked at each step of a decision; the words come from the content, the limits from the rules."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.content import stakeholders
from colead.content.decisions import Prompt
from colead.content.stakeholders import Stakeholder
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import areas, charter
from colead.partnerships.queries import Pair
from colead.practice.decisions.actions.framing import Frame
from colead.practice.decisions.actions.writing import View
from colead.practice.decisions.models import BriefAnswer, LookBackValue, SponsorAnswer
from colead.practice.decisions.wording import ALONE, ASKED, CARD, prompt
from colead.rules.decisions import CARD_MAX, SIZE_RULES, Kind, Size
from colead.ui.forms import PlainForm
from colead.ui.guarded import GuardedForm

TWO_VIEW_SIZES = (Size.QUICK, Size.STANDARD, Size.BIG)
Choices = Sequence[tuple[Any, Any]]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
RADIO = forms.RadioSelect


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.key.value, kind.label) for kind in ASKED.kinds]


def size_choices() -> list[tuple[str, str]]:
    sizes = [ASKED.size(size) for size in TWO_VIEW_SIZES]
    return [(size.key.value, f"{size.label}, {size.minutes} min") for size in sizes]


def area_choices(viewer: Viewer, pair: Pair, also: str = "") -> Choices:
    """Grouped: what is offered now, what the two have agreed in the words they agreed to, and what stands chosen."""
    known = areas.now()
    agreed = {right.area: right.label for right in charter.rights(viewer, pair)}
    shown = [area for area in known.all if not area.is_resting or area.key in agreed or area.key == also]
    rows = [(area.group, (area.key, agreed.get(area.key, area.label))) for area in shown]
    return [(group.label, [row for key, row in rows if key == group.key]) for group in known.groups]


def line(asked: Prompt, *, required: bool = True, **given: Any) -> forms.CharField:
    words = {"label": _(asked.text), "help_text": _(asked.hint) if asked.hint else "", **given}
    return forms.CharField(max_length=asked.max_length, required=required, **words)


def box(asked: Prompt, *, required: bool = True, **given: Any) -> forms.CharField:
    return line(asked, required=required, widget=forms.Textarea, **given)


def is_yes(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


class AreaForm(PlainForm):
    """Asks for a row of the decision rights: `areas` are those of the pair, grouped, with nothing chosen first."""

    def __init__(self, *args: Any, areas: Choices = (), **kwargs: Any) -> None:
        asked = deepcopy(type(self).base_fields["area"])
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = [("", _("None of these, or not settled")), *areas]
        vars(self)["base_fields"] = {**type(self).base_fields, "area": asked}
        super().__init__(*args, **kwargs)


class SuggestForm(AreaForm):
    """Three taps, and a size is suggested; nothing of it is kept."""

    area = forms.ChoiceField(label=_("Which row of your decision rights?"), required=False)
    kind = forms.ChoiceField(
        label=_("What kind of decision is it?"), choices=kind_choices, required=False, widget=RADIO
    )
    undo = forms.ChoiceField(label=_("Can it be undone?"), choices=YES_NO, required=False, widget=RADIO)


def set_choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class OwnCallForm(GuardedForm):
    """One line and one tap."""

    sentence = forms.CharField(label=_("What have you decided?"), max_length=280)
    area = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"area", "kind"})
    who: ClassVar[dict[str, str]] = {"sentence": "C1"}

    def known(self) -> dict[str, str]:
        """Kind and row as they were tapped on the screen before; whatever else came is left out."""
        kind, area = self.cleaned_data["kind"], self.cleaned_data["area"]
        return {
            "kind": kind if kind in dict(kind_choices()) else Kind.OPERATIONAL.value,
            "right_area": area if area in areas.now().by_key else "",
        }


class RapidForm(GuardedForm):
    """What is asked when it has to be settled now, on the phone."""

    situation = box(prompt(ASKED.rapid_prompts, "situation"))
    do_now = box(prompt(ASKED.rapid_prompts, "do_now"))
    north_star = line(prompt(ASKED.rapid_prompts, "north_star"))
    partner_reached = forms.ChoiceField(
        label=prompt(ASKED.rapid_prompts, "partner_reached").text, choices=YES_NO, widget=RADIO
    )
    who: ClassVar[dict[str, str]] = {"situation": "C1", "do_now": "C1", "north_star": "C1"}


class FrameForm(AreaForm, GuardedForm):
    """The frame: required is what the size asks for."""

    question = box(prompt(ASKED.frame_prompts, "question"))
    kind = forms.ChoiceField(label=_("What kind of decision is it?"), choices=kind_choices, widget=RADIO)
    decide_by = forms.DateField(label=prompt(ASKED.frame_prompts, "decide_by").text)
    affected = box(prompt(ASKED.frame_prompts, "affected"))
    reversible = forms.ChoiceField(label=prompt(ASKED.frame_prompts, "reversible").text, choices=YES_NO, widget=RADIO)
    area = forms.ChoiceField(label=prompt(ASKED.frame_prompts, "right_row").text, required=False)
    size = forms.ChoiceField(label=_("How large is it?"), choices=size_choices, widget=RADIO)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unguarded = frozenset({"seen"})
    who: ClassVar[dict[str, str]] = {"question": "C1", "affected": "C1"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        size = self.data.get("size") if self.is_bound else self.initial.get("size")
        needed = SIZE_RULES[Size(size)].frame if size in TWO_VIEW_SIZES else frozenset()
        for name in ("decide_by", "affected", "reversible"):
            self.fields[name].required = name in needed

    def clean_decide_by(self) -> date | None:
        day: date | None = self.cleaned_data["decide_by"]
        if day is not None and day < clock.today():
            raise forms.ValidationError(_("This day has passed. Choose another, please."))
        return day

    def frame(self) -> Frame:
        given = self.cleaned_data
        return Frame(
            size=given["size"],
            kind=given["kind"],
            question=given["question"],
            affected=given["affected"],
            right_area=given["area"],
            by_on=given["decide_by"],
            is_reversible=is_yes(given["reversible"]),
        )


def ask_for(form: forms.Form, needed: frozenset[str]) -> None:
    """Shows what will be needed in the end, without asking for it each time a draft is kept."""
    if form.is_bound:
        form.full_clean()  # what was sent is looked at first, as the draft that it is
    for name in needed & set(form.fields):
        form.fields[name].required = True


class ViewForm(GuardedForm):
    """One partner's page. Nothing is required until it is sealed, so that it can be done in three sittings."""

    names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, pair: Pair, size: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = ASKED.view_prompt("imagine").text
        self.fields["imagine"].label = label.replace("{partner}", pair.partner_name)
        ask_for(self, SIZE_RULES[Size(size)].view)

    def view(self) -> View:
        """What is kept: the cards with words on them, and the line for oneself apart from the rest."""
        given = {name: words for name, words in self.cleaned_data.items() if words}
        document = {name: given[name] for name in self.names if name in given and name not in {ALONE, "release"}}
        cards = [
            {"stakeholder": card.key, "text": given[CARD + card.key]}
            for card in stakeholders.load().cards
            if CARD + card.key in given
        ]
        if cards:
            document["cards"] = cards
        if given.get("release") and ALONE in given:
            document[ALONE] = given[ALONE]
        return View(document, {name: given[name] for name in (ALONE, "release") if name in given})


def field_names(size: str) -> tuple[str, ...]:
    if size == Size.QUICK:
        return ("view", "imagine")
    names = ("view", "firmness", "know", "hope", "imagine", ALONE)
    return (*names, "release", "outside_frame") if size == Size.BIG else names


def view_field(name: str) -> forms.Field:
    if name == "release":
        return forms.BooleanField(label=_("Open this line with my view"), required=False)
    found = ASKED.view_prompt(name)
    if name == "firmness":
        choices = [(word.key, f"{word.label}. {word.hint}") for word in ASKED.firmness]
        return forms.ChoiceField(label=found.text, choices=choices, required=False, widget=RADIO)
    return box(found, required=False)


def card_field(card: Stakeholder) -> forms.CharField:
    return forms.CharField(label=card.label, max_length=CARD_MAX, required=False, help_text=card.ask)


def form_of_size(size: Size) -> type[ViewForm]:
    names = field_names(size)
    fields = {name: view_field(name) for name in names}
    if SIZE_RULES[size].cards_min:
        fields |= {CARD + card.key: card_field(card) for card in stakeholders.load().cards}
    who = dict.fromkeys(fields, "C1s") | {ALONE: "C0"}
    made = type(f"{size.value.title()}ViewForm", (ViewForm,), {**fields, "names": names, "who": who})
    return cast(type[ViewForm], made)


VIEW_FORMS = {size: form_of_size(size) for size in TWO_VIEW_SIZES}


def draft_initial(document: dict[str, Any], private: dict[str, Any]) -> dict[str, Any]:
    """The kept draft as the form's own fields."""
    cards = {CARD + card["stakeholder"]: card["text"] for card in document.get("cards", [])}
    return {**document, **private, **cards}


def mark_choices() -> list[tuple[str, str]]:
    return [(word.key, word.label) for word in ASKED.marks]


def look_back_choices() -> list[tuple[str, str]]:
    return [(word.key, word.label) for word in ASKED.lookback_values]


class MarkForm(GuardedForm):
    value = forms.ChoiceField(label=_("How near is this to how you see it?"), choices=mark_choices, widget=RADIO)
    add = forms.CharField(label=_("What I would add"), max_length=300, required=False)
    who: ClassVar[dict[str, str]] = {"add": "C1"}


class AskForm(GuardedForm):
    whom = forms.CharField(label=_("Whom, and what?"), max_length=140, help_text=_("A role, not a name."))
    asker = forms.ChoiceField(label=_("Who asks?"), widget=RADIO)
    by_on = forms.DateField(label=_("By when?"), required=False)
    who: ClassVar[dict[str, str]] = {"whom": "C1"}

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), _("I do") if person == pair.me else person.name) for person in pair.people]
        set_choices(self, "asker", people)


class AnswerForm(GuardedForm):
    answer = forms.CharField(label=_("What they said"), max_length=280)
    who: ClassVar[dict[str, str]] = {"answer": "C1"}


class BriefAnswerForm(GuardedForm):
    """A sponsor's answer to both: yes or no where the two recommend something, and else in the sponsor's own words."""

    value = forms.ChoiceField(label=_("What do you say to both of them?"), choices=BriefAnswer.choices, widget=RADIO)
    words = forms.CharField(
        label=_("In your words"), max_length=SponsorAnswer.TEXT["words"], required=False, widget=forms.Textarea
    )
    who: ClassVar[dict[str, str]] = {"words": "C3"}

    def __init__(self, *args: Any, recommends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not recommends:
            self.fields["value"].label, self.fields["value"].required = _("Or with one tap"), False
            set_choices(self, "value", [(one.value, one.label) for one in (BriefAnswer.SEE_BOTH, BriefAnswer.TALKED)])
            self.fields["words"].label = _("What do you say to both of them?")
            ask_for(self, frozenset({"words"}))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not any(given.values()) and not self.errors:
            self.add_error("words", _("Write a line, or choose one of the two below, please."))
        return given


class LookBackForm(GuardedForm):
    value = forms.ChoiceField(label=_("How did it go?"), choices=look_back_choices, widget=RADIO)
    missed = box(prompt(ASKED.lookback_prompts, "missed"), required=False)
    whose_knew = box(prompt(ASKED.lookback_prompts, "whose_knew"), required=False)
    next_on = forms.DateField(
        label=_("Look again on"), required=False, help_text=_("When it is too early, or worth a second look.")
    )
    who: ClassVar[dict[str, str]] = {"missed": "C1", "whose_knew": "C1"}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        next_on = given.get("next_on")
        if given.get("value") == LookBackValue.TOO_EARLY and next_on is None:
            self.add_error("next_on", _("Choose another day, please."))
        if next_on is not None and next_on <= clock.today():
            self.add_error("next_on", _("Choose a day that is still ahead, please."))
        return given


def days_ahead(days: int) -> date:
    return clock.today() + timedelta(days=days)


class FindForm(PlainForm):
    phrase = forms.CharField(label=_("Find in your decisions"), max_length=80)
