"""The same words twice: as data, and as lines that a person can read."""

import json
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.operations.exports import queries
from colead.operations.exports.kinds import LEFT_OUT, Document
from colead.operations.exports.queries import Chapter

FORMAT = "colead own words 1"
NOT_FOR = gettext_lazy("Not for appraisal, pay, credentialing or discipline.")
LABELS = {
    "my_part": gettext_lazy("My part in it"),
    "imagine": gettext_lazy("How I imagine my partner sees it"),
    "whose_knew": gettext_lazy("Whose view turned out to know it"),
    "lookback_on": gettext_lazy("Look back on"),
    "reach_by": gettext_lazy("How to reach you"),
}


class Book:
    """Everything that is taken along, gathered once."""

    def __init__(self, viewer: Viewer) -> None:
        self.on = clock.today()
        self.about: Document = queries.about(viewer)
        self.chapters: list[Chapter] = queries.chapters(viewer)

    def as_json(self) -> str:
        words = {
            "format": FORMAT,
            "made_on": self.on.isoformat(),
            "not_for": str(NOT_FOR),
            "about": self.about,
            "chapters": [
                {
                    "title": chapter.title,
                    "taken": [
                        {"title": one.title, "on": one.on.isoformat(), "with": one.partner, "words": one.words}
                        for one in chapter.taken
                    ],
                }
                for chapter in self.chapters
            ],
            "not_in_it": [str(reason) for reason in LEFT_OUT],
        }
        return json.dumps(words, ensure_ascii=False, indent=1, default=str) + "\n"

    def as_page(self) -> str:
        context = {
            "name": self.about["name"],
            "day": date_format(self.on, "j F Y"),
            "not_for": NOT_FOR,
            "about": list(lines(self.about)),
            "chapters": [(chapter.title, [ReadableTaken(one) for one in chapter.taken]) for chapter in self.chapters],
            "left_out": LEFT_OUT,
        }
        return render_to_string("exports/file.html", context)


class ReadableTaken:
    def __init__(self, one: queries.Taken) -> None:
        self.title = one.title
        day = date_format(one.on, "j F Y")
        self.note = _("%(day)s, with %(partner)s") % {"day": day, "partner": one.partner} if one.partner else day
        self.lines = list(lines(one.words))


def lines(words: Document) -> Iterator[tuple[str, str]]:
    for name, value in words.items():
        text = as_text(value)
        if text:
            yield label_of(name), text


def label_of(name: str) -> str:
    return str(LABELS.get(name, name.replace("_", " ").capitalize()))


def as_text(value: Any) -> str:
    """Lists and nested parts of a document as lines beneath each other."""
    if isinstance(value, dict):
        parts = ((name, as_text(inner)) for name, inner in value.items())
        return "\n".join(f"{label_of(str(name))}: {inner}" for name, inner in parts if inner)
    if isinstance(value, list | tuple):
        return "\n".join(inner for inner in map(as_text, value) if inner)
    return "" if value is None else str(value)
