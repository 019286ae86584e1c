"""The words of the launch road: each step, why it comes when it does, and how long it takes."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file
from colead.rules.launch import Step, StepDays, days_of


@dataclass(frozen=True)
class StepWords:
    key: Step
    letter: str
    title: str
    stretch: str
    why: str
    first_act: str
    takes: str
    practice: str

    @property
    def days(self) -> StepDays:
        return days_of(self.key)


@dataclass(frozen=True)
class Stretch:
    key: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Launch:
    intro: str
    go_slow: str
    waived: str
    stretches: tuple[Stretch, ...]
    steps: tuple[StepWords, ...]

    def __post_init__(self) -> None:
        if tuple(step.key for step in self.steps) != tuple(Step):
            raise ValueError("steps should describe each step of the road, in its order")

    def step(self, key: str) -> StepWords:
        return pick(self.steps, key)

    def stretch(self, key: str) -> Stretch:
        return pick(self.stretches, key)


@cache
def load() -> Launch:
    return read_file("launch.toml", Launch)
