"""The guard on writing fields: it asks, keeps the words, obeys the answer and stores nothing of it."""

import logging
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.test import Client
from django_cotton.compiler_regex import CottonCompiler

from colead.ui.guarded import GuardedForm, kinds_in
from tests.cast import Riverside
from tests.conftest import SignIn

PATIENT = "MRN 0044512 slipped, call 555-010-2222 about the rail"


class NoteForm(GuardedForm):
    line = forms.CharField(max_length=280)
    more = forms.CharField(required=False, widget=forms.Textarea)
    reach_by = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], required=False)

    unguarded = frozenset({"reach_by"})


def draw(html: str, form: NoteForm) -> str:
    return Template(CottonCompiler().process(html)).render(Context({"form": form}))


def posted(**fields: str) -> Any:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def test_patient_words_come_back_with_the_question(settings: Any) -> None:
    form = NoteForm(posted(line=PATIENT))
    assert not form.is_valid()
    assert form.has_patient_words
    assert list(form.errors) == ["line"]
    drawn = draw('<c-form :form="form"><c-field :field="form.line" /></c-form>', form)
    assert "This looks like patient information" in drawn
    assert 'name="not_patient"' in drawn
    assert 'name="take_out"' in drawn
    assert "MRN 0044512" in drawn


def test_it_is_not_lets_the_words_pass() -> None:
    form = NoteForm(posted(line=PATIENT, not_patient="yes"))
    assert form.is_valid()
    assert "not_patient" not in form.cleaned_data


def test_answer_is_remembered_while_another_field_is_wrong() -> None:
    form = NoteForm(posted(line="x" * 300 + " MRN 0044512", not_patient="yes"))
    assert not form.is_valid()
    drawn = draw('<c-form :form="form"></c-form>', form)
    assert '<input type="hidden" name="not_patient" value="yes">' in drawn


def test_removal_cuts_the_numbers_and_keeps_the_rest() -> None:
    form = NoteForm(posted(line=PATIENT, more="Room 12 is fine", take_out="yes"))
    assert not form.is_valid()
    assert form["line"].value() == "slipped, call about the rail"
    assert form["more"].value() == "Room 12 is fine"
    assert not form.has_patient_words


def test_removal_of_nothing_goes_on() -> None:
    assert NoteForm(posted(line="The rail slipped", take_out="yes")).is_valid()


def test_fields_that_are_left_out_are_not_looked_at() -> None:
    assert NoteForm(posted(line="Fine", reach_by="555-010-2222", kind="a")).is_valid()


def test_numbers_of_the_site_are_known(settings: Any) -> None:
    settings.PATIENT_NUMBER_PATTERNS = [r"\bRH\d{6}\b"]
    assert kinds_in("Look at RH123456") == ("record_number",)


@pytest.mark.parametrize("line", ["Bed 12 is closed until Monday", "Call me at noon", "Rounds at 8:15 from 3 Nov"])
def test_plain_talk_passes(line: str) -> None:
    assert NoteForm(posted(line=line)).is_valid()


def test_field_asks_quietly_when_it_is_left() -> None:
    drawn = draw(
        '<c-form :form="form"><c-field :field="form.line" /><c-field :field="form.reach_by" /></c-form>', NoteForm()
    )
    assert drawn.count('hx-post="/look-for-patients/"') == 1
    assert 'hx-params="line,csrfmiddlewaretoken"' in drawn
    assert 'id="noteform-line_guard" role="status"' in drawn


def test_look_names_the_kind_and_keeps_nothing(
    riverside: Riverside, as_person: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ana = as_person(riverside.ana)
    answer = ana.post("/look-for-patients/", {"what_happened": PATIENT})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "a medical record number" in page
    assert "0044512" not in page + caplog.text
    assert ana.post("/look-for-patients/", {"line": "A patient slipped."}).content.strip() == b""


def test_look_is_for_those_who_write_here(client: Client) -> None:
    assert client.post("/look-for-patients/", {"line": PATIENT}).status_code == 302
