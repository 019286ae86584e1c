"""Does a plain form ask by tap, speak plainly and keep two copies of itself apart?"""

from django import forms

from colead.ui.forms import PlainForm


class Ask(PlainForm):
    line = forms.CharField(max_length=280)
    name = forms.CharField(max_length=60)
    view = forms.CharField(widget=forms.Textarea, max_length=20)
    kind = forms.ChoiceField(choices=[("", "---"), ("a", "Advise"), ("b", "Listen")])
    many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])
    unit = forms.ChoiceField(choices=[(str(n), str(n)) for n in range(20)])
    on = forms.DateField(error_messages={"required": "Which day is your review?"})
    who = {"line": "C1"}


def test_missing_answers_are_asked_for_plainly() -> None:
    form = Ask({})
    assert form.errors["line"] == ["Write a line, please."]
    assert form.errors["kind"] == ["Choose one, please."]
    assert form.errors["many"] == ["Choose at least one, please."]


def test_a_rooms_own_sentence_is_left_alone() -> None:
    assert Ask({}).errors["on"] == ["Which day is your review?"]


def test_too_long_says_how_much_fits_and_that_words_are_kept() -> None:
    form = Ask({"view": "x" * 25})
    assert form.errors["view"] == ["Up to 20 characters fit here; this has 25. Your words are kept."]


def test_short_menu_becomes_taps_and_long_one_stays() -> None:
    form = Ask()
    assert isinstance(form.fields["kind"].widget, forms.RadioSelect)
    assert isinstance(form.fields["many"].widget, forms.CheckboxSelectMultiple)
    assert type(form.fields["unit"].widget) is forms.Select
    assert "---" not in str(form["kind"])


def test_tapped_answers_are_taken() -> None:
    form = Ask({"line": " l ", "name": "n", "view": "v", "kind": "a", "many": ["b"], "unit": "3", "on": "2026-11-03"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["line"] == "l"


def test_two_copies_on_a_page_share_no_id() -> None:
    assert Ask(key=1)["line"].id_for_label != Ask(key=2)["line"].id_for_label


def test_long_line_can_grow_and_short_one_stays_a_line() -> None:
    form = Ask()
    assert 'class="one-line"' in str(form["line"])
    assert 'maxlength="280"' in str(form["line"])
    assert str(form["name"]).startswith("<input")


def test_browser_is_asked_to_remember_nothing() -> None:
    assert 'autocomplete="off"' in str(Ask()["line"])
    assert 'autocomplete="off"' in str(Ask()["view"])
