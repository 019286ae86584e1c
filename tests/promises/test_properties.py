"""Any interleaving of acts: the mechanisms and a simple model never disagree."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.promises.key_play import KeyPlay
from tests.promises.players import play_keys, play_round
from tests.promises.round_play import RoundPlay

WHO = st.integers(0, 1)
# Letters as people write them; a lone surrogate is no letter.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=300)
EVERYDAY = settings(
    max_examples=8, stateful_step_count=12, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
LONG = settings(EVERYDAY, max_examples=150, stateful_step_count=25)


class Undone(RuleBasedStateMachine):
    """A machine whose world is gone when it stops."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


class RoundMachine(Undone):
    play: RoundPlay

    @initialize()
    def begin(self) -> None:
        self.play = RoundPlay()

    @rule(who=WHO, words=WORDS, secret=st.sampled_from(["", "my own bias"]))
    def draft(self, who: int, words: str, secret: str) -> None:
        self.play.draft(who, words, secret)

    @rule(who=WHO)
    def seal(self, who: int) -> None:
        self.play.seal(who)

    @rule(who=WHO)
    def unseal(self, who: int) -> None:
        self.play.unseal(who)

    @rule(who=WHO, is_sure=st.integers(0, 9))
    def withdraw(self, who: int, is_sure: int) -> None:
        if is_sure == 9:
            self.play.withdraw(who)

    @invariant()
    def holds(self) -> None:
        assert self.play.faults() == []


class KeyMachine(Undone):
    play: KeyPlay

    @initialize()
    def begin(self) -> None:
        self.play = KeyPlay()

    @rule(who=WHO, words=WORDS)
    def edit(self, who: int, words: str) -> None:
        self.play.edit(who, words)

    @rule(who=WHO)
    def look(self, who: int) -> None:
        self.play.look(who)

    @rule(who=WHO)
    def turn(self, who: int) -> None:
        self.play.turn(who)

    @rule(who=WHO)
    def take_back(self, who: int) -> None:
        self.play.take_back(who)

    @rule(who=WHO)
    def unpublish(self, who: int) -> None:
        self.play.unpublish(who)

    @invariant()
    def holds(self) -> None:
        assert self.play.faults() == []


@pytest.mark.parametrize("machine", [RoundMachine, KeyMachine])
def test_mechanism_agrees_with_its_model(machine: Any, db: None) -> None:
    """PS4, PS5, PS6 and P12, whatever the two do in whatever order."""
    run_state_machine_as_test(machine, settings=EVERYDAY)


@pytest.mark.prove
@pytest.mark.parametrize("machine", [RoundMachine, KeyMachine])
def test_mechanism_agrees_with_its_model_for_long(machine: Any, db: None) -> None:
    run_state_machine_as_test(machine, settings=LONG)


@pytest.mark.parametrize("seed", range(6))
def test_two_or_three_people_never_see_too_early(seed: int, db: None) -> None:
    assert play_round(seed) == []
    assert play_keys(seed) == []


@pytest.mark.prove
def test_two_or_three_people_never_see_too_early_in_many_plays(db: None) -> None:
    assert [seed for seed in range(100) if play_round(seed) or play_keys(seed)] == []
