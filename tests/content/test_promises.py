"""What is said about who can see what is said exactly, and danger always has a way out."""

import pytest

from colead.content import glossary, guide, safety, visibility
from colead.content.guide import Answer
from colead.content.safety import PatientPattern
from colead.rules.text_guard import kinds_found

LABELS = {
    "C0": "Only you",
    "C1": "You and {partner}",
    "C1s": "Sealed: only you until you both seal",
    "C2": "Shared with coach {name} until {until}",
    "C3": "Your sponsor too",
    "C4": "Programme office too",
    "C5": "Everyone at {org}",
    "C6": "Board pack",
    "CR": "Named reviewers only",
    "CS": "Panel only",
}


def test_labels_are_those_of_the_visibility_classes():
    assert {one.key: one.label for one in visibility.load().classes} == LABELS


@pytest.mark.parametrize(
    ("key", "edge"), [("C0", "solid"), ("C1", "pair"), ("C1s", "sealed"), ("C5", "ring"), ("C3", "sponsor")]
)
def test_edge_of_a_writing_field(key, edge):
    assert visibility.load().of(key).edge == edge


def test_nobody_in_the_product_can_open_what_two_wrote():
    assert guide.load().actor("roles").cell("between").answer is Answer.NO
    assert guide.load().actor("database_administrator").cell("between").answer is Answer.NO


def test_guide_is_honest_about_the_server_and_the_court():
    for actor in ("backup_and_keys", "root_watching", "root_changing", "court"):
        assert guide.load().actor(actor).cell("between").answer is Answer.YES


def test_answer_in_words_begins_as_the_answer_says():
    for actor in guide.load().actors:
        for cell in actor.cells:
            if cell.words.startswith("Yes"):
                assert cell.answer is Answer.YES
            if cell.words.startswith("No,") or cell.words == "No.":
                assert cell.answer is Answer.NO


def test_notice_says_that_a_court_can_ask():
    assert "court" in guide.load().notice_short
    assert "{backup_days}" in next(one.text for one in guide.load().notice if one.key == "goes_away")


def test_duty_to_report_begins_with_danger_and_stores_nothing():
    stop = safety.load().duty_to_report
    assert stop.routes[0].key == "danger_now"
    assert "Nothing of this was stored" in stop.answer
    assert all("all" in route.how for route in stop.routes)  # 'Call ...': the telephone first


def test_privilege_notice_names_the_other_system():
    assert "{safety_event_system}" in safety.load().privilege_notice


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("her number is 123-45-6789", "social_security"),
        ("MRN 00482913 again", "record_number"),
        ("mrn#4829131", "record_number"),
        ("medical record number: 99120", "record_number"),
        ("DOB 3/4/1961", "birth_date"),
        ("born on 1961-03-04", "birth_date"),
        ("seen 12/31/1948 first", "old_date"),
        ("pt Jones wants to go home", "patient_name"),
        ("Pt. Mrs Alvarez", "patient_name"),
        ("patient Mr Lee fell", "patient_name"),
        ("room 12 Jones is waiting", "room_name"),
        ("bed 4B, Mrs Ito", "room_name"),
        ("Mr Adeyemi in room 9", "room_name"),
        ("the man, Adeyemi in bed 9", "room_name"),
        ("call 415-555-0134", "phone"),
        ("(415) 555-0134", "phone"),
        ("+1 415 555 0134", "phone"),
    ],
)
def test_guard_notices(text, kind):
    assert kind in kinds_found(text, safety.patterns())


@pytest.mark.parametrize(
    "text",
    [
        "Can we open the overflow tonight?",
        "Patient Experience meets on Thursday, Patient Safety on Friday.",
        "PT Becker asked for a second gait belt.",
        "Room 4 Tuesday at ten?",
        "Meet you in room 12",
        "Two in room 3, three in room 4.",
        "From 11/30/2026 we round at 9:30.",
        "The 2026-27 budget is 1,200,000.",
        "Extension 5512, or ring twice.",
        "I would like 3-4 beds back by March.",
        "The patient named no reason.",
    ],
)
def test_guard_leaves_ordinary_sentences_alone(text):
    assert kinds_found(text, safety.patterns()) == ()


def test_guard_knows_the_numbers_of_the_site():
    own = safety.patterns(site=(r"\bRV\d{6}\b", ""))
    assert kinds_found("about RV204881", own) == ("record_number",)
    assert kinds_found("about RV204881", safety.patterns()) == ()


def test_pattern_that_is_no_expression_is_refused():
    with pytest.raises(ValueError, match="no regular expression"):
        PatientPattern("broken", "broken", "(")


@pytest.mark.parametrize("key", ["dyad", "seat", "unit", "sponsor", "programme_office", "space", "key", "seal"])
def test_glossary_explains_the_words_on_the_screen(key):
    assert glossary.load().term(key).meaning.endswith(".")


def test_glossary_tells_that_dyad_and_partnership_are_one():
    assert "partnership" in glossary.load().term("dyad").meaning
    assert "dyad" in glossary.load().term("partnership").meaning
