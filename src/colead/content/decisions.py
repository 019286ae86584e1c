"""The words of a decision of two: kinds, sizes, outcomes, marks, prompts, the one voice and the look back."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import Keyed, pick, read_file
from colead.rules.decisions import SIZE_RULES, Kind, Outcome, Size


@dataclass(frozen=True)
class KindWords:
    key: Kind
    label: str
    hint: str


@dataclass(frozen=True)
class SizeWords:
    """`minutes` is for each of the two."""

    key: Size
    label: str
    minutes: int
    asks_for: str
    when: str

    @property
    def cards_min(self) -> int:
        return SIZE_RULES[self.key].cards_min


@dataclass(frozen=True)
class OutcomeWords:
    key: Outcome
    label: str
    sentence: str


@dataclass(frozen=True)
class Word:
    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Prompt:
    key: str
    text: str
    hint: str = ""
    max_length: int = 0
    seen_by: str = ""


@dataclass(frozen=True)
class Decisions:
    kinds: tuple[KindWords, ...]
    sizes: tuple[SizeWords, ...]
    outcomes: tuple[OutcomeWords, ...]
    firmness: tuple[Word, ...]
    marks: tuple[Word, ...]
    lookback_values: tuple[Word, ...]
    frame_prompts: tuple[Prompt, ...]
    view_prompts: tuple[Prompt, ...]
    talk_prompts: tuple[Prompt, ...]
    integration_prompts: tuple[Prompt, ...]
    one_voice: tuple[Prompt, ...]
    reaction_plan: tuple[Prompt, ...]
    rapid_prompts: tuple[Prompt, ...]
    lookback_prompts: tuple[Prompt, ...]

    def __post_init__(self) -> None:
        _complete(self.kinds, set(Kind), "kinds")
        _complete(self.sizes, set(Size), "sizes")
        _complete(self.outcomes, set(Outcome), "outcomes")

    def kind(self, key: str) -> KindWords:
        return pick(self.kinds, key)

    def size(self, key: str) -> SizeWords:
        return pick(self.sizes, key)

    def outcome(self, key: str) -> OutcomeWords:
        return pick(self.outcomes, key)

    def view_prompt(self, key: str) -> Prompt:
        return pick(self.view_prompts, key)


def _complete(entries: tuple[Keyed, ...], wanted: set[Kind] | set[Size] | set[Outcome], where: str) -> None:
    if {entry.key for entry in entries} != wanted:
        raise ValueError(f"{where} should describe each of {sorted(wanted)} once")


@cache
def load() -> Decisions:
    return read_file("decisions.toml", Decisions)
