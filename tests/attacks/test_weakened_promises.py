"""Each guard of the mechanisms is seen to fail: one rule is taken away, and the suite that watches it goes red."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from colead.promises import (
    ciphers,
    grants,
    holds,
    imprints,
    keyfiles,
    keystore,
    retention,
    sealed,
    signatures,
    space,
    trail,
    two_key,
    vault,
)
from colead.promises.ciphers import Place
from colead.promises.models import Entry, Grant, Hold, Key, Release, SignedRecord, SpaceKey, TrailEntry
from tests.promises.chain_checks import (
    check_signed,
    rebuild_signed,
    rebuild_trail,
    sign_some,
    tamperings,
    unseen,
    walk_some,
)
from tests.promises.players import play_keys, play_round
from tests.promises.test_grants import play_grants
from tests.promises.test_releases import released
from tests.promises.test_retention import play_retention
from tests.promises.test_spaces import play_space
from tests.promises.vault_checks import flip_faults, moved_row_faults, place_faults, size_faults
from tests.promises.worlds import make_world, passing, write_page

pytestmark = pytest.mark.usefixtures("no_statement_is_kept")
Patch = pytest.MonkeyPatch
SEEDS = range(25)  # the same seeds find nothing in the whole build: see test_properties and its neighbours


def any_play(play: Callable[[int], list[str]]) -> list[str]:
    """The first fault that some random play finds; an act that breaks altogether is a fault, too."""
    for seed in SEEDS:
        try:
            with transaction.atomic():
                found = play(seed)
        except Exception as broken:
            return [repr(broken)]
        if found:
            return found
    return []


def reveal_early(patch: Patch) -> None:
    """The first seal opens the round to all."""

    def as_it_stands(entry: Entry) -> dict[str, Any]:
        key = vault.key_held_by(entry.author_id, entry.own_space_id, entry.own_key_version)
        return ciphers.decrypt(ciphers.item_key(key, entry.pk), sealed.own_place(entry, "own"), entry.own_ciphertext)

    seal = sealed.seal

    def seal_and_open(**fields: Any) -> Any:
        locked = seal(**fields)
        return sealed.reveal(locked, fields["by"]) if locked.state == "open" else locked

    patch.setattr(sealed, "open_as_author", as_it_stands)
    patch.setattr(sealed, "seal", seal_and_open)


def draft_after_seal(patch: Patch) -> None:
    own_entry = sealed.own_entry

    def unsealed(*args: Any) -> Any:
        entry = own_entry(*args)
        entry.is_sealed = False
        return entry

    patch.setattr(sealed, "own_entry", unsealed)


def withdrawn_rounds_take_words(patch: Patch) -> None:
    patch.setattr(sealed, "lock_round", lambda by, round, **_: sealed.Round.door.fetch(by, round.pk, lock=True))
    patch.setattr(sealed, "unseal", lambda **fields: None)


def seal_noted_for_all(patch: Patch) -> None:
    record = trail.record
    patch.setattr(
        trail,
        "record",
        lambda **fields: record(**{**fields, "space": shared(fields)} if fields["verb"] == "sealed" else fields),
    )


def shared(fields: dict[str, Any]) -> Any:
    return fields["subject"].space


def withdrawn_words_stay(patch: Patch) -> None:
    patch.setattr(sealed, "wipe", lambda locked: None)


def drafts_show_their_size(patch: Patch) -> None:
    patch.setattr(sealed, "PAGE_BYTES", 256)


def reader_needs_no_membership(patch: Patch) -> None:
    patch.setattr(sealed, "own_entry", lambda round, viewer: Entry.door._unguarded().filter(round=round).first())
    patch.setattr(vault, "key_for", lambda viewer, space_id, version: any_key(space_id, version))


def any_key(space_id: Any, version: int) -> bytes:
    row = SpaceKey.objects.filter(space_id=space_id, version=version).first()
    assert row is not None
    return vault.key_held_by(row.person_id, space_id, version)


ROUNDS = [
    reveal_early,
    draft_after_seal,
    withdrawn_rounds_take_words,
    seal_noted_for_all,
    withdrawn_words_stay,
    drafts_show_their_size,
    reader_needs_no_membership,
]


@pytest.mark.parametrize("weaken", ROUNDS)
def test_round_without_its_rule_is_seen(weaken: Callable[[Patch], None], db: None, monkeypatch: Patch) -> None:
    """PS4, PS5, PS6."""
    weaken(monkeypatch)
    assert any_play(play_round) != []


def keys_outlive_an_edit(patch: Patch) -> None:
    patch.setattr(
        two_key,
        "void_keys",
        lambda locked: (
            Key.door._unguarded().filter(release=locked).exclude(turned_on="").update(turned_on=locked.text_hash)
        ),
    )


def hash_binds_no_words(patch: Patch) -> None:
    patch.setattr(two_key, "hash_of", lambda words: "a" * 64)


def stale_screen_is_taken(patch: Patch) -> None:
    turn = two_key.turn
    now = Release.door._unguarded
    patch.setattr(
        two_key,
        "turn",
        lambda **fields: turn(**{**fields, "seen": now().get(pk=fields["release"].pk).text_hash}),
    )


def one_key_is_enough(patch: Patch) -> None:
    deal = two_key.deal_keys
    patch.setattr(two_key, "deal_keys", lambda release, ids: deal(release, set(sorted(ids)[:1])))
    patch.setattr(two_key, "members_of", lambda of: [])
    patch.setattr(two_key, "holder_ids", lambda of, holders: {person.pk for person in space.members(of)})


def released_text_is_edited(patch: Patch) -> None:
    patch.setattr(two_key, "require_draft", lambda locked: None)


def kept_back_parts_go_out(patch: Patch) -> None:
    let_go = two_key.let_go

    def all_of_it(locked: Release, by: Any) -> None:
        locked.publishes = ["why", "inside"]
        let_go(locked, by)

    patch.setattr(two_key, "let_go", all_of_it)


def signature_without_a_link(patch: Patch) -> None:
    patch.setattr(signatures, "append", lambda release, keys: None)


RELEASES = [
    keys_outlive_an_edit,
    hash_binds_no_words,
    stale_screen_is_taken,
    one_key_is_enough,
    released_text_is_edited,
    kept_back_parts_go_out,
    signature_without_a_link,
]


@pytest.mark.parametrize("weaken", RELEASES)
def test_release_without_its_rule_is_seen(weaken: Callable[[Patch], None], db: None, monkeypatch: Patch) -> None:
    """P11, P12."""
    weaken(monkeypatch)
    assert any_play(play_keys) != []


def leaver_keeps_the_key(patch: Patch) -> None:
    changed = space.people_changed

    def kept(locked: Any, by: Any) -> None:
        changed(locked, by)
        for row in trail_of_leavers(locked):
            with transaction.atomic():
                vault.give_key(
                    locked, row, vault.key_held_by(space.members(locked)[0].pk, locked.pk, locked.key_version)
                )

    patch.setattr(space, "people_changed", kept)


def trail_of_leavers(locked: Any) -> list[Any]:
    left = locked.memberships.exclude(ended_at=None).values_list("person_id", flat=True)
    inside = {person.pk for person in space.members(locked)}
    return [person for person in set(left) if person not in inside]


def joiner_reads_all(patch: Patch) -> None:
    let_in = space.let_in
    patch.setattr(space, "let_in", lambda **fields: let_in(**{**fields, "reads_earlier": True}))


def key_is_never_changed(patch: Patch) -> None:
    patch.setattr(
        space,
        "people_changed",
        lambda locked, by: [
            vault.give_key(locked, person.pk, any_key(locked.pk, 1))
            for person in space.members(locked)
            if not SpaceKey.objects.filter(space=locked, person=person).exists()
        ],
    )


@pytest.mark.parametrize("weaken", [leaver_keeps_the_key, joiner_reads_all, key_is_never_changed])
def test_space_without_its_rule_is_seen(weaken: Callable[[Patch], None], db: None, monkeypatch: Patch) -> None:
    """P7, PS19."""
    weaken(monkeypatch)
    assert any_play(play_space) != []


def one_owner_is_enough(patch: Patch) -> None:
    patch.setattr(space, "owners", lambda of: frozenset())


def date_is_not_asked(patch: Patch) -> None:
    patch.setattr(
        grants,
        "granted_to",
        lambda viewer, today=None: Grant.objects.filter(
            reader_id=viewer.person_id, revoked_at=None, wrapped_item_key__isnull=False
        ),
    )


def revoking_is_forgotten(patch: Patch) -> None:
    patch.setattr(space, "end_grants", lambda **which: None)


@pytest.mark.parametrize("weaken", [one_owner_is_enough, date_is_not_asked, revoking_is_forgotten])
def test_grant_without_its_rule_is_seen(weaken: Callable[[Patch], None], db: None, monkeypatch: Patch) -> None:
    """PS10, PS18."""
    weaken(monkeypatch)
    assert any_play(play_grants) != []


def holds_are_not_asked(patch: Patch) -> None:
    patch.setattr(holds, "without_held", lambda rows: rows)


def one_person_holds(patch: Patch) -> None:
    patch.setattr(holds, "in_force", lambda: Hold.objects.none())


def nothing_goes(patch: Patch) -> None:
    patch.setattr(retention, "sweep_rows", lambda model, on: 0)


@pytest.mark.parametrize("weaken", [holds_are_not_asked, one_person_holds, nothing_goes])
def test_retention_without_its_rule_is_seen(weaken: Callable[[Patch], None], db: None, monkeypatch: Patch) -> None:
    weaken(monkeypatch)
    assert any_play(play_retention) != []


def test_cipher_without_its_place_is_seen(db: None, monkeypatch: Patch) -> None:
    """P10: the bound data dropped."""
    monkeypatch.setattr(Place, "as_bytes", lambda place: b"anywhere")
    assert len(place_faults()) == 6


@pytest.mark.parametrize("field", ["item", "author", "space", "key_version"])
def test_cipher_that_forgets_one_part_of_its_place_is_seen(field: str, monkeypatch: Patch) -> None:
    words = Place.as_bytes
    blank: Any = {"key_version": 0}.get(field, "")
    monkeypatch.setattr(Place, "as_bytes", lambda place: words(Place(**{**place.__dict__, field: blank})))
    assert place_faults() == [f"opens in another {field}"]


def test_row_moved_with_one_key_for_all_is_seen(db: None, monkeypatch: Patch) -> None:
    monkeypatch.setattr(Place, "as_bytes", lambda place: b"anywhere")
    monkeypatch.setattr(ciphers, "item_key", lambda key, item: key)
    world = make_world()
    assert moved_row_faults(world, write_page(world, body="a"), write_page(world, body="b")) != []


def test_cipher_that_does_not_authenticate_is_seen(monkeypatch: Patch) -> None:
    """P10: a check that lets everything pass."""
    monkeypatch.setattr(ciphers, "decrypt", lambda key, place, sealed: {})
    assert len(flip_faults()) > 500


def test_missing_padding_is_seen(monkeypatch: Patch) -> None:
    monkeypatch.setattr(ciphers, "pad", lambda plain, floor=0: len(plain).to_bytes(4, "big") + plain)
    assert size_faults() != []


def chain_without_the_one_before(patch: Patch) -> None:
    words = signatures.words_of
    patch.setattr(signatures, "words_of", lambda values: {**words(values), "previous": ""})
    patch.setattr(signatures, "imprint", lambda digest, seal: signatures.START)


def chain_without_signers(patch: Patch) -> None:
    words = signatures.words_of
    patch.setattr(signatures, "words_of", lambda values: {**words(values), "signers": []})


def seal_not_looked_at(patch: Patch) -> None:
    patch.setattr(signatures, "is_sealed", lambda checker, row: True)


def no_anchored_heads(patch: Patch) -> None:
    patch.setattr(keystore, "read_heads", lambda chain: [])


def seal_of_the_one_before_not_bound(patch: Patch) -> None:
    patch.setattr(signatures, "imprint", lambda digest, seal: digest)


CHAINS = [
    chain_without_the_one_before,
    chain_without_signers,
    seal_not_looked_at,
    no_anchored_heads,
    seal_of_the_one_before_not_bound,
]


@pytest.mark.parametrize("weaken", CHAINS)
def test_chain_without_its_rule_misses_a_change(weaken: Callable[[Patch], None], db: None, monkeypatch: Patch) -> None:
    """P11."""
    weaken(monkeypatch)
    sign_some(4)
    signatures.anchor()
    assert unseen(tamperings(SignedRecord, ("height",)), check_signed)[0] != []


def test_chain_without_the_seal_is_made_anew_unseen(db: None, monkeypatch: Patch) -> None:
    seal_not_looked_at(monkeypatch)
    sign_some(3)
    rebuild_signed(with_key=False)
    assert signatures.verify(signatures.public_key()) == []


def trail_without_the_one_before(patch: Patch) -> None:
    patch.setattr(trail, "faults_of", lambda key, row, height, previous: [])


def trail_without_actors(patch: Patch) -> None:
    digest = trail.digest_of
    patch.setattr(trail, "digest_of", lambda key, values: digest(key, (*values[:3], None, *values[4:])))


def trail_without_anchors(patch: Patch) -> None:
    patch.setattr(trail, "missing", lambda left: [])


@pytest.mark.parametrize("weaken", [trail_without_the_one_before, trail_without_actors, trail_without_anchors])
def test_trail_without_its_rule_misses_a_change(weaken: Callable[[Patch], None], db: None, monkeypatch: Patch) -> None:
    """P11."""
    weaken(monkeypatch)
    walk_some()
    trail.anchor()
    assert unseen(tamperings(TrailEntry, ("chain", "height")), trail.faults)[0] != []


def test_trail_without_a_key_is_made_anew_unseen(db: None, monkeypatch: Patch) -> None:
    monkeypatch.setattr(keystore, "trail_key", lambda **_: b"")
    walk_some()
    rebuild_trail()
    assert trail.faults({}) == []


def test_release_without_its_imprint_is_changed_unseen(db: None, monkeypatch: Patch) -> None:
    monkeypatch.setattr(imprints, "keyed", lambda words: "")
    released(make_world())
    with passing():
        Release.door._unguarded().update(published={"why": "planted"})
        assert imprints.faults() == []


def test_commitment_that_is_not_checked_lets_other_words_out(db: None, monkeypatch: Patch) -> None:
    """P8: an earlier draft put under the seal with SQL comes out as if it had been sealed."""
    monkeypatch.setattr(sealed.hmac, "compare_digest", lambda one, other: True)
    world = make_world()
    round = sealed.open_round(space=world.space, kind="views", participants=world.people, by=world.by(0))
    for who in (0, 1):
        sealed.save_draft(round=round, document={"view": "early"}, by=world.by(who))
    mine = Entry.door._unguarded().filter(round=round, author=world.people[0])
    early = mine.get().own_ciphertext
    sealed.save_draft(round=round, document={"view": "meant"}, by=world.by(0))
    sealed.seal(round=round, by=world.by(0))
    mine.update(own_ciphertext=early)
    opened = sealed.seal(round=round, by=world.by(1))
    assert sealed.documents(opened, world.by(1))[world.people[0].pk] == {"view": "early"}


def test_key_file_written_in_place_is_torn_by_a_crash(monkeypatch: Patch) -> None:
    """P13: without the draft and the link, a crash leaves a part of a key where the key should be."""

    def in_place(name: str, content: bytes) -> bytes:
        (keyfiles.made_folder() / name).write_bytes(content[:7])
        raise OSError("power cut")

    monkeypatch.setattr(keyfiles, "make", in_place)
    with pytest.raises(OSError, match="power cut"):
        keyfiles.make("kek-1", b"k" * 32)
    assert keyfiles.read("kek-1") == b"k" * 7
