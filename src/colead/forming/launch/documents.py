"""Role descriptions as a document for HR: only what both released, with the line on what it is not for."""

from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Docx

from colead.promises.models import Release

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def roles_document(text: dict[str, Any], partnership: str, names: list[str], release: Release) -> Docx:
    """One document: both roles in equal form, then what both answer for together."""
    document = Document()
    document.core_properties.author = " / ".join(names)
    document.core_properties.title = _("Role descriptions")
    document.core_properties.comments = ""
    document.add_heading(_("Role descriptions: %(name)s") % {"name": partnership}, level=0)
    document.add_paragraph(_(" and ").join(names))
    if release.released_at is not None:
        day = date_format(release.released_at, "j F Y")
        document.add_paragraph(
            _("Version %(number)s, released by both partners on %(day)s.") % {"number": release.version, "day": day}
        )
    document.add_paragraph(_("Not for appraisal, pay, credentialing or discipline."), style="Intense Quote")
    for side, title in (("nurse", _("Nurse leader")), ("physician", _("Physician leader"))):
        add_role(document, side, title, text)
    add_part(document, _("Shared: what both answer for together"), text.get("shared", ""), level=1)
    return document


def add_role(document: Docx, side: str, title: str, text: dict[str, Any]) -> None:
    document.add_heading(title, level=1)
    add_part(document, _("Purpose"), text.get(f"{side}_purpose", ""))
    add_part(document, _("Partnering"), text.get(f"{side}_partnering", ""))
    add_part(document, _("Answers for"), text.get(f"{side}_own", ""))
    add_part(document, _("Reports to"), text.get(f"{side}_reports_to", ""))


def add_part(document: Docx, title: str, words: str, level: int = 2) -> None:
    if not words:
        return
    document.add_heading(title, level=level)
    for line in words.splitlines():
        if line.strip():
            document.add_paragraph(printable(line.strip()))


def printable(line: str) -> str:
    """A Word file cannot hold control characters, which a pasted text may bring along."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


def as_download(document: Docx) -> HttpResponse:
    stream = BytesIO()
    document.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=WORD)
    response["Content-Disposition"] = 'attachment; filename="role-descriptions.docx"'
    return response
