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


def made(template: Path, words: dict[str, Any]) -> bytes:
    """Words are data to the template: nothing in them is ever read as markup."""
    given = json.dumps({"lang": (get_language() or "en").split("-")[0], **words}, ensure_ascii=False)
    return typst.compile(
        template,
        sys_inputs={"words": given},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=int(clock.now().timestamp()),
    )


def as_download(content: bytes, name: str, kind: str = PDF) -> HttpResponse:
    """Nothing about whom it is of or what it says stands in the name of the file."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
