"""Every file loads, every name leads somewhere, and all of it speaks in the voice of the house."""

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

from colead import content
from colead.content import library
from colead.content.reading import ContentError


def sentences_of(thing, path=""):
    """Every text in a loaded file, with the path that leads to it."""
    if isinstance(thing, str):
        yield path, thing
    elif isinstance(thing, tuple):
        for at, one in enumerate(thing):
            yield from sentences_of(one, f"{path}[{getattr(one, 'key', at)}]")
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in {"regex", "key", "route"}:
                yield from sentences_of(getattr(thing, field.name), f"{path}.{field.name}")


ALL_SENTENCES = [
    (f"{module.__name__.rsplit('.', 1)[1]}{path}", text)
    for module in library.FILES
    for path, text in sentences_of(module.load())
]


def test_every_file_loads_and_every_name_leads_somewhere():
    library.check_all()


def test_every_module_that_reads_a_file_is_on_the_list():
    names = {found.name for found in iter_modules(content.__path__)}
    reading = {name for name in names if hasattr(import_module(f"colead.content.{name}"), "load")}
    assert reading == {module.__name__.rsplit(".", 1)[1] for module in library.FILES}


def test_name_that_leads_nowhere_is_told():
    with pytest.raises(ContentError, match=r"model.toml: humility: leads to tea, which is nowhere"):
        library._follow("model.toml", "humility", ("coffee", "tea"), {"coffee"})


def test_library_is_read_from_disk_once():
    assert all(module.load() is module.load() for module in library.FILES)


@pytest.mark.parametrize(
    "unwanted",
    [
        r"!",
        r"\b(overdue|streak|leaderboard|badge|KPI|user|users|compliant|stakeholder management)\b",
        r"  ",
        r"[\u2018\u2019\u201c\u201d\u2013\u2014\u2026]",
        r"\b(well done|congratulations|great job|please note|simply|easily)\b",
    ],
)
def test_copy_is_free_of(unwanted):
    found = [(path, text) for path, text in ALL_SENTENCES if re.search(unwanted, text, re.IGNORECASE)]
    assert not found


def test_copy_uses_only_placeholders_that_callers_fill():
    allowed = {
        "partner",
        "name",
        "until",
        "org",
        "organisation",
        "privacy_officer",
        "safety_event_system",
        "backup_days",
    }
    found = {mark for _, text in ALL_SENTENCES for mark in re.findall(r"\{(\w*)\}", text)}
    assert found <= allowed


def test_sentences_stay_short_enough_to_be_read_on_a_phone():
    too_long = [
        (path, sentence)
        for path, text in ALL_SENTENCES
        for sentence in re.split(r"(?<=[.?])\s", text)
        if len(sentence.split()) > 36
    ]
    assert not too_long
