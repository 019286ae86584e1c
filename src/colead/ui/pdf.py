"""Tagged PDF: a typst template of a room and its words, with the same letters on whatever machine it is made."""

import json
from pathlib import Path
from typing import Any, Final

import font_source_sans_pro
import typst
from django.http import HttpResponse
from django.utils.translation import get_language

from colead.foundation import clock

FONTS: Final = Path(font_source_sans_pro.__file__).parent / "files"
PDF: Final = "application/pdf"
NO_LETTER: Final = "could not be displayed"


def made(template: Path, words: dict[str, Any]) -> bytes:
    """Words are data to the template: nothing in them is ever read as markup.

    PDF/UA-1 with our own letters; with the machine's where ours lack one; and where these lack it too, tagged all the
    same but without the claim, since a paper that keeps the words comes before one that keeps the standard.
    """
    given = json.dumps({"lang": (get_language() or "en").split("-")[0], **drawable(words)}, ensure_ascii=False)
    try:
        return compiled(template, given, ignore_system_fonts=True, pdf_standards="ua-1")
    except typst.TypstError as lacking:
        if NO_LETTER not in str(lacking):
            raise
    try:
        return compiled(template, given, pdf_standards="ua-1")
    except typst.TypstError:
        return compiled(template, given)


def compiled(template: Path, given: str, **how: Any) -> bytes:
    moment = int(clock.now().timestamp())
    paper: bytes = typst.compile(template, sys_inputs={"words": given}, font_paths=[FONTS], timestamp=moment, **how)
    return paper


def drawable(value: Any) -> Any:
    """Without control characters, which a pasted text may bring along and no font can draw; lines stay lines."""
    if isinstance(value, str):
        return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in value)
    if isinstance(value, dict):
        return {name: drawable(inner) for name, inner in value.items()}
    return [drawable(inner) for inner in value] if isinstance(value, list | tuple) else value


def as_download(content: bytes, name: str, kind: str = PDF) -> HttpResponse:
    """Nothing about whom it is of or what it says stands in the name of the file."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
