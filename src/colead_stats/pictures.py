"""What the engine found as a picture with words: points with their intervals, or a table in shades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vl_convert

from colead_stats.results import UnfitData

INK, QUIET, MARK = "#1f2a37", "#5b6675", "#1d6f6b"
ROW_HEIGHT, WIDTH = 24, 460


@dataclass(frozen=True)
class Point:
    """One line of a picture: its name, where the point stands and how far it is uncertain."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


def points(rows: Sequence[Point], *, title: str, axis: str, at: float | None = None) -> dict[str, Any]:
    """A drawing of points with intervals, one line each in the order given; `at` draws a line to compare with.

    Returns a Vega-Lite description, which `write` turns into a file.

    >>> points([Point("6 West", 3.9, 3.6, 4.2)], title="Trust", axis="mean, 1 to 5")["mark"]
    Traceback (most recent call last):
    KeyError: 'mark'
    """
    values = [{"name": r.name, "value": r.value, "low": r.low, "high": r.high} for r in rows]
    y = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 220, "ticks": False}}
    x = {"field": "value", "type": "quantitative", "title": axis, "scale": {"zero": False}}
    layers: list[dict[str, Any]] = [
        {
            "transform": [{"filter": "isValid(datum.low)"}],
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1}, "encoding": {"y": y, "x": x}},
    ]
    if at is not None:
        rule = {"mark": {"type": "rule", "strokeDash": [4, 4], "color": QUIET}, "encoding": {"x": {"datum": at}}}
        layers.insert(0, rule)
    return _framed(title, {"layer": layers, "height": {"step": ROW_HEIGHT}}, values)


def shades(cells: Sequence[tuple[str, str, float]], *, title: str, rows: str, columns: str) -> dict[str, Any]:
    """A table in shades with its numbers written in, for who says what of whom; rows and columns named in words.

    Returns a Vega-Lite description, which `write` turns into a file.
    """
    values = [{"row": row, "column": column, "value": value} for row, column, value in cells]
    x = {"field": "column", "type": "nominal", "title": columns, "sort": None, "axis": {"labelAngle": 0}}
    place = {"x": x, "y": {"field": "row", "type": "nominal", "title": rows, "sort": None}}
    colour = {"field": "value", "type": "quantitative", "legend": None, "scale": {"range": ["#eef4f3", "#8fc1bb"]}}
    written = {"field": "value", "type": "quantitative", "format": ".3~g"}
    layers = [
        {"mark": {"type": "rect"}, "encoding": {**place, "color": colour}},
        {"mark": {"type": "text", "color": INK}, "encoding": {**place, "text": written}},
    ]
    return _framed(title, {"layer": layers, "height": {"step": 36}, "width": {"step": 96}}, values)


def write(picture: dict[str, Any], path: Path) -> None:
    """Draws a picture into an .svg, .png or .pdf file, without any network. Raises UnfitData for another ending."""
    ending = path.suffix.lower()
    draw: dict[str, Any] = {
        ".svg": vl_convert.vegalite_to_svg,
        ".png": vl_convert.vegalite_to_png,
        ".pdf": vl_convert.vegalite_to_pdf,
    }
    if ending not in draw:
        raise UnfitData(f"A picture is written as .svg, .png or .pdf, not as {ending or 'a file without an ending'}.")
    drawn = draw[ending](picture)
    if isinstance(drawn, str):
        path.write_text(drawn, encoding="utf-8")
    else:
        path.write_bytes(drawn)


def _framed(title: str, drawing: dict[str, Any], values: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": title,
        "title": {"text": title, "anchor": "start", "fontSize": 14, "color": INK},
        "width": WIDTH,
        "data": {"values": values},
        "config": {
            "font": "Source Sans Pro, sans-serif",
            "view": {"stroke": None},
            "axis": {"labelColor": INK, "titleColor": QUIET, "gridColor": "#e5e9ee", "domain": False},
            "mark": {"color": MARK},
            "rule": {"color": MARK},
        },
        **drawing,
    }
