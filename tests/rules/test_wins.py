"""Notes: nothing is out without being put before both; and what says I, or lets somebody be recognised, is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import we_form, wins
from colead.rules.wins import MACHINE, NEEDED, Kind, State

VERBS = st.lists(st.sampled_from(sorted({verb for _state, verb in MACHINE.moves})), max_size=10)
OWN = ("Maya Lind", "Dr Tom Becker")


@given(VERBS)
def test_nothing_is_published_that_was_not_put_before_both(verbs):
    path = [MACHINE.start]
    for verb in verbs:
        if MACHINE.may(path[-1], verb):
            path.append(MACHINE.next_state(path[-1], verb))
    for at, state in enumerate(path):
        if state is State.PUBLISHED:
            assert path[at - 1] is State.PROPOSED


def test_what_is_off_the_list_stays_off():
    assert MACHINE.terminal == wins.OVER


@pytest.mark.parametrize("kind", list(Kind))
@given(filled=st.sets(st.sampled_from(["text", "helped", "now", "only_as_two"])))
def test_note_lacks_what_its_readers_need(kind, filled):
    assert set(wins.lacks(kind, filled)) == set(NEEDED[kind]) - filled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I asked the porters", ("I",)),
        ("It was my idea, and I’ve said so to me and mine", ("my", "I’ve", "me", "mine")),
        ("We asked, and it is ours", ()),
        ("i) beds ii) chairs", ()),
        ("Mystery, mining, medicine, and Mine Road stays", ("Mine",)),
    ],
)
def test_text_that_speaks_for_one_is_noticed(text, found):
    assert we_form.singular(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "She forgot the handover",
        "It was HIS call",
        "Dr Adams was late",
        "Nurse Kelly had the keys",
        "the night nurse did not ring",
        "one of the residents froze",
        "A tired senior resident guessed",
        "our pharmacist",
    ],
)
def test_somebody_who_could_be_recognised_is_noticed(text):
    assert we_form.third_persons(text, OWN)


@pytest.mark.parametrize(
    "text",
    [
        "We asked the nurses and the residents at night",
        "Patients waited, and their families waited with them",
        "Maya Lind and Dr Tom Becker asked together",
        "Nursing and medicine heard the same thing",
        "The theatre was cold",
    ],
)
def test_nobody_in_particular_passes(text):
    assert we_form.third_persons(text, OWN) == ()


@given(st.text(max_size=200))
def test_what_is_noticed_stands_in_the_text_and_each_once(text):
    for found in (we_form.singular(text), we_form.third_persons(text)):
        assert len(found) == len(set(found))
        assert all(words in text for words in found)


@given(st.sampled_from(["he", "She", "HIS", "my", "I", "Dr Adams"]), st.text("abc ., ", max_size=20))
def test_words_around_it_hide_nothing(word, around):
    text = f"{around} {word} {around}"
    assert we_form.singular(text) or we_form.third_persons(text)
