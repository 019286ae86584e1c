"""A bad file cannot hurt: a clear message, nothing changed, in seconds, within its memory (promise P20)."""

import hashlib
import resource
import time

import pytest
from django.apps import apps

from colead.operations.imports import actions
from colead.operations.imports.intake import Listing
from colead.operations.imports.messages import Refused
from tests.makers import make_person, make_unit
from tests.operations.imports import families, hostile

SECONDS_MAX = 10
KILOBYTES_MAX = 300 * 1024


def everything() -> str:
    """A hash of every row of every table."""
    whole = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        for row in model._base_manager.order_by("pk").values_list():
            whole.update(repr(row).encode())
    return whole.hexdigest()


def largest_child() -> int:
    """In kilobytes, the most that any child of this process has held; it never sinks again."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def held_by_others() -> int:
    """What cannot be told from a reader's own: an earlier child, or this process, whose peak each child begins with."""
    return max(largest_child(), held_here())


def held_here() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


ALL = [*hostile.ALL, *(pytest.param(bad, marks=pytest.mark.prove) for bad in families.ALL)]


@pytest.mark.parametrize("bad", ALL, ids=lambda bad: bad.name)
def test_bad_file_changes_nothing_and_says_why(bad: hostile.Bad, db: None) -> None:
    make_person("Ana Ruiz", external_id="OTHER")
    make_unit("6 West", external_id="W6", parent=make_unit("General", external_id="G"))
    listing, before = Listing(bad.kind, bad.make()), everything()
    others, started = held_by_others(), time.monotonic()
    with pytest.raises(Refused) as refused:
        actions.take_in(listing=listing, by=None)
    assert time.monotonic() - started < SECONDS_MAX
    said = "\n".join(str(message) for message in refused.value.messages)
    for words in bad.says:
        assert words in said
    assert said.strip()
    assert "Traceback" not in said
    assert everything() == before
    assert largest_child() <= max(others, held_here(), KILOBYTES_MAX)


def test_there_are_more_than_250_bad_files() -> None:
    names = {(bad.kind, bad.name) for bad in [*hostile.ALL, *families.ALL]}
    assert len(names) == len(hostile.ALL) + len(families.ALL) > 250
