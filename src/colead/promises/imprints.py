"""What was released, as it was released: a column changed in the database afterwards is found by its imprint."""

import hmac
from datetime import UTC
from typing import Any, Final

from colead.promises import keystore
from colead.promises.ciphers import Document, canonical
from colead.promises.models import Release, TrailEntry
from colead.promises.models.releases import ReleaseState
from colead.promises.trail import Fault

KIND: Final = "promises.release"
STATE_AFTER: Final = {
    "released": ReleaseState.RELEASED,
    "corrected": ReleaseState.CORRECTED,
    "unpublished": ReleaseState.UNPUBLISHED,
    "forgot": ReleaseState.FORGOTTEN,
}
WITHOUT_TEXT: Final = {ReleaseState.CORRECTED, ReleaseState.UNPUBLISHED, ReleaseState.FORGOTTEN}


def of(release: Release) -> dict[str, str]:
    """Two keyed digests: of what never changes after the release, and of what its audience reads."""
    return {"text": release.text_hash, "row": keyed(lasting(release)), "out": keyed({"out": release.published})}


def lasting(release: Release) -> Document:
    return {
        "release": str(release.pk),
        "space": str(release.space_id),
        "author": str(release.author_id),
        "kind": release.kind,
        "audience": release.audience,
        "publishes": release.publishes,
        "is_signed": release.is_signed_kind,
        "version": release.version,
        "supersedes": str(release.supersedes_id),
        "text": release.text_hash,
        "released": release.released_at.astimezone(UTC).isoformat() if release.released_at else "",
    }


def keyed(words: Document) -> str:
    return hmac.digest(keystore.trail_key(), b"colead release " + canonical(words), "sha256").hex()


def mark_of(words: Document) -> str:
    """Names a few outside words without saying them: the same words, the same mark; kept for sameness alone."""
    return hmac.digest(keystore.trail_key(), b"colead mark " + canonical(words), "sha256").hex()


def faults() -> list[Fault]:
    """Releases that are not what the trail says left its space, that left without it, or that are gone."""
    said: dict[str, tuple[str, str, dict[str, Any]]] = {}
    entries = TrailEntry.objects.filter(subject_kind=KIND, verb__in=STATE_AFTER).order_by("chain", "height")
    for subject_id, verb, chain, facts in entries.values_list("subject_id", "verb", "chain", "facts"):
        facts_then = facts if verb == "released" else said.get(subject_id, ("", "", {}))[2]
        said[subject_id] = (chain, STATE_AFTER[verb], facts_then)
    found = []
    for release in Release.door._unguarded().defer("ciphertext").iterator(chunk_size=2000):
        what = fault_of(release, said.pop(str(release.pk), None))
        found += [Fault(str(release.space_id), 0, f"release {release.pk} {what}")] if what else []
    return found + [Fault(chain, 0, f"release {gone} is gone") for gone, (chain, _, _) in said.items()]


def fault_of(release: Release, said: tuple[str, str, dict[str, Any]] | None) -> str:
    if said is None:
        return "is out and no one released it" if release.released_at or release.published is not None else ""
    _, state, facts = said
    if release.state != state:
        return "is not in the state its trail tells"
    if not facts:
        return ""  # forgotten or dropped before it was ever out
    now = of(release)
    if now["row"] != facts["row"] or now["text"] != facts["text"]:
        return "differs from what was released"
    if release.published is None and state in WITHOUT_TEXT:
        return ""
    return "" if now["out"] == facts["out"] else "shows other words than were released"
