"""Papers that prove themselves: a signed document and the whole chain, as anyone may check them without the product."""

import json
from typing import Any, Final

from colead.foundation.viewer import Hidden, Viewer
from colead.promises import signatures, two_key
from colead.promises.ciphers import Document
from colead.promises.models import Release, SignedRecord

DOCUMENT: Final = "colead signed document 1"
CHAIN: Final = "colead signed chain 1"


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
