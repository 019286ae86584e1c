"""Copies are made only of a store that is the right one: a copy of nothing would pass for a backup."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from colead.operations import keeping
from colead.promises import checkup, keystore, presence
from tests.cast import Riverside


@pytest.mark.parametrize(
    "keep",
    [
        lambda folder: keeping.back_up_keys(folder / "copy"),
        lambda folder: keeping.write_ledger(folder / "ledger"),
        lambda folder: keeping.rotate(),
        lambda folder: keeping.destroy_old(),
    ],
)
def test_store_that_is_not_the_right_one_is_not_kept(
    keep: Callable[[Path], int], riverside: Riverside, settings: Any, tmp_path: Path
) -> None:
    """Rotation in an empty store would make a key there, and the store would pass for the right one."""
    settings.KEYSTORE = tmp_path / "empty"
    settings.KEYSTORE.mkdir()
    with pytest.raises(presence.StoreMissing):
        keep(tmp_path)
    assert list(tmp_path.iterdir()) == [settings.KEYSTORE]
    assert keystore.is_empty()


def test_keys_are_copied_while_the_database_is_away(
    riverside: Riverside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(checkup, "store_lacks", away)
    assert keeping.back_up_keys(tmp_path / "copy") == 0
    assert (tmp_path / "copy" / "kek-1").is_file()
