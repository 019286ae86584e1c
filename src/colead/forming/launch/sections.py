"""The sections of an agreement as they are read, and what of them changed since one of the two signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from colead.content import agreement as agreement_content
from colead.forming.launch import queries
from colead.forming.launch.models import SignedBefore
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.promises import space

# Beside these two sections stands the part of them that the sponsor reads.
BESIDE: Final = {
    "mine_yours_ours": ("shared", gettext_lazy("Shared accountabilities")),
    "time": ("cadence", gettext_lazy("How often we meet")),
}


@dataclass(frozen=True)
class Part:
    """A section of a text, and who will read it; `before` is what the reader had signed, where it was changed since."""

    title: str
    words: str
    level: str
    before: str | None = None


@dataclass(frozen=True)
class Changes:
    """What the other changed after the reader had signed."""

    sentence: str
    rows: list[str]
    parts: list[Part]


def places() -> Iterator[tuple[str, str, str]]:
    for section in agreement_content.load().sections:
        yield section.key, f"{section.number}. {section.title}", "C3" if section.key == "why" else "C1"
        if section.key in BESIDE:
            key, title = BESIDE[section.key]
            yield key, str(title), "C3"


def parts_of(text: dict[str, Any], signed: dict[str, Any] | None = None) -> list[Part]:
    """The sections that were written, in their order; the parts for the sponsor stand beside their section."""
    found = []
    for key, title, level in places():
        words, before = text.get(key, ""), (signed or {}).get(key, "")
        is_changed = signed is not None and before != words
        if words or is_changed:
            found.append(Part(title, words, level, before if is_changed else None))
    return found


def signed_before(viewer: Viewer, pair: Pair, draft_id: UUID) -> dict[str, Any] | None:
    """The words of this draft that the viewer had signed before the other changed them; None when none were."""
    row = queries.signed_before(viewer, pair, [draft_id]).get(draft_id)
    return words_signed(row, viewer) if row is not None else None


def words_signed(row: SignedBefore, viewer: Viewer) -> dict[str, Any]:
    return space.read(row, viewer)["signed"] or {}


def changes(text: dict[str, Any], signed: dict[str, Any], by: str) -> Changes:
    was, now = ({row[0]: row for row in one.get("rights", [])} for one in (signed, text))
    rows = [label for label in {**was, **now} if was.get(label) != now.get(label)]
    parts = [part for part in parts_of(text, signed) if part.before is not None]
    titles = [*(part.title for part in parts), *([_("Who decides what")] if rows else [])]
    return Changes(sentence(by, titles), rows, parts)


def sentence(by: str, titles: list[str]) -> str:
    if not titles:
        return _("%(name)s changed the words, so your signature no longer stands.") % {"name": by}
    said = ngettext(
        '%(name)s changed the part "%(part)s"; your signature no longer stands.',
        '%(name)s changed %(n)s parts, "%(part)s" first; your signature no longer stands.',
        len(titles),
    )
    return said % {"name": by, "part": titles[0], "n": len(titles)}
