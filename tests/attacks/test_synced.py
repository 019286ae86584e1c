"""No answer says 'saved' before it lies on the disk, seen from outside, at the system calls of the real server."""

from pathlib import Path

import pytest

from tests.attacks import syncing

STATES = ["open", "clinic_or", "rounding", "text_me", "off"]
pytestmark = pytest.mark.skipif(not syncing.has_strace(), reason="strace is not here, or may not watch")


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> syncing.Site:
    return syncing.make_site(tmp_path_factory.mktemp("site"))


def test_p14_no_answer_leaves_before_its_write_is_on_the_disk(where: syncing.Site, tmp_path: Path) -> None:
    statuses, seen = syncing.watch(where, tmp_path / "trace", STATES)
    assert statuses == [303] * len(STATES)
    assert seen.answers >= len(STATES)
    assert seen.syncs >= len(STATES)
    assert seen.early == 0


def test_p14_a_server_that_does_not_wait_for_the_disk_is_found_out(where: syncing.Site, tmp_path: Path) -> None:
    """The control: the same server with synchronous=NORMAL."""
    statuses, seen = syncing.watch(where, tmp_path / "trace", STATES, is_weak=True)
    assert statuses == [303] * len(STATES)
    assert seen.early > 0
