"""What the other changed of a text that is agreed to, not signed, after the reader had turned a key on it."""

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from colead.forming.launch import queries, sections
from colead.forming.launch.sections import Changes, Part
from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.models import Side
from colead.partnerships.queries import Pair
from colead.promises import two_key
from colead.promises.models import Release

ROLE_PARTS: Final = {
    "purpose": gettext_lazy("Purpose"),
    "partnering": gettext_lazy("Partnering"),
    "own": gettext_lazy("Answers for"),
    "reports_to": gettext_lazy("Reports to"),
}


def changes_of(viewer: Viewer, pair: Pair, draft: Release) -> Changes | None:
    """None while nothing that the viewer had agreed to was changed."""
    signed = sections.signed_before(viewer, pair, draft.pk)
    if signed is None:
        return None
    now = dict(places_of(draft.kind, two_key.text_of(draft, viewer)))
    was = dict(places_of(draft.kind, signed))
    parts = [Part(title, now[title], "", was[title]) for title in now if now[title] != was[title]]
    return Changes(sentence(pair.partner_name, [part.title for part in parts]), [], parts)


def sentence(by: str, titles: list[str]) -> str:
    if not titles:
        return _("%(name)s changed the words or who reads them, so your key no longer stands.") % {"name": by}
    said = ngettext(
        '%(name)s changed "%(part)s"; your key no longer stands.',
        '%(name)s changed %(n)s parts, "%(part)s" first; your key no longer stands.',
        len(titles),
    )
    return said % {"name": by, "part": titles[0], "n": len(titles)}


def places_of(kind: str, text: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every part of the text with its title, whether it was written or not."""
    if kind == charter.CHARTER:
        yield _("Your North Star line"), text.get("north_star", "")
        yield _("Guideposts"), "\n".join(text.get("guideposts", []))
    elif kind == queries.BROKEN_GLASS:
        yield _("What is kept of the broken glass"), text.get("kept", "")
    else:
        for side, role in ((Side.NURSE, _("Nurse leader")), (Side.PHYSICIAN, _("Physician leader"))):
            for key, title in ROLE_PARTS.items():
                yield f"{role}: {title}", text.get(f"{side.value}_{key}", "")
        yield _("What both answer for together"), text.get("shared", "")
