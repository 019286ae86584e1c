"""Do the sentences say who can see, how to reach a person and whose key is turned?"""

import pytest

from colead.content import visibility as content
from colead.ui import visibility


@pytest.mark.parametrize("level", [entry.key for entry in content.load().classes])
def test_each_class_has_a_sentence_without_gaps(level: str) -> None:
    words = visibility.sentence(level, partner="Dr Osei", until="tomorrow", org="Riverside")
    assert words
    assert "{" not in words
    assert visibility.edge(level)


def test_sentence_names_the_partner() -> None:
    assert visibility.sentence("C1", partner="Dr Osei") == "You and Dr Osei"


def test_sentence_without_a_name_still_reads() -> None:
    assert visibility.sentence("C1") == "You and your partner"
    assert visibility.sentence("C5") == "Everyone at your organisation"


def test_share_without_an_end_promises_no_date() -> None:
    assert "until" not in visibility.sentence("C2", partner="Ana")


def test_unknown_class_is_refused_rather_than_drawn_open() -> None:
    with pytest.raises(KeyError):
        visibility.sentence("C9")


def test_door_says_its_time_only_when_it_has_one() -> None:
    assert visibility.door("open", "15:30") == "Door open until 15:30"
    assert visibility.door("only_urgent") == "Only if urgent"
    assert visibility.door("") == "As usual"


@pytest.mark.parametrize(
    ("one", "two", "you", "words"),
    [
        (False, False, "one", "Nobody has agreed yet."),
        (True, True, "", "Both have agreed."),
        (True, False, "one", "You have agreed. It waits for Osei."),
        (False, True, "one", "Osei has agreed. It waits for you."),
        (True, False, "two", "Santos has agreed. It waits for you."),
        (False, True, "", "Osei has agreed. It waits for Santos."),
    ],
)
def test_keys_speak_to_the_reader(one: bool, two: bool, you: str, words: str) -> None:
    assert visibility.keys("Santos", "Osei", one, two, you) == words
