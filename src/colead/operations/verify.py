"""`colead verify`: looks over trail, signed chain, releases and key store, says it in plain lines, and anchors."""

from collections.abc import Sequence
from pathlib import Path

from colead.promises import checkup, papers, signatures

SHOWN = 20


def run(receipts: Sequence[str] = (), chain_to: Path | None = None, accept_restore: bool = False) -> int:
    """0 when all holds, 1 when something does not, 2 when a receipt could not be read.

    `receipts` are lines from signers' mails. `chain_to` writes the chain for the stand-alone verifier.
    `accept_restore` goes on from a restored backup that ends before its anchors, and leaves a record of it.
    """
    if accept_restore:
        print(f"Chains that end before their anchor, accepted: {checkup.accept_restore()}")
    try:
        findings = checkup.examine(receipts)
    except checkup.NotAReceipt as unread:
        print(f"This is not a receipt: {unread}")
        return 2
    for finding in findings:
        tell(finding)
    if any(finding.faults for finding in findings):
        print("Something does not hold. Keep this database, its backups and the key store as they are, and ask why.")
        return 1
    checkup.anchor()
    if chain_to is not None:
        write_chain(chain_to)
    if signatures.public_key():
        print(f"Signed papers are checked with this public key: {signatures.public_key().hex()}")
    print("All holds.")
    return 0


def write_chain(path: Path) -> None:
    chain = papers.chain()
    if not chain["links"]:
        print(f"Nothing was signed yet: no chain is written to {path}.")
        return
    path.write_text(papers.as_text(chain), encoding="utf-8")
    print(f"The chain is written to {path}. Check it elsewhere with scripts/verify.py.")


def tell(finding: checkup.Finding) -> None:
    print(f"{finding.name}: {finding.n}, " + (f"{len(finding.faults)} faults" if finding.faults else "hold"))
    for fault in finding.faults[:SHOWN]:
        print(f"  {fault}")
    if len(finding.faults) > SHOWN:
        print(f"  and {len(finding.faults) - SHOWN} more")
