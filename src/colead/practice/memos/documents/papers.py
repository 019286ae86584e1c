"""A published memo and a run of show as tagged PDF."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from colead.practice.memos.pages.presentations import PresentationPage
from colead.practice.memos.pages.released import ReleasedMemoPage
from colead.promises.papers import Record
from colead.ui import pdf

HERE: Final = Path(__file__).parent
DAY: Final = "j F Y"


def day_of(moment: datetime) -> str:
    """The day here, whatever the database keeps."""
    return date_format(timezone.localtime(moment), DAY)


def memo(page: ReleasedMemoPage) -> bytes:
    return pdf.made(HERE / "memo.typ", memo_words(page))


def memo_words(page: ReleasedMemoPage) -> dict[str, Any]:
    words, record = page.words, page.record
    day = day_of(page.release.released_at) if page.release.released_at else ""
    head = [[_("To"), words.to], [_("From"), _(" and ").join(words.signed_by)], [_("Date"), day]]
    return {
        "title": words.title,
        "names": words.signed_by,
        "above": " · ".join(part for part in (_("Joint memo"), words.unit) if part),
        "head": head,
        "body": words.paragraphs,
        "north_star": words.north_star,
        "labels": {
            "memo": _("Joint memo"),
            "signed": _("Signed by both, in the same words"),
            "seal": _("Seal"),
            "north_star": _("What it serves"),
        },
        "signed_on": _("Ask either of us; the answer is the same."),
        "correction": correction_words(page),
        "seal": seal_rows(record) if record is not None else [],
        "check": _(
            "Each of the two signed these very words after showing who they are. Either can hand you the signed "
            "document, which anyone can check without Colead: IT finds below what it takes."
        ),
    }


def correction_words(page: ReleasedMemoPage) -> str:
    if page.earlier is None or page.earlier.released_at is None:
        return ""
    day = day_of(page.earlier.released_at)
    return _("Version %(version)d. It takes the place of what was said on %(day)s.") % {
        "version": page.release.version,
        "day": day,
    }


def seal_rows(record: Record) -> list[list[str]]:
    height = _("Record %(number)d of %(day)s, SHA-256 of what was signed") % {
        "number": record.height,
        "day": day_of(record.signed_at),
    }
    return [
        [height, record.document_hash],
        [_("Seal of this installation (Ed25519)"), record.seal],
        [_("Public key"), record.public_key],
    ]


def run_of_show(page: PresentationPage) -> bytes:
    slots = [
        {
            "begins": slot.begins,
            "topic": slot.topic,
            "about": _("about the area of %(name)s") % {"name": slot.about} if slot.about else "",
            "minutes": str(slot.minutes) if slot.minutes else "",
            "who": slot.who,
        }
        for slot in page.slots
    ]
    when = [date_format(page.plan.held_on, DAY)] if page.plan.held_on else []
    return pdf.made(
        HERE / "show.typ",
        {
            "title": page.title,
            "names": page.signed_by,
            "above": _("Run of show · for the two of us"),
            "when": " · ".join([*when, *([page.forum] if page.forum else [])]),
            "slots": slots,
            "columns": [_("Begins"), _("Segment"), _("Minutes"), _("Who speaks")],
            "total": _("%(n)d minutes in all") % {"n": page.minutes},
            "dry_line": page.dry_line,
            "questions": [list(row) for row in page.answers],
            "labels": {
                "run": _("Run of show"),
                "dry": _("If we had thirty seconds"),
                "hard": _("Three hard questions, one answer"),
            },
        },
    )
