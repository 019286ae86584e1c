"""A content file that is wrong is refused in words that lead to the wrong place."""

from dataclasses import dataclass
from enum import StrEnum

import pytest

from colead.content.reading import ContentError, pick, read_text


class Tone(StrEnum):
    WARM = "warm"
    PLAIN = "plain"


@dataclass(frozen=True)
class Line:
    key: str
    tone: Tone
    minutes: int = 0


@dataclass(frozen=True)
class Book:
    title: str
    lines: tuple[Line, ...]
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.title == "Untitled":
            raise ValueError("should have a title")


GOOD = """
title = "A book"
[[lines]]
key = "one"
tone = "warm"
[[lines]]
key = "two"
tone = "plain"
minutes = 3
"""


def test_file_becomes_frozen_objects():
    book = read_text("book.toml", GOOD, Book)
    assert book.lines == (Line("one", Tone.WARM), Line("two", Tone.PLAIN, 3))
    assert pick(book.lines, "two").minutes == 3


def test_pick_of_an_unknown_key_is_a_key_error():
    with pytest.raises(KeyError):
        pick(read_text("book.toml", GOOD, Book).lines, "three")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('tone = "plain"', 'tone = "loud"', r"lines\[two\]: tone: should be one of warm, plain"),
        ("minutes = 3", 'minutes = "3"', r"lines\[two\]: minutes: should be int, not str"),
        ("minutes = 3", "minutes = true", r"lines\[two\]: minutes: should be int, not bool"),
        ("minutes = 3", "hours = 3", r"lines\[two\]: does not know hours"),
        ('key = "two"', 'key = "one"', r"book.toml: lines: has one twice"),
        ('key = "two"', 'key = "  "', r"key: is empty"),
        ('key = "two"', "", r"lines\[1\]: lacks key"),
        ('title = "A book"', 'title = "Untitled"', r"^book.toml: should have a title$"),
        ('title = "A book"', 'title = "A book"\ntags = ["a", "a"]', r"tags: has a twice"),
        ('title = "A book"', 'title = "A book"\ntags = "a"', r"tags: should be a list"),
        ('title = "A book"', "title = ", r"^book.toml: is not TOML"),
    ],
)
def test_fault_names_its_file_and_entry(old, new, said):
    with pytest.raises(ContentError, match=said):
        read_text("book.toml", GOOD.replace(old, new), Book)


def test_entry_that_is_no_table_is_refused():
    with pytest.raises(ContentError, match=r"lines\[0\]: should be a table"):
        read_text("book.toml", 'title = "A book"\nlines = ["one"]', Book)
