"""The forms of a memo and of a presentation."""

from datetime import date, datetime, time
from typing import Any, ClassVar, Final, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from colead.foundation import clock
from colead.people.models import Person
from colead.practice.memos import wording
from colead.practice.memos.models import Memo, Presentation
from colead.rules import presentations as rules
from colead.rules.audiences import Audience
from colead.rules.presentations import Side
from colead.ui.guarded import GuardedForm

TITLE_MAX: Final = 140
LINE_MAX: Final = 280
BODY_MAX: Final = 6000
MORNING: Final = time(8)
FIRST_CHOSEN: Final = Audience.EVERYONE  # on the page of a new memo
OUT: Final = ("title", "to", "body", "north_star")
ROWS: Final = range(1, rules.SEGMENTS_MAX + 1)
HARD: Final = tuple(f"{part}_{at}" for at in range(1, rules.QUESTIONS + 1) for part in ("question", "answer"))

Text = dict[str, Any]


class WordsForm(GuardedForm):
    """The words of a memo, kept as far as they are written."""

    title = forms.CharField(label=wording.LABELS["title"], max_length=TITLE_MAX)
    to = forms.CharField(label=wording.LABELS["to"], max_length=TITLE_MAX, required=False)
    body = forms.CharField(
        label=wording.LABELS["body"], max_length=BODY_MAX, required=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    north_star = forms.CharField(label=wording.LABELS["north_star"], max_length=LINE_MAX, required=False)

    who: ClassVar[dict[str, str]] = dict.fromkeys(OUT, "C1")

    @property
    def words(self) -> Text:
        return {name: self.cleaned_data[name] for name in OUT}


class MemoForm(WordsForm):
    """`seen` is the version on the screen: another one is not overwritten."""

    in_person = forms.CharField(label=wording.LABELS["in_person"], max_length=Memo.TEXT["in_person"], required=False)
    publish_on = forms.DateField(label=_("It goes out on"), required=False)
    publish_time = forms.TimeField(label=_("At"), required=False)
    audience = forms.ChoiceField(
        label=_("Who reads it once both of you have signed"),
        choices=list(wording.AUDIENCES.items()),
        initial=FIRST_CHOSEN.value,
        required=False,
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    unguarded = frozenset({"seen"})
    who: ClassVar[dict[str, str]] = {**dict.fromkeys(OUT, "C1-C5"), "in_person": "C1"}

    def __init__(self, *args: Any, is_correction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_correction:
            del self.fields["audience"]  # it goes to those who read what it corrects

    @property
    def reads(self) -> Audience | None:
        """Whom the page named; a form that names nobody says nothing about it."""
        named = self.cleaned_data.get("audience")
        return Audience(named) if named else None

    def clean_publish_on(self) -> date | None:
        day: date | None = self.cleaned_data["publish_on"]
        if day is not None and not rules.is_within_reach(day, clock.today()):
            raise forms.ValidationError(_("Choose a day within two years, please."))
        return day

    def clean(self) -> Text:
        given: Text = super().clean() or self.cleaned_data
        moment = self.moment_of(given)
        if moment is not None and moment <= clock.now():
            self.add_error("publish_on", _("Choose a time that is still to come, or leave it empty."))
        return given

    @staticmethod
    def moment_of(given: Text) -> datetime | None:
        day = given.get("publish_on")
        if not day:
            return None
        return timezone.make_aware(datetime.combine(day, given.get("publish_time") or MORNING))

    def text(self) -> Text:
        moment = self.moment_of(self.cleaned_data)
        return {**self.words, "goes_out": moment.isoformat() if moment is not None else ""}

    @property
    def has_hour(self) -> bool:
        """Whether the hour stands open on the page."""
        return bool(self["publish_on"].value() or self.errors.get("publish_time"))

    @property
    def in_person_words(self) -> str:
        return str(self.cleaned_data["in_person"])


def initial_of(memo: Memo, text: Text, in_person: str) -> Text:
    """The stored words as the form has them."""
    start: Text = {name: text.get(name, "") for name in OUT}
    start |= {"in_person": in_person, "seen": memo.release.text_hash, "audience": memo.release.audience}
    if memo.publish_at is not None:
        local = timezone.localtime(memo.publish_at)
        start |= {"publish_on": local.date(), "publish_time": local.time()}
    return start


class PresentationForm(GuardedForm):
    """A title is enough to begin. A row without a topic is no segment. `seen` guards what the partner wrote."""

    title = forms.CharField(label=_("What we present"), max_length=Presentation.TEXT["title"])
    forum = forms.CharField(label=_("Where, and before whom"), max_length=Presentation.TEXT["forum"], required=False)
    held_on = forms.DateField(label=_("On which day"), required=False)
    dry_line = forms.CharField(
        label=_("If we had thirty seconds"),
        max_length=Presentation.TEXT["dry_line"],
        required=False,
        widget=forms.Textarea,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    unguarded = frozenset({"seen"})
    who: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("title", "forum", "dry_line"), "C1"),
        **dict.fromkeys(HARD, "C1"),
        **{f"topic_{at}": "C1" for at in ROWS},
    }

    def __init__(self, *args: Any, sides: list[tuple[str, Person]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [*((side, person.name) for side, person in sides), (Side.BOTH.value, _("Both of us"))]
        for name in (f"{part}_{at}" for at in ROWS for part in ("speaker", "area")):
            cast(forms.ChoiceField, self.fields[name]).choices = named

    def clean_held_on(self) -> date | None:
        day: date | None = self.cleaned_data["held_on"]
        if day is not None and not rules.is_within_reach(day, clock.today()):
            raise forms.ValidationError(_("Choose a day within two years, please."))
        return day

    @property
    def questions(self) -> list[list[forms.BoundField]]:
        return [[self[HARD[at]], self[HARD[at + 1]]] for at in range(0, len(HARD), 2)]

    @property
    def rows(self) -> list[dict[str, forms.BoundField]]:
        return [{part: self[f"{part}_{at}"] for part in ("topic", "minutes", "speaker", "area")} for at in ROWS]

    @property
    def first_rows(self) -> list[dict[str, forms.BoundField]]:
        return self.rows[:4]

    @property
    def has_more(self) -> bool:
        return any(row["topic"].value() for row in self.more_rows)

    @property
    def more_rows(self) -> list[dict[str, forms.BoundField]]:
        return self.rows[4:]

    def text(self) -> Text:
        given = self.cleaned_data
        words = {name: given[name] for name in ("title", "forum", "dry_line", *HARD)}
        return {**words, "segments": [segment(given, at) for at in ROWS if given[f"topic_{at}"]]}


def segment(given: Text, at: int) -> Text:
    return {
        "topic": given[f"topic_{at}"],
        "minutes": given[f"minutes_{at}"] or 0,
        "speaker": given[f"speaker_{at}"] or Side.BOTH.value,
        "area": given[f"area_{at}"] or Side.BOTH.value,
    }


def hard_questions() -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for name in HARD:
        label = _("A hard question") if name.startswith("question") else _("Our one answer")
        made[name] = forms.CharField(label=label, max_length=Presentation.TEXT[name], required=False)
    return made


def row(at: int) -> dict[str, forms.Field]:
    return {
        f"topic_{at}": forms.CharField(label=_("What it is about"), max_length=TITLE_MAX, required=False),
        f"minutes_{at}": forms.IntegerField(
            label=_("Minutes"), min_value=1, max_value=rules.MINUTES_MAX, required=False
        ),
        f"speaker_{at}": forms.ChoiceField(label=_("Who speaks"), required=False, widget=forms.RadioSelect),
        f"area_{at}": forms.ChoiceField(label=_("Whose area it is about"), required=False, widget=forms.RadioSelect),
    }


PresentationForm.base_fields.update(hard_questions())
for _at in ROWS:
    PresentationForm.base_fields.update(row(_at))


def initial_plan(text: Text, held_on: Any, seen: str) -> Text:
    start: Text = {name: words for name, words in text.items() if isinstance(words, str) and name != "segments"}
    for at, once in zip(ROWS, text.get("segments") or [], strict=False):
        start |= {f"{part}_{at}": once[part] for part in ("topic", "minutes", "speaker", "area")}
    return start | {"held_on": held_on, "seen": seen}
