"""Papers that prove themselves: a signed document and the whole chain, as anyone may check them without the product."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from colead.foundation.viewer import Hidden, Viewer
from colead.promises import signatures, two_key
from colead.promises.ciphers import Document
from colead.promises.models import Release, SignedRecord, TrailEntry
from colead.promises.models.releases import ReleaseState
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience

DOCUMENT: Final = "colead signed document 1"
CHAIN: Final = "colead signed chain 1"


@dataclass(frozen=True)
class Record:
    """A signature as readers see it: who, when the second came, and what proves it; never who was first."""

    names: tuple[str, ...]
    signed_at: datetime
    height: int
    document_hash: str
    seal: str
    public_key: str


@dataclass(frozen=True)
class Notice:
    """That something was out, signed by these, and was taken out of view; nothing of what it said."""

    audience: Audience
    names: tuple[str, ...]
    released_at: datetime
    withdrawn_at: datetime


def record_of(release: Release, viewer: Viewer) -> Record | None:
    """The seal on a text that this viewer reads, as one of its space or of its audience; nothing before it is out."""
    if not (viewer.may(Ability.READ_RELEASED, release) or viewer.may(Ability.READ_SPACE, release)):
        raise Hidden
    link = SignedRecord.objects.filter(release_id=release.pk).first()
    if link is None:
        return None
    key = signatures.public_key().hex()
    return Record(names_on(link), link.signed_at, link.height, link.document_hash, link.seal, key)


def names_on(link: SignedRecord) -> tuple[str, ...]:
    return tuple(sorted(str(one["name"]) for one in link.signers))


def taken_from(viewer: Viewer, kind: str) -> "QuerySet[Release]":
    """What was out for this viewer as its audience and was taken out of view: that it was, and not a word of it."""
    return viewer.sees(Release.door._unguarded().defer("ciphertext"), Ability.READ_NOTICE).filter(kind=kind)


def notice_of(id: UUID, kind: str, viewer: Viewer) -> Notice:
    """What stays where its audience could read it, after it was taken out of view; its own two find it too."""
    rows = Release.door._unguarded().defer("ciphertext").filter(kind=kind, pk=id, state=ReleaseState.UNPUBLISHED)
    release = taken_from(viewer, kind).filter(pk=id).first() or viewer.sees(rows, Ability.READ_SPACE).first()
    link = SignedRecord.objects.filter(release_id=id).first()
    out = TrailEntry.objects.filter(subject_id=str(id), verb="unpublished").order_by("-at").first()
    if release is None or release.released_at is None or link is None or out is None:
        raise Hidden
    return Notice(Audience(release.audience), names_on(link), release.released_at, out.at)


def document(release: Release, viewer: Viewer) -> Document:
    """One signed text with its salt, its link and the public key, for those who belong to its space."""
    sealed = two_key.sealed_text(release, viewer)
    link = SignedRecord.objects.filter(release_id=release.pk).values_list(*signatures.COLUMNS).first()
    if link is None or not sealed["salt"]:
        raise Hidden
    words = two_key.signed_words(release, sealed["text"], sealed["salt"])
    return {"format": DOCUMENT, "public_key": signatures.public_key().hex(), "words": words, "link": link_words(link)}


def chain() -> Document:
    """Every link without a word of any text: hashes, signers, seals. The operator gives it to whoever checks."""
    rows = SignedRecord.objects.order_by("height").values_list(*signatures.COLUMNS)
    links = [link_words(row) for row in rows.iterator(chunk_size=2000)]
    return {"format": CHAIN, "public_key": signatures.public_key().hex(), "links": links}


def link_words(row: tuple[Any, ...]) -> Document:
    return {**signatures.words_of(row[:-2]), "digest": row[-2], "seal": row[-1]}


def as_text(paper: Document) -> str:
    return json.dumps(paper, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
