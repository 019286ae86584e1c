"""5,000 private entries opened and searched, against reading and searching the same rows kept as plain text."""

from django.db import connection, models
from tests.cast import make_riverside
from tests.makers import viewer_of

from bench.figure import Figure, seconds
from colead.access.viewer import SignedInViewer
from colead.practice.daily.models import RunIt
from colead.promises import space, vault
from colead.promises.models import Space, SpaceItem

ENTRIES = 5000
WORDS = "Cohort the two new admissions on the east side before the huddle, and tell the night charge nurse why. "
PHRASE = "charge nurse why. 4999"


class PlainRunIt(SpaceItem):
    """The same columns with the words in the open; exists only while it is measured."""

    line = models.TextField()
    state = models.CharField(max_length=10)
    rows = models.Manager()

    class Meta:
        app_label = "foundation"
        db_table = "bench_plain_run_it"


def figures() -> list[Figure]:
    town = make_riverside()
    pair_space = town.exec.space
    assert pair_space is not None
    write(pair_space, viewer_of(town.ana))
    sealed = seconds(lambda: find_sealed(pair_space, viewer_of(town.kwame)))
    plain = seconds(lambda: find_plain(pair_space))
    note = f"{sealed * 1000:.0f} ms against {plain * 1000:.0f} ms for {ENTRIES} entries"
    return [Figure("words_opened_and_searched", sealed / plain, note=note)]


def write(pair_space: Space, by: SignedInViewer) -> None:
    sealed = [RunIt(space=pair_space, author=by.person, state="asked") for _ in range(ENTRIES)]
    for number, row in enumerate(sealed):
        vault.close_item(row, {"line": f"{WORDS}{number}", "kind": "gut_check"}, by=by)
    RunIt.door._unguarded().bulk_create(sealed)
    with connection.schema_editor() as editor:
        editor.create_model(PlainRunIt)
    PlainRunIt.rows.bulk_create(
        PlainRunIt(space=pair_space, author=by.person, ciphertext=b"", key_version=1, state="asked", line=f"{WORDS}{n}")
        for n in range(ENTRIES)
    )


def find_sealed(pair_space: Space, viewer: SignedInViewer) -> None:
    found = space.find(RunIt.door.visible_to(viewer).filter(space=pair_space), viewer, PHRASE)
    assert len(found) == 1


def find_plain(pair_space: Space) -> None:
    wanted = PHRASE.casefold()
    assert len([row for row in PlainRunIt.rows.filter(space=pair_space) if wanted in row.line.casefold()]) == 1
