"""Non-interference: whether, how much and how often somebody wrote in private cannot be told by anybody else."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from colead.promises import space
from tests.access.expected import ACTORS
from tests.access.world import PARTNERS, World
from tests.attacks import twins

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")]
ACTS = st.lists(st.integers(0, 99_999), min_size=1, max_size=5)
LOOKS = st.lists(st.integers(0, 99_999), min_size=3, max_size=8)
OUTSIDERS = tuple(actor for actor in ACTORS if actor not in PARTNERS["exec"])
# A fault is told as it was found: making its script shorter would cost more than it tells.
phases = (Phase.explicit, Phase.generate)
calm = settings(deadline=None, database=None, derandomize=True, phases=phases, suppress_health_check=list(HealthCheck))
few, many = settings(calm, max_examples=7), settings(calm, max_examples=110)


def as_outsider(world: World, author: str, onlooker: str, private: list[int], looks: list[int]) -> str:
    """What an outsider could tell of it, in lines."""
    planted, faults = twins.compare(world, ("exec", author), onlooker, private, looks, twins.is_within_pair)
    told["outsider"] += planted
    return "\n".join(faults)


def as_partner(world: World, author: str, onlooker: str, private: list[int], looks: list[int]) -> str:
    """What the partner could tell of it, in lines."""
    own = space.own(world.people[author]).pk
    planted, faults = twins.compare(
        world, ("exec", author), onlooker, private, looks, twins.is_ones_own(own), only_drafts=True
    )
    told["partner"] += planted
    return "\n".join(faults)


told = Counter[str]()


@few
@given(st.sampled_from(PARTNERS["exec"]), st.sampled_from(OUTSIDERS), ACTS, LOOKS)
def test_ps03_an_outsider_cannot_tell_what_a_pair_writes(
    world: World, author: str, onlooker: str, private: list[int], looks: list[int]
) -> None:
    assert as_outsider(world, author, onlooker, private, looks) == ""


@few
@given(st.permutations(PARTNERS["exec"]), ACTS, LOOKS)
def test_ps04_a_partner_cannot_tell_what_the_other_drafts(
    world: World, two: tuple[str, str], private: list[int], looks: list[int]
) -> None:
    assert as_partner(world, two[0], two[1], private, looks) == ""


def test_the_twins_did_differ() -> None:
    """Worlds that were never made to differ would agree whatever the product does."""
    assert told["outsider"] >= 1
    assert told["partner"] >= 1


@pytest.mark.prove
@many
@given(st.sampled_from(PARTNERS["exec"]), st.sampled_from(OUTSIDERS), ACTS, LOOKS)
def test_ps03_a_hundred_scripts_of_outsiders(
    world: World, author: str, onlooker: str, private: list[int], looks: list[int]
) -> None:
    assert as_outsider(world, author, onlooker, private, looks) == ""


@pytest.mark.prove
@many
@given(st.permutations(PARTNERS["exec"]), ACTS, LOOKS)
def test_ps04_a_hundred_scripts_of_partners(
    world: World, two: tuple[str, str], private: list[int], looks: list[int]
) -> None:
    assert as_partner(world, two[0], two[1], private, looks) == ""
