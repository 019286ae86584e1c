"""'How to work with me': the eight lines that each partner writes alone and both then read together."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file


@dataclass(frozen=True)
class CardPrompt:
    key: str
    stem: str
    example: str
    second_stem: str = ""


@dataclass(frozen=True)
class Cards:
    title: str
    intro: str
    prompts: tuple[CardPrompt, ...]

    def prompt(self, key: str) -> CardPrompt:
        return pick(self.prompts, key)


@cache
def load() -> Cards:
    return read_file("cards.toml", Cards)
