"""`colead verify` and the stand-alone verifier: quiet when all holds, plain and exact when something does not."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from colead.foundation.models import Notice
from colead.foundation.viewer import Hidden
from colead.operations import verify
from colead.promises import checkup, keyfiles, keystore, papers, signatures, trail
from colead.promises.models import Release, SignedRecord, TrailEntry
from tests.promises.chain_checks import rebuild_signed, sign_some, walk_some
from tests.promises.test_releases import draft, released
from tests.promises.worlds import World, look, make_world

SCRIPT = Path(__file__).parents[2] / "scripts" / "verify.py"


def alone(*arguments: str | Path) -> tuple[int, str]:
    """The script by itself: another process, isolated from this project's code and settings."""
    command = [sys.executable, "-I", str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def receipts() -> list[str]:
    return list(Notice.objects.filter(sentence="receipt").values_list("extra", flat=True))


def test_script_says_which_package_it_lacks() -> None:
    lame = "import sys; sys.modules['cryptography'] = None; import runpy; runpy.run_path(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-I", "-c", lame, str(SCRIPT)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr.strip() == "The package cryptography is missing here: python -m pip install cryptography"
    assert done.returncode == 1


@pytest.fixture
def signed(db: None) -> World:
    world = make_world()
    sign_some(3)
    released(world, is_signed=True)
    return world


def test_clean_installation_holds_and_is_anchored(signed: World, capsys: pytest.CaptureFixture[str]) -> None:
    walk_some()
    assert verify.run(receipts()) == 0
    *_, key, last = capsys.readouterr().out.splitlines()
    assert (key.split()[-1], last) == (signatures.public_key().hex(), "All holds.")
    assert keystore.read_head(signatures.CHAIN) is not None
    assert verify.run() == 0


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda: SignedRecord.objects.filter(height=2).update(document_hash="f" * 64), "record 2: changed"),
        (lambda: TrailEntry.objects.filter(verb="released").update(verb="dropped"), "changed"),
        (lambda: Release.door._unguarded().update(published={"why": "planted"}), "shows other words"),
        (lambda: (keyfiles.folder() / "seal").chmod(0o644), "seal can be read by others"),
        (lambda: keystore.connection().execute("DELETE FROM person_key"), "has no key and was not erased"),
    ],
)
def test_harm_is_said_in_a_plain_line(harm: Any, said: str, signed: World, capsys: pytest.CaptureFixture[str]) -> None:
    harm()
    assert verify.run() == 1
    assert said in capsys.readouterr().out
    assert keystore.read_head(signatures.CHAIN) is None, "nothing is anchored that does not hold"


def test_store_that_is_not_mounted_is_said(signed: World, settings: Any, tmp_path: Path, capsys: Any) -> None:
    settings.KEYSTORE = tmp_path / "nothing-here"
    assert verify.run() == 1
    assert "is its volume mounted?" in capsys.readouterr().out


def test_lost_seal_is_said_and_no_new_one_is_made(signed: World, capsys: pytest.CaptureFixture[str]) -> None:
    """A new key would make every record look forged, and the restored one look like a stranger's."""
    keyfiles.remove("seal")
    assert verify.run() == 1
    assert f"{keystore.folder()} lacks the key that seals signed records" in capsys.readouterr().out
    assert not keystore.has_seal_key()


def test_site_that_signed_nothing_holds_and_writes_no_chain(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.run(chain_to=tmp_path / "chain.json") == 0
    assert "Nothing was signed yet" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    assert not keystore.has_seal_key()


def test_receipts_find_a_chain_made_anew_with_the_stolen_key(signed: World) -> None:
    kept = receipts()
    rebuild_signed(with_key=True)
    Release.door._unguarded().filter(is_signed_kind=True).update(text_hash="")
    assert verify.run(kept) == 1
    assert verify.run(["no receipt"]) == 2


def test_restored_backup_that_lost_its_end_is_accepted_once_and_on_record(signed: World) -> None:
    assert verify.run() == 0
    last = SignedRecord.objects.latest("height")
    Release.door._unguarded().filter(pk=last.release_id).update(is_signed_kind=False)
    last.delete()
    TrailEntry.objects.filter(verb="released", subject_id=str(last.release_id)).delete()
    assert verify.run() == 1
    assert checkup.accept_restore() == 2
    assert not checkup.accept_restore()
    assert not signatures.verify(signatures.public_key(), heads=keystore.read_heads(signatures.CHAIN))
    assert TrailEntry.objects.get(verb="accepted_restore").facts == {"chains": 2}
    assert trail.faults() == []


def test_changed_chain_is_not_accepted_as_a_restore(signed: World) -> None:
    assert verify.run() == 0
    SignedRecord.objects.filter(height=2).update(document_hash="f" * 64)
    assert checkup.accept_restore() == 0
    assert verify.run(accept_restore=True) == 1


def written(paper: dict[str, Any], path: Path) -> Path:
    path.write_text(papers.as_text(paper), encoding="utf-8")
    return path


def test_document_proves_itself_with_the_public_key_alone(signed: World, tmp_path: Path) -> None:
    """P11: run by anyone on the export."""
    release = Release.door.visible_to(signed.by(1)).get(space=signed.space)
    paper = papers.document(release, signed.by(1))
    chain = tmp_path / "chain.json"
    assert verify.run(chain_to=chain) == 0
    key = paper["public_key"]
    code, said = alone(written(paper, tmp_path / "memo.json"), chain, "--key", key, "--receipt", receipts()[-1])
    assert code == 0, said
    assert said.count("holds") == 3
    assert "compare it with one you trust" in alone(tmp_path / "memo.json")[1]


CHANGES: list[tuple[str, Any]] = [
    ("words", lambda paper: paper["words"]["text"].update(why="another")),
    ("audience", lambda paper: paper["words"].update(audience="board")),
    ("salt", lambda paper: paper["words"].update(salt="0")),
    ("signer", lambda paper: paper["link"]["signers"][0].update(name="Somebody Else")),
    ("moment", lambda paper: paper["link"].update(at="2020-01-01T00:00:00.000000+00:00")),
    ("seal", lambda paper: paper["link"].update(seal="00" * 64)),
    ("digest", lambda paper: paper["link"].update(digest="not a digest")),
]


@pytest.mark.parametrize(("what", "change"), CHANGES)
def test_changed_document_does_not_hold(what: str, change: Any, signed: World, tmp_path: Path) -> None:
    release = Release.door.visible_to(signed.by(1)).get(space=signed.space)
    paper = papers.document(release, signed.by(1))
    change(paper)
    assert alone(written(paper, tmp_path / f"{what}.json"), "--key", paper["public_key"])[0] == 1


def test_changed_chain_does_not_hold(signed: World, tmp_path: Path) -> None:
    whole = papers.chain()
    key, kept = whole["public_key"], receipts()[-1]
    last = whole["links"][-1]
    for name, links in {
        "cut": whole["links"][:-1],
        "gap": [whole["links"][0], *whole["links"][2:]],
        "swapped": [whole["links"][1], whole["links"][0], *whole["links"][2:]],
        "resealed": [*whole["links"][:-1], {**last, "seal": whole["links"][0]["seal"]}],
    }.items():
        paper = written({**whole, "links": links}, tmp_path / f"{name}.json")
        assert alone(paper, "--key", key, "--receipt", kept)[0] == 1, name
    assert alone(written(whole, tmp_path / "whole.json"), "--key", "00" * 32)[0] == 1
    assert alone(written(whole, tmp_path / "whole.json"), "--key", key, "--receipt", "x")[0] == 1


@pytest.mark.parametrize("content", ["", "[]", '{"format": "other"}', '{"format": "colead signed chain 1"}', "{"])
def test_file_that_is_no_paper_is_refused_in_words(content: str, tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text(content)
    code, said = alone(tmp_path / "odd.json")
    assert code == 2
    assert said.startswith("This cannot be read")


def test_verifier_needs_nothing_of_the_product() -> None:
    source = SCRIPT.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 200
    assert "colead" not in {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith("from")}


def test_product_and_verifier_write_words_down_alike(signed: World) -> None:
    paper = json.loads(papers.as_text(papers.chain()))
    links = paper["links"]
    assert [link["digest"] for link in links] == [
        signatures.digest_of(link) for link in SignedRecord.objects.order_by("height")
    ]


def test_paper_is_given_only_to_who_belongs_and_only_of_what_was_signed(signed: World) -> None:
    release = Release.door.visible_to(signed.by(1)).get(space=signed.space)
    for paper_of, viewer in ((release, look(signed.stranger)), (draft(signed), signed.by(0))):
        with pytest.raises(Hidden):
            papers.document(paper_of, viewer)
