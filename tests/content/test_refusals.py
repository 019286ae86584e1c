"""Each file, spoilt by one small change, is refused with its name and the reason."""

import importlib
from importlib import resources

import pytest

from colead.content.reading import ContentError, read_text

SPOILT = [
    ("agreement", "AgreementWords", "number = 10", "number = 12", "numbered one by one"),
    ("daily", "Daily", '[[doors]]\nkey = "off"', '[[doors]]\nkey = "open"', "has open twice"),
    ("daily", "Daily", 'key = "hard_day"', 'key = "dull_day"', "debrief_kinds should describe each of"),
    ("decisions", "Decisions", 'key = "find_out"', 'key = "aligned"', "has aligned twice"),
    ("decisions", "Decisions", 'key = "to_sponsor"', 'key = "upstairs"', "should be one of"),
    ("glossary", "Glossary", 'word = "Agreement"', 'word = "Zeal"', "order of the alphabet"),
    ("guide", "Guide", 'key = "signed"', 'key = "sung"', "partner should answer once"),
    (
        "launch",
        "Launch",
        '[[steps]]\nkey = "cards"',
        '[[steps]]\nkey = "crds"',
        r"steps\[crds\]: key: should be one of",
    ),
    ("model", "Model", 'domain = "outcomes"', 'domain = "results"', "unknown domains.*results"),
    ("model", "Model", 'key = "factor"', 'key = "quality"', "has quality twice"),
    ("practices", "Practices", 'availability = "later"', 'availability = "later"\nroute = "home:pair"', "before it is"),
    ("rights", "Rights", 'group = "care"', 'group = "cure"', "unknown groups.*cure"),
    ("safety", "Safety", "(?<!\\d)\\d{3}[- ]", "(\\d{3}[- ]", r"social_security.*no regular expression"),
    (
        "stakeholders",
        "Stakeholders",
        'kind = "other"',
        'kind = "others"',
        "should be one of patient_family, staff, other",
    ),
    ("visibility", "Visibility", 'edge = "ring"', 'edge = "circle"', "not 'circle'"),
]


@pytest.mark.parametrize(("name", "shape", "good", "bad", "said"), SPOILT)
def test_spoilt_file_is_refused(name, shape, good, bad, said):
    text = resources.files("colead.content").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    assert good in text
    with pytest.raises(ContentError, match=said) as refused:
        read_text(
            f"{name}.toml", text.replace(good, bad), getattr(importlib.import_module(f"colead.content.{name}"), shape)
        )
    assert str(refused.value).startswith(f"{name}.toml")


@pytest.mark.parametrize(
    ("name", "shape", "gone", "said"),
    [
        ("rights", "Rights", "levels", "each level once"),
        ("decisions", "Decisions", "outcomes", "outcomes should describe each"),
        ("launch", "Launch", "steps", "each step of the road"),
        ("model", "Model", "families", "each family once"),
    ],
)
def test_file_that_lost_its_last_entry_is_refused(name, shape, gone, said):
    text = resources.files("colead.content").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    head, mark, rest = text.rpartition(f"[[{gone}]]")
    tail = rest[rest.index("\n[") :] if "\n[" in rest else ""
    with pytest.raises(ContentError, match=said):
        read_text(f"{name}.toml", head + tail, getattr(importlib.import_module(f"colead.content.{name}"), shape))
