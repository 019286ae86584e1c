"""The legal moves of a thing that passes through states, kept as a table that a person can read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)


class IllegalMove(Exception):
    """A verb that this state does not allow; `sentence` may be shown to a person and betrays nothing."""

    def __init__(self, machine: str, state: str, verb: str, sentence: str) -> None:
        super().__init__(f"{machine}: no {verb} from {state}")
        self.machine = machine
        self.state = state
        self.verb = verb
        self.sentence = sentence


@dataclass(frozen=True)
class Machine(Generic[S]):
    """`words` says of each state where the thing now stands, for the person who came too late."""

    name: str
    start: S
    words: Mapping[S, str]
    moves: Mapping[tuple[S, str], S]

    def next_state(self, state: str, verb: str) -> S:
        for (from_state, known_verb), to_state in self.moves.items():
            if from_state == state and known_verb == verb:
                return to_state
        raise IllegalMove(self.name, state, verb, self._sentence(state))

    def may(self, state: str, verb: str) -> bool:
        return any(known == (state, verb) for known in self.moves)

    def verbs_from(self, state: str) -> tuple[str, ...]:
        return tuple(verb for from_state, verb in self.moves if from_state == state)

    @property
    def states(self) -> frozenset[S]:
        return frozenset(self.words)

    @property
    def terminal(self) -> frozenset[S]:
        """States that nothing leaves."""
        leaving = {from_state for (from_state, _), to_state in self.moves.items() if to_state != from_state}
        return self.states - leaving

    @property
    def reachable(self) -> frozenset[S]:
        found = {self.start}
        while more := {to for (origin, _), to in self.moves.items() if origin in found} - found:
            found |= more
        return frozenset(found)

    def _sentence(self, state: str) -> str:
        said = next((words for known, words in self.words.items() if known == state), "This has moved on.")
        return f"{said} Nothing was changed."
