"""What was written is found by its own people, and by nobody else, and in nothing that the product leaves behind."""

from dataclasses import replace

import pytest

from tests.access.world import World
from tests.attacks import canaries, sweep, tables
from tests.attacks.canaries import Aviary
from tests.attacks.sinks import Sinks

pytestmark = pytest.mark.django_db
FIRST = 3


@pytest.fixture(scope="package")
def swept(world: World, aviary: Aviary) -> Aviary:
    sweep.look_everywhere(world, aviary, share=12)
    return aviary


def lines(faults: list[str]) -> str:
    return "\n" + "\n".join(faults[:200])


def test_ps01_nobody_reads_what_is_not_theirs(swept: Aviary, world: World) -> None:
    faults = canaries.leaks(swept, world.people)
    assert len(swept.made) >= 40
    assert faults == [], lines(faults)


def test_its_own_people_find_everything(swept: Aviary, world: World) -> None:
    """The control of the sweep: a word that is never seen by its own people could be anywhere."""
    faults = canaries.unshown(swept, world.people)
    assert faults == [], lines(faults)


def test_one_word_that_its_own_people_are_not_shown_is_seen(swept: Aviary, world: World) -> None:
    word = next(word for word, places in swept.places.items() if any("Entry.shared" in place.what for place in places))
    less = replace(swept, sightings={sighting for sighting in swept.sightings if sighting[0] != word})
    [fault] = canaries.unshown(less, world.people)
    assert fault.endswith(swept.made[word])


def test_no_word_stands_in_an_address_or_a_header(swept: Aviary) -> None:
    assert swept.in_headers == [], lines(swept.in_headers)


def test_ps13_no_private_word_stands_in_an_open_column(swept: Aviary) -> None:
    faults = canaries.in_the_open(swept)
    assert faults == [], lines(faults)


@pytest.mark.parametrize("kind", Sinks.KINDS)
def test_ps16_no_word_seeps_into(kind: str, swept: Aviary, sinks: Sinks) -> None:
    assert canaries.in_bytes(swept, kind, sinks.contents(kind)) == []


def test_ps13_no_private_word_stands_in_the_bytes_of_the_database(swept: Aviary) -> None:
    faults = canaries.in_bytes(swept, "database", tables.database_bytes())
    assert faults == [], lines(faults)


def test_search_finds_words_only_for_their_people(swept: Aviary, world: World) -> None:
    words = [word for word in swept.places if swept.is_private(word)][:FIRST]
    asked = sweep.look_for(world, swept, words, strangers=("helen", "priya", "ines"))
    faults = canaries.leaks(swept, world.people, {each for each in swept.sightings if "find" in each[2]})
    assert asked
    assert faults == [], lines(faults)
