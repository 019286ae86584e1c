"""The data register: every table, every field and its class, written from the models themselves."""

from pathlib import Path
from typing import Any

from django.apps import apps

from colead.promises.models import SpaceItem

FILE = Path(__file__).parents[3] / "docs" / "data-register.md"
HEAD = """# Data register

Written by `colead register` from the models; a test fails when it is not current.

| class | who may see it |
|---|---|
| C0 | only its author |
| C1 | the members of its space: the two partners |
| C1s | its author until both have sealed, then both |
| C2 | the reader it was granted to, until a date |
| C3 | the sponsor too |
| C4 | the programme office too |
| C5, released | the audience both partners released it to |
| sealed | nobody without the keys; the words of C0 to C2 stand only here |
| account, public | the person, and who keeps accounts; everyone signed in |
| id, state, time | no words: links, states and moments of a row |
"""


def text() -> str:
    ours = [model for model in apps.get_models() if model.__module__.startswith("colead.")]
    return HEAD + "".join(table(model) for model in sorted(ours, key=lambda model: model._meta.label))


def table(model: Any) -> str:
    lines = [f"\n## {model._meta.label}\n\n| field | class |\n|---|---|\n"]
    lines += [f"| {name} | {kind} |\n" for name, kind in model.PRIVACY.items()]
    if issubclass(model, SpaceItem):
        lines += [f"| words: {name}, up to {length} | sealed |\n" for name, length in model.TEXT.items()]
    return "".join(lines)


def write() -> None:
    FILE.write_text(text(), encoding="utf-8")
