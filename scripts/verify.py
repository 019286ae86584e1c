"""Checks signed papers of Colead without Colead: a document, or the whole chain, with the public key alone.

    python verify.py paper.json [chain.json ...] --key PUBLIC_KEY [--receipt "HASH HEIGHT HEAD" ...] [--words]

It needs Python 3.11 and the `cryptography` package, no network, and none of the product's own code. What it checks:

- a document: the words give the hash that was signed, the link gives its digest, the seal is this installation's;
- a chain: each link gives its digest and carries digest and seal of the one before, none is missing, the seal holds;
- a document against a chain, when both are given; and every receipt that a signer kept against the chain.

`--words` writes out what was signed, so that it can be read beside a printed memo: the PDF bears the same hash.

Take the public key from a source you trust (the installation prints it, signers may keep it), not from the paper.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ModuleNotFoundError:
    sys.exit("The package cryptography is missing here: python -m pip install cryptography")

DOCUMENT, CHAIN = "colead signed document 1", "colead signed chain 1"
START = "0" * 64
LINK_WORDS = ("height", "release", "document", "signers", "at", "previous")
Paper = dict[str, Any]


def canonical(words: Any) -> bytes:
    """The one way words are written down before they are hashed."""
    return json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest_of(link: Paper) -> str:
    return sha256(canonical({name: link.get(name) for name in LINK_WORDS}))


def imprint(link: Paper) -> str:
    """What the next link carries of this one."""
    return sha256(f"{link.get('digest')}{link.get('seal')}".encode())


def is_sealed(link: Paper, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(bytes.fromhex(str(link.get("seal"))), bytes.fromhex(str(link.get("digest"))))
    except (InvalidSignature, ValueError):
        return False
    return True


def check_document(paper: Paper, key: Ed25519PublicKey, chains: list[Paper]) -> list[str]:
    link, words = paper["link"], paper["words"]
    faults = []
    if hash_of(words) != link.get("document"):
        faults.append("the words are not the words that were signed")
    if words.get("release") != link.get("release"):
        faults.append("the link belongs to another document")
    if digest_of(link) != link.get("digest"):
        faults.append("the link was changed")
    if not is_sealed(link, key):
        faults.append("the seal is not of this key")
    for chain in chains:
        if link not in chain["links"]:
            faults.append("the chain does not hold this link")
    return faults


def check_chain(paper: Paper, key: Ed25519PublicKey) -> list[str]:
    faults, previous, links = [], START, paper["links"]
    for height, link in enumerate(links, start=1):
        if link.get("height") != height:
            faults.append(f"record {height}: missing, or out of its order")
        if link.get("previous") != previous:
            faults.append(f"record {height}: does not follow the one before")
        if digest_of(link) != link.get("digest"):
            faults.append(f"record {height}: changed")
        previous = imprint(link)
    # Each link binds the seal before it, so the last seal stands for all.
    if links and not is_sealed(links[-1], key):
        faults.append(f"record {len(links)}: the seal is not of this key")
    return faults


def check_receipt(receipt: str, chains: list[Paper]) -> list[str]:
    try:
        document, height, head = receipt.split()
        place = int(height) - 1
    except ValueError:
        return ["this is not a receipt: a hash, a height and a head are needed"]
    faults = []
    for chain in chains:
        if not 0 <= place < len(chain["links"]):
            faults.append("the chain was cut off before this receipt")
        elif (chain["links"][place].get("document"), chain["links"][place].get("digest")) != (document, head):
            faults.append("the chain says something else than this receipt")
    return faults


def tell(name: str, faults: list[str], said: str) -> bool:
    print(f"{name}: {'; '.join(faults) if faults else said}")
    return not faults


def describe(paper: Paper) -> str:
    if paper["format"] == CHAIN:
        return f"holds, {len(paper['links'])} records"
    signers = "; ".join(f"{one['name']} at {one['at']} by {one['method']}" for one in paper["link"]["signers"])
    return f"holds, record {paper['link']['height']}, signed: {signers}"


def written(value: Any, under: str = "") -> list[str]:
    """Every word of a signed text, a line for each part."""
    if isinstance(value, dict):
        return [line for name in sorted(value) for line in written(value[name], f"{under} {name}".strip())]
    if isinstance(value, list):
        return [line for part in value for line in written(part, under)]
    return [f"  {under}: {line}" for line in str(value).splitlines() if line.strip()]


def show_words(papers: dict[str, Paper]) -> None:
    for name, paper in papers.items():
        if paper["format"] == DOCUMENT:
            words = paper["words"]
            print(
                f"{name}: what was signed ({words.get('kind')}, version {words.get('version')}), hash {hash_of(words)}"
            )
            print("\n".join(written(words.get("text"))))


def hash_of(words: Any) -> str:
    return sha256(canonical(words))


def check(papers: dict[str, Paper], receipts: list[str], key: Ed25519PublicKey) -> bool:
    chains = [paper for paper in papers.values() if paper["format"] == CHAIN]
    holds = []
    for name, paper in papers.items():
        faults = check_chain(paper, key) if paper["format"] == CHAIN else check_document(paper, key, chains)
        holds.append(tell(name, faults, describe(paper)))
    for receipt in receipts:
        faults = check_receipt(receipt, chains) if chains else ["a receipt is checked against a chain; give one"]
        holds.append(tell(f"receipt {receipt[:12]}", faults, "holds"))
    return all(holds)


def read(path: Path) -> Paper:
    paper: Paper = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(paper, dict) or paper.get("format") not in (DOCUMENT, CHAIN):
        raise ValueError("neither a signed document nor a chain")
    return paper


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Checks signed papers of Colead with the public key alone.")
    parser.add_argument("papers", nargs="+", type=Path)
    parser.add_argument("--key", help="the installation's public key, 64 hexadecimal digits")
    parser.add_argument("--receipt", action="append", default=[], metavar='"HASH HEIGHT HEAD"')
    parser.add_argument("--words", action="store_true", help="write out what was signed")
    given = parser.parse_args(arguments)
    try:
        papers = {str(path): read(path) for path in given.papers}
        written = given.key or next(iter(papers.values()))["public_key"]
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(written))
        holds = check(papers, given.receipt, key)
        if given.words:
            show_words(papers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        print(f"This cannot be read: {fault}")
        return 2
    if given.key is None:
        print(f"The key was taken from the paper itself ({written}): compare it with one you trust.")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
