"""Do the colours hold AA in both themes and on every tint of paper? Computed from the style sheet itself."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "src/colead/ui/static/colead/room.css").read_text()
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
THEMES = {"light": 0, "dark": 1}

Tokens = dict[str, tuple[str, str]]


def tokens() -> Tokens:
    root = CSS[CSS.index(":root") : CSS.index(".tint-0")]
    return {name: (light, dark) for name, light, dark in PAIR.findall(root)}


def papers() -> list[tuple[str, str]]:
    tints = re.findall(r"\.tint-\d \{ --paper: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)
    assert tints[0] == tokens()["paper"]
    return tints


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def grounds(theme: str) -> list[str]:
    known = tokens()
    named = [known[name][THEMES[theme]] for name in ("sheet", "sunk")]
    return [*named, *(paper[THEMES[theme]] for paper in papers())]


def test_there_are_six_tints_of_paper() -> None:
    assert len(papers()) == 6


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["ink", "ink-soft", "teal", "teal-deep", "amber", "red"])
def test_text_reads_on_every_ground(theme: str, text: str) -> None:
    colour = tokens()[text][THEMES[theme]]
    assert min(contrast(colour, ground) for ground in grounds(theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_ink_is_comfortable_to_read(theme: str) -> None:
    assert min(contrast(tokens()["ink"][THEMES[theme]], ground) for ground in grounds(theme)) >= 10


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("part", ["rim", "amber-fill", "focus", "teal"])
def test_edges_and_marks_are_seen_on_every_ground(theme: str, part: str) -> None:
    colour = tokens()[part][THEMES[theme]]
    assert min(contrast(colour, ground) for ground in grounds(theme)) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on-teal", "teal"),
        ("on-teal", "teal-deep"),
        ("ink", "teal-wash"),
        ("ink", "amber-wash"),
        ("ink-soft", "amber-wash"),
        ("red", "red-wash"),
        ("ink", "red-wash"),
    ],
)
def test_text_reads_on_its_own_wash(theme: str, text: str, ground: str) -> None:
    known = tokens()
    assert contrast(known[text][THEMES[theme]], known[ground][THEMES[theme]]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_ink_is_never_pure_black_or_white(theme: str) -> None:
    assert tokens()["ink"][THEMES[theme]] not in ("#000000", "#ffffff")
