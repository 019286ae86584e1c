"""The signed document of a memo, checked outside by the script alone; every change to it is found."""

import copy
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from colead.foundation.models import Notice
from colead.promises import papers, signatures
from tests.practice.memos.conftest import WORDS, Memos, signed_in

pytestmark = pytest.mark.django_db
SCRIPT = Path("scripts/verify.py")


def checked(folder: Path, paper: Any, *more: str, key: str = "") -> tuple[int, str]:
    path = folder / "memo.json"
    path.write_text(json.dumps(paper), encoding="utf-8")
    told = ["--key", key] if key else []
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", str(SCRIPT), str(path), *more, *told], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def paper_of(memos: Memos) -> Any:
    id = memos.published()
    return json.loads(memos.maya.client.get(memos.maya.url("memos:download_document", id)).content)


def changed(paper: Any) -> Iterator[tuple[str, Any]]:
    """The paper with one leaf changed, every leaf in turn."""
    for at in leaves({name: paper[name] for name in ("words", "link")}):
        other = copy.deepcopy(paper)
        place = other
        for step in at[:-1]:
            place = place[step]
        was = place[at[-1]]
        place[at[-1]] = (not was) if isinstance(was, bool) else was + 1 if isinstance(was, int) else was + "0"
        yield ".".join(map(str, at)), other


def leaves(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            yield from leaves(inner, (*at, step))
    else:
        yield at


def test_signer_checks_a_memo_with_the_public_key_alone(memos: Memos, tmp_path: Path) -> None:
    paper = paper_of(memos)
    key = signatures.public_key().hex()
    code, said = checked(tmp_path, paper, "--words", key=key)
    assert code == 0, said
    assert "holds, record 1" in said
    assert f"title: {WORDS['title']}" in said
    assert paper["link"]["document"] in said


def test_receipt_from_the_mail_fits_the_chain(memos: Memos, tmp_path: Path) -> None:
    paper = paper_of(memos)
    chain = tmp_path / "chain.json"
    chain.write_text(papers.as_text(papers.chain()), encoding="utf-8")
    receipt = Notice.objects.filter(sentence="receipt")[0].extra
    key = signatures.public_key().hex()
    assert checked(tmp_path, paper, str(chain), "--receipt", receipt, key=key)[0] == 0
    wrong = receipt.replace(receipt[0], "f" if receipt[0] != "f" else "0", 1)
    assert checked(tmp_path, paper, str(chain), "--receipt", wrong, key=key)[0] == 1


def test_every_changed_leaf_is_found(memos: Memos, tmp_path: Path) -> None:
    """P11, in the script's own functions, so that a hundred papers cost no hundred processes."""
    spec = importlib.util.spec_from_file_location("verify_alone", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    paper = paper_of(memos)
    key = script.Ed25519PublicKey.from_public_bytes(signatures.public_key())
    assert script.check_document(paper, key, []) == []
    unfound = [name for name, other in changed(paper) if not script.check_document(other, key, [])]
    assert unfound == []
    assert len(list(changed(paper))) > 25


def test_seal_of_another_key_is_refused(memos: Memos, tmp_path: Path) -> None:
    code, said = checked(tmp_path, paper_of(memos), key="ab" * 32)
    assert code != 0, said


def test_draft_and_withdrawn_memo_have_no_such_document_for_others(memos: Memos, nia: Any) -> None:
    id = memos.draft()
    assert memos.maya.client.get(memos.maya.url("memos:download_document", id)).status_code == 404
    memos.both_sign(id)
    assert signed_in(nia).get(memos.maya.url("memos:download_document", id)).status_code == 404
