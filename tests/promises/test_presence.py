"""A key store that is not this database's is told, and nothing is made in it that would hide what was lost."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator

from colead.people import secrets
from colead.promises import checkup, custody, keyfiles, keystore, presence, signatures, space, trail, vault
from colead.promises.ciphers import Unreadable
from colead.promises.models import SpaceKey, TrailEntry
from colead.promises.models.spaces import SpaceKind
from tests.cast import Riverside
from tests.promises.chain_checks import sign_some, walk_some
from tests.promises.worlds import World, make_world

ALL = [keystore.PERSON_KEYS, keystore.TRAIL_KEY, keystore.SEAL_KEY]


@pytest.fixture
def signed(db: None) -> World:
    world = make_world()
    sign_some(2)
    walk_some()
    return world


def foreign_store(folder: Path, settings: Any) -> None:
    """What another site would have there."""
    settings.KEYSTORE = folder
    keystore.wrap(uuid4())
    keystore.seal_key(is_first=True)
    keystore.trail_key(is_first=True)


def test_store_that_belongs_here_lacks_nothing(signed: World) -> None:
    assert checkup.store_lacks() == []
    checkup.require_store()


def test_database_without_any_key_needs_none(db: None) -> None:
    assert checkup.store_lacks() == []
    assert not presence.holds_keys()


@pytest.mark.parametrize("is_there", [True, False])
def test_empty_store_lacks_everything_and_stays_empty(
    is_there: bool, signed: World, settings: Any, tmp_path: Path
) -> None:
    settings.KEYSTORE = tmp_path / "forgotten"
    if is_there:
        settings.KEYSTORE.mkdir()
    assert checkup.store_lacks() == ALL
    assert not is_there or list(settings.KEYSTORE.iterdir()) == []


def test_store_of_another_site_lacks_everything(signed: World, settings: Any, tmp_path: Path) -> None:
    foreign_store(tmp_path / "other", settings)
    assert presence.holds_keys()
    assert checkup.store_lacks() == ALL


@pytest.mark.parametrize(
    ("file", "lacking"),
    [("trail", keystore.TRAIL_KEY), ("seal", keystore.SEAL_KEY), (keystore.STORE, keystore.PERSON_KEYS)],
)
def test_each_key_that_is_gone_is_named(file: str, lacking: str, signed: World) -> None:
    keyfiles.remove(file)
    assert checkup.store_lacks() == [lacking]
    with pytest.raises(presence.StoreMissing) as told:
        checkup.require_store()
    assert all(words in str(told.value) for words in (str(keystore.folder()), lacking, "from its backup"))


def test_copy_from_before_the_newest_person_is_told(signed: World, settings: Any, tmp_path: Path) -> None:
    custody.copy_to(tmp_path / "older")
    make_world()
    settings.KEYSTORE = tmp_path / "older"
    assert checkup.store_lacks() == [keystore.PERSON_KEYS]


def test_erased_person_is_not_a_key_that_is_lacking(signed: World) -> None:
    for person_id in set(SpaceKey.objects.values_list("person_id", flat=True)):
        assert checkup.store_lacks() == []
        keystore.destroy(person_id, on_day="2026-11-23")
    assert checkup.store_lacks() == []


def test_entry_that_was_changed_is_not_taken_for_a_foreign_store(signed: World) -> None:
    """A person with SQL must not be able to keep the site from its start by one changed row."""
    TrailEntry.objects.filter(pk=TrailEntry.objects.latest("pk").pk).update(verb="planted")
    assert trail.faults() != []
    assert checkup.store_lacks() == []


def test_public_key_never_makes_a_seal_key(signed: World) -> None:
    keyfiles.remove("seal")
    with pytest.raises(presence.StoreMissing, match="seals signed records"):
        signatures.public_key()
    with pytest.raises(presence.StoreMissing):
        sign_some(1)
    assert not keystore.has_seal_key()


def test_public_key_of_a_site_that_signed_nothing_is_empty(db: None) -> None:
    assert signatures.public_key() == b""
    assert signatures.verify(signatures.public_key()) == []
    assert not keystore.has_seal_key()
    sign_some(1)
    assert signatures.verify(signatures.public_key()) == []


def test_looking_over_a_trail_never_makes_its_key(signed: World) -> None:
    keyfiles.remove("trail")
    with pytest.raises(presence.StoreMissing, match="key of the trail"):
        trail.faults()
    with pytest.raises(presence.StoreMissing):
        space.open_for(kind=SpaceKind.PAIR, people=signed.people, by=None)
    assert not keystore.has_trail_key()


def test_person_with_a_lost_key_gets_no_second_one(signed: World, settings: Any, tmp_path: Path) -> None:
    """In the store of another site a new key would open nothing of what this person wrote."""
    shutil.copytree(keystore.folder(), tmp_path / "kept")
    person_id = signed.people[0].pk
    keystore.connection().execute("DELETE FROM person_key")
    with pytest.raises(Unreadable):
        vault.give_key(signed.space, person_id, b"k" * 32, 9)
    assert str(person_id) not in keystore.known()


def test_lost_sign_in_key_is_told_and_not_made_anew_by_opening(
    riverside: Riverside, settings: Any, tmp_path: Path
) -> None:
    """With a new one beside them, every second step that people had would be refused as a wrong code."""
    sealed = secrets.seal("a second step")
    Authenticator.objects.create(user=riverside.ana.login, type=Authenticator.Type.TOTP, data={"secret": sealed})
    assert checkup.store_lacks() == []
    keyfiles.remove(secrets.FILE)
    with pytest.raises(OSError, match=secrets.FILE) as fault:
        secrets.unseal(sealed)
    assert checkup.store_lacks() == [checkup.SIGN_IN_KEY]
    assert checkup.SIGN_IN_KEY in checkup.want_of_keys(fault.value)


@pytest.mark.parametrize(("kind", "is_made"), [(Authenticator.Type.TOTP, False), (Authenticator.Type.WEBAUTHN, True)])
def test_lost_sign_in_key_is_not_made_anew_by_setting_up_another_step(
    riverside: Riverside, settings: Any, kind: Authenticator.Type, is_made: bool
) -> None:
    """The new one would pass for the lost one, and nothing would tell of it. A passkey was never sealed by it."""
    Authenticator.objects.create(user=riverside.ana.login, type=kind, data={})
    with suppress(OSError):
        secrets.seal("a second step of somebody else")
    assert (Path(settings.KEYSTORE) / secrets.FILE).is_file() is is_made
