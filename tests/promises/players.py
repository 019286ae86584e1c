"""Plays a mechanism at random from a seed; the proofs and the attacks use the same hands."""

import random
from typing import Protocol

from tests.promises.key_play import KeyPlay
from tests.promises.round_play import RoundPlay
from tests.promises.worlds import passing

WORDS = ("yes", "not without night nurses", "x" * 3000, "ein Wort für zwei", "0")


class Play(Protocol):
    def faults(self) -> list[str]: ...


def play_round(seed: int, steps: int = 14) -> list[str]:
    """The faults of one random round, stopped at the first."""
    dice = random.Random(seed)
    with passing():
        play = RoundPlay(n=dice.choice((2, 2, 3)))
        for _ in range(steps):
            act = dice.choice(("draft", "draft", "seal", "seal", "seal", "unseal", "withdraw"))
            act = "seal" if act == "withdraw" and dice.random() < 0.8 else act
            who = dice.randrange(play.n)
            if act == "draft":
                play.draft(who, dice.choice(WORDS), dice.choice(("", "own bias")))
            else:
                getattr(play, act)(who)
            if found := play.faults():
                return found
    return []


def play_keys(seed: int, steps: int = 14) -> list[str]:
    """The faults of one random two-key release, stopped at the first."""
    dice = random.Random(seed)
    with passing():
        play = KeyPlay(n=dice.choice((2, 2, 3)))
        for _ in range(steps):
            act = dice.choice(("edit", "look", "turn", "turn", "turn", "take_back", "unpublish"))
            who = dice.randrange(play.n)
            if act == "edit":
                play.edit(who, dice.choice(WORDS))
            else:
                getattr(play, act)(who)
            if found := play.faults():
                return found
    return []
